//! Live Activities: what pushes make of them.
//!
//! <https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications>

use super::{App, Place, Presentation, Push, Quiet};
use crate::Environment;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A Live Activity that has ended stays for at most this long.
const LONGEST_AFTER_END_MS: u64 = 4 * 60 * 60 * 1000;
/// A `timestamp` further ahead than this is not believed.
const FURTHEST_AHEAD: u64 = 8 * 60 * 60;
/// More than this at a time an app does not get here. Apple has a limit too, and publishes no number.
const MOST: usize = 8;

/// A Live Activity on a phone.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// Stays the same from start to end.
    pub id: String,
    /// The environment that its token and its channel are known in.
    pub environment: Environment,
    /// The name of the app's type for its attributes; empty when the app started it by itself.
    pub attributes_type: String,
    /// The broadcast channel that it listens to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
    /// The newest `content-state`.
    pub state: Value,
    /// The `timestamp` of that state, in Unix seconds.
    pub timestamp: u64,
    /// From when the state counts as outdated, in Unix seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale_date: Option<u64>,
    /// From when it is not shown anymore, in Unix milliseconds. Only after its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone_at_ms: Option<u64>,
}

impl Activity {
    pub(crate) const fn new(
        id: String,
        environment: Environment,
        channel_id: Option<String>,
    ) -> Self {
        Self {
            id,
            environment,
            attributes_type: String::new(),
            channel_id,
            state: Value::Null,
            timestamp: 0,
            stale_date: None,
            gone_at_ms: None,
        }
    }

    /// Whether a broadcast on this channel is for it.
    pub(crate) fn listens_to(&self, environment: Environment, channel_id: &str) -> bool {
        self.environment == environment
            && self.channel_id.as_deref() == Some(channel_id)
            && !self.has_ended()
    }

    pub(crate) const fn has_ended(&self) -> bool {
        self.gone_at_ms.is_some()
    }

    /// Takes an `update` or `end`; anything else is not for a running activity.
    pub(crate) fn take(&mut self, push: &Push, now_ms: u64) -> Presentation {
        let timestamp = push.aps("timestamp").as_u64().unwrap_or(0);
        let is_end = *push.aps("event") == "end";
        if self.has_ended() || !(is_end || *push.aps("event") == "update") {
            return Presentation::nowhere(Quiet::Ignored);
        }
        // Apple drops an update that is older than what is shown, but no end.
        let is_late = timestamp < self.timestamp && !is_end;
        if is_late || timestamp > now_ms / 1000 + FURTHEST_AHEAD {
            return Presentation::nowhere(Quiet::Stale);
        }
        self.show(push);
        if is_end {
            let longest = now_ms + LONGEST_AFTER_END_MS;
            let wished = push.aps("dismissal-date").as_u64();
            self.gone_at_ms =
                Some(wished.map_or(longest, |it| longest.min(it.saturating_mul(1000))));
        }
        Presentation::at(Place::LiveActivity)
    }

    fn show(&mut self, push: &Push) {
        let state = push.aps("content-state");
        if state.is_object() {
            self.state = state.clone();
        }
        self.timestamp = self
            .timestamp
            .max(push.aps("timestamp").as_u64().unwrap_or(0));
        self.stale_date = push.aps("stale-date").as_u64();
    }
}

impl App {
    /// Whether a push-to-start token takes this push: Apple requires the names below and an alert.
    pub(crate) fn can_start(&self, push: &Push) -> bool {
        let running = self.activities.iter().filter(|it| !it.has_ended()).count();
        *push.aps("event") == "start"
            && push.aps("attributes-type").is_string()
            && push.aps("attributes").is_object()
            && push.aps("content-state").is_object()
            && !push.aps("alert").is_null()
            && running < MOST
    }

    /// Starts an activity that a push asks for.
    pub(crate) fn start(&mut self, push: &Push, id: String) {
        let text = |key| push.aps(key).as_str().map(str::to_owned);
        let mut activity = Activity::new(id, push.environment, text("input-push-channel"));
        activity.attributes_type = text("attributes-type").unwrap_or_default();
        activity.show(push);
        self.activities.push(activity);
    }

    /// Takes away what is not shown anymore.
    pub(crate) fn dismiss(&mut self, now_ms: u64) {
        self.activities
            .retain(|it| it.gone_at_ms.is_none_or(|gone_at_ms| gone_at_ms > now_ms));
    }
}
