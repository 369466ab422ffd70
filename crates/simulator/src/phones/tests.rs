//! Stories about phones, each told as a list of what happens when, and compared with the log that it leaves.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect_test writes its snapshots like this"
)]

use super::{
    Address, Fleet, Outbox, Permissions, Place, Presentation, Previews, Push, Registration, Screen,
    TokenKind, Verb,
};
use crate::{Environment, Event, Happening, push_type};
use expect_test::{Expect, expect};
use serde_json::{Value, json};
use std::fmt::Write as _;

const APP: &str = "com.example.app";
const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

/// One phone with one app, and everything that has been told about it.
struct Story {
    fleet: Fleet,
    phone: String,
    token: String,
    now_ms: u64,
    pushes: u32,
    log: String,
}

impl Story {
    fn new() -> Self {
        let mut fleet = Fleet::new([7; 32]);
        let phone = fleet.add_phone("Ada's iPhone".into());
        let token = fleet
            .put_app(&phone, APP.into(), Environment::Sandbox)
            .token;
        Self {
            fleet,
            phone,
            token,
            now_ms: 0,
            pushes: 0,
            log: String::new(),
        }
    }

    /// It is so many seconds later.
    fn wait(&mut self, seconds: u64) {
        self.now_ms += seconds * 1000;
        self.tell(|fleet, _, now_ms, out| fleet.sweep(now_ms, out));
    }

    fn act(&mut self, verb: Verb) -> Option<Registration> {
        self.tell(|fleet, phone, now_ms, out| fleet.act(phone, verb, now_ms, out).unwrap())
    }

    fn allow(&mut self, change: impl Fn(&mut Permissions)) {
        let app = self.fleet.phone(&self.phone).unwrap().apps.get(APP);
        let mut permissions = app.unwrap().permissions.clone();
        change(&mut permissions);
        self.act(Verb::SetPermissions {
            bundle_id: APP.into(),
            permissions,
        });
    }

    /// A push to the app, with what is told of it.
    fn push(&mut self, change: impl Fn(&mut Push)) {
        self.pushes += 1;
        let mut push = Push {
            environment: Environment::Sandbox,
            to: Address::Token(self.token.clone()),
            topic: APP.into(),
            type_name: Some("alert".into()),
            priority: 10,
            expiration: None,
            collapse_id: None,
            payload: json!({ "aps": { "alert": "Hello", "sound": "bell.caf" } }),
            apns_id: format!("push {}", self.pushes),
            unique_id: None,
            accepted_at_ms: self.now_ms,
        };
        change(&mut push);
        self.tell(|fleet, _, now_ms, out| match push.to {
            Address::Token(_) => fleet.accept(push, now_ms, out),
            Address::Channel(_) => {
                let app = push_type::bundle_id_of(&push.topic).to_owned();
                fleet.broadcast(&app, &push, now_ms, out);
            }
        });
    }

    fn tell<T>(&mut self, change: impl FnOnce(&mut Fleet, &str, u64, &mut Outbox) -> T) -> T {
        let mut out = Outbox::default();
        let result = change(&mut self.fleet, &self.phone, self.now_ms, &mut out);
        for event in &out.events {
            writeln!(self.log, "{}", line(event)).unwrap();
        }
        result
    }

    /// What can be read in the app's notifications.
    fn notifications(&self) -> Vec<&str> {
        let app = &self.fleet.phone(&self.phone).unwrap().apps[APP];
        app.notifications.iter().map(|it| &*it.body).collect()
    }

    #[track_caller]
    fn check(&self, expected: &Expect) {
        expected.assert_eq(&self.log);
    }
}

/// `    60s push 1: Delivered to Device, banner, bell.caf`
fn line(event: &Event) -> String {
    let seconds = event.at_ms / 1000;
    let what = match &event.what {
        Happening::Verb(verb) => serde_json::to_string(verb).unwrap(),
        Happening::Push(step) => {
            let state = serde_json::to_value(step.state).unwrap();
            let until = step.until_ms.map(|it| format!(" until {}s", it / 1000));
            let shown = step.shown.as_ref().map(words);
            format!(
                "{}: {}{}{}",
                step.apns_id,
                state.as_str().unwrap(),
                until.unwrap_or_default(),
                shown.unwrap_or_default()
            )
        }
    };
    format!("{seconds}s {what}")
}

fn words(shown: &Presentation) -> String {
    let mut words = String::new();
    let word = |value: Value| value.as_str().unwrap().to_owned();
    write!(words, ", {}", word(json!(shown.place))).unwrap();
    if let Some(quiet) = shown.quiet {
        write!(words, " ({})", word(json!(quiet))).unwrap();
    }
    if let Some(sound) = &shown.sound {
        write!(words, ", {sound}").unwrap();
    }
    if let Some(badge) = shown.badge {
        write!(words, ", badge {badge}").unwrap();
    }
    if shown.is_hidden {
        words.push_str(", hidden");
    }
    words
}

fn channel(push: &mut Push) {
    push.to = Address::Channel("Y2hhbm5lbA==".into());
    activity("update", 100)(push);
}

/// A push to a Live Activity.
fn activity(event: &str, timestamp: u64) -> impl Fn(&mut Push) {
    move |push| {
        push.topic = format!("{APP}.push-type.liveactivity");
        push.type_name = Some("liveactivity".into());
        push.payload = json!({ "aps": {
            "timestamp": timestamp,
            "event": event,
            "content-state": { "at": timestamp },
        } });
    }
}

mod activities;
mod apps;
mod presenting;
mod storing;
