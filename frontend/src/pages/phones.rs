//! The phone in its two roles: what the draft would look like, and what a simulated phone really got.

use std::rc::Rc;

use payload::alert::{Alert, InterruptionLevel as Level};
use payload::{Document, PushType};
use yew::prelude::*;

use crate::components::phone::{InterruptionLevel, Phone, PhoneNotification, PhoneScene};
use crate::contexts::{use_composer, use_feed};
use crate::i18n::composer::Msg;
use crate::i18n::{Lang, t, use_lang};
use crate::infra::clock;
use crate::state::feed::Shown;

/// After this long a notification shows its time instead of "now".
const NOW_MS: f64 = 60_000.0;

/// A payload as a notification; `None` when nothing would be seen.
fn notification(
    alert: &Alert,
    id: AttrValue,
    app_name: AttrValue,
    when: AttrValue,
    is_new: bool,
) -> Option<PhoneNotification> {
    let text = |text: &Option<String>| text.clone().map(AttrValue::from).unwrap_or_default();
    let level = match alert.interruption_level {
        Level::Passive => InterruptionLevel::Passive,
        Level::Active => InterruptionLevel::Active,
        Level::TimeSensitive => InterruptionLevel::TimeSensitive,
        Level::Critical => InterruptionLevel::Critical,
    };
    alert.has_text().then(|| PhoneNotification {
        id,
        app_name,
        title: text(&alert.title),
        subtitle: text(&alert.subtitle),
        body: text(&alert.body),
        when,
        level,
        is_new,
    })
}

fn badge(alert: &Alert) -> Option<u32> {
    alert.badge.and_then(|badge| u32::try_from(badge).ok())
}

/// What the draft would look like, at every key.
#[component]
pub fn PreviewPhone() -> Html {
    let lang = use_lang();
    let now = clock::use_now();
    let Some(composer) = use_composer() else {
        return Html::default();
    };
    let alert = Alert::of(&composer.last_good);
    let silent = composer.draft.headers.parsed_push_type() == Some(PushType::Background);
    let shown = notification(
        &alert,
        "preview".into(),
        app_name(&composer.destination.app_name),
        t(lang, &Msg::Now),
        false,
    );
    html! {
        <Phone
            notifications={shown.into_iter().collect::<Vec<_>>()}
            scene={if silent { PhoneScene::Silent } else { PhoneScene::Lock }}
            time={clock::phone_time(lang, now)}
            date={clock::day(lang, now)}
            badge={badge(&alert)}
            device={t(lang, &Msg::StayOnPreview)}
        />
    }
}

/// What the simulated phone of the destination really got.
#[component]
pub fn LivePhone() -> Html {
    let lang = use_lang();
    let now = clock::use_now();
    let (composer, feed) = (use_composer(), use_feed());
    let device_id = composer
        .as_ref()
        .map(|composer| composer.destination.device_id.clone())
        .unwrap_or_default();
    let displayed = feed
        .map(|feed| feed.on_device(&device_id))
        .unwrap_or_default();
    // What was there when the phone came into view does not arrive again.
    let known = use_memo(device_id, {
        let ids: Vec<String> = displayed
            .iter()
            .map(|shown| shown.displayed.apns_id.clone())
            .collect();
        move |_| ids
    });
    let Some(composer) = composer else {
        return Html::default();
    };
    let app = app_name(&composer.destination.app_name);
    let mut last_badge = None;
    let mut notifications = Vec::new();
    for Shown { displayed, live } in &displayed {
        let alert = Alert::of(&Document::parse(displayed.payload.as_str()));
        last_badge = last_badge.or(badge(&alert));
        let fresh = *live && !known.contains(&displayed.apns_id);
        let (id, when) = (displayed.apns_id.clone(), when(lang, now, displayed.at));
        notifications.extend(notification(&alert, id.into(), app.clone(), when, fresh));
    }
    let silent = displayed
        .first()
        .is_some_and(|shown| shown.displayed.push_type == PushType::Background.as_str());
    html! {
        <Phone
            {notifications}
            scene={if silent { PhoneScene::Silent } else { PhoneScene::Lock }}
            time={clock::phone_time(lang, now)}
            date={clock::day(lang, now)}
            badge={last_badge}
            device={AttrValue::from(composer.destination.device_name.clone())}
        />
    }
}

fn when(lang: Lang, now: f64, at: api::Millis) -> AttrValue {
    let at = clock::from_wire(at);
    if now - at < NOW_MS {
        t(lang, &Msg::Now)
    } else {
        clock::time(lang, at).into()
    }
}

fn app_name(name: &str) -> AttrValue {
    if name.is_empty() {
        AttrValue::from("Carillon")
    } else {
        AttrValue::from(Rc::<str>::from(name))
    }
}
