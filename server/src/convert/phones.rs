//! Simulated phones, between the page and the simulator. The page knows one app, the demo's.

use api::{Allowed, Millis, Phone, PhoneEvent, PhoneNote, PhoneVerb, Phones, Previews, Screen};
use simulator::{App, Event, Happening, Permissions, PhoneView, Verb};

use crate::demo::BUNDLE_ID;
use crate::services::phones::Seen;

/// How much of the log the page gets.
const MOST_EVENTS: usize = 200;
/// How many notifications of a phone the page gets.
const MOST_NOTES: usize = 20;

/// What the simulator is to do; `None` when the phone is to be removed.
pub(crate) fn verb(verb: PhoneVerb) -> Option<Verb> {
    let bundle_id = BUNDLE_ID.to_owned();
    Some(match verb {
        PhoneVerb::SetOnline(true) => Verb::GoOnline,
        PhoneVerb::SetOnline(false) => Verb::GoOffline,
        PhoneVerb::SetFocus(on) => Verb::SetFocus(on),
        PhoneVerb::SetLowPower(on) => Verb::SetLowPower(on),
        PhoneVerb::Show(Screen::Locked) => Verb::Show(simulator::Screen::Locked),
        PhoneVerb::Show(Screen::Home) => Verb::Show(simulator::Screen::Home),
        PhoneVerb::Show(Screen::App) => Verb::Show(simulator::Screen::App(bundle_id)),
        PhoneVerb::Allow(allowed) => Verb::SetPermissions {
            bundle_id,
            permissions: permissions(allowed),
        },
        PhoneVerb::InstallApp => Verb::InstallApp {
            bundle_id,
            environment: simulator::Environment::Sandbox,
        },
        PhoneVerb::DeleteApp => Verb::DeleteApp { bundle_id },
        PhoneVerb::Restore => Verb::RestoreFromBackup,
        PhoneVerb::Clear => Verb::ClearNotifications,
        PhoneVerb::Remove => return None,
    })
}

fn permissions(allowed: Allowed) -> Permissions {
    let Allowed {
        alert,
        badge,
        sound,
        time_sensitive,
        critical,
        previews,
    } = allowed;
    Permissions {
        alert,
        badge,
        sound,
        time_sensitive,
        critical,
        previews: match previews {
            Previews::Always => simulator::Previews::Always,
            Previews::WhenUnlocked => simulator::Previews::WhenUnlocked,
            Previews::Never => simulator::Previews::Never,
        },
    }
}

/// All phones and the end of the log.
pub(crate) fn phones(seen: &Seen) -> Phones {
    let skipped = seen.events.len().saturating_sub(MOST_EVENTS);
    Phones {
        phones: seen
            .phones
            .iter()
            .map(|view| phone(view, &seen.app_id))
            .collect(),
        events: seen.events[skipped..].iter().map(event).collect(),
    }
}

fn phone(view: &PhoneView, app_id: &str) -> Phone {
    let PhoneView { phone, stored, .. } = view;
    let app = phone.apps.get(BUNDLE_ID);
    let notes = app
        .into_iter()
        .flat_map(|app| app.notifications.iter().rev());
    Phone {
        id: phone.id.clone(),
        name: phone.name.clone(),
        app_id: app_id.to_owned(),
        online: phone.online,
        focus: phone.focus,
        low_power: phone.low_power,
        screen: match phone.screen {
            simulator::Screen::Locked => Screen::Locked,
            simulator::Screen::Home => Screen::Home,
            simulator::Screen::App(_) => Screen::App,
        },
        installed: app.is_some(),
        allowed: allowed(app),
        badge: app.map_or(0, |app| app.badge),
        stored: u64::try_from(*stored).unwrap_or(u64::MAX),
        notifications: notes.take(MOST_NOTES).map(note).collect(),
    }
}

fn allowed(app: Option<&App>) -> Allowed {
    let Permissions {
        alert,
        badge,
        sound,
        time_sensitive,
        critical,
        previews,
    } = app.map(|app| app.permissions.clone()).unwrap_or_default();
    Allowed {
        alert,
        badge,
        sound,
        time_sensitive,
        critical,
        previews: match previews {
            simulator::Previews::Always => Previews::Always,
            simulator::Previews::WhenUnlocked => Previews::WhenUnlocked,
            simulator::Previews::Never => Previews::Never,
        },
    }
}

/// A text that cannot be read on the phone is not told either.
fn note(note: &simulator::Notification) -> PhoneNote {
    let text = |text: &String| {
        if note.is_hidden {
            String::new()
        } else {
            text.clone()
        }
    };
    PhoneNote {
        id: note.id.clone(),
        title: text(&note.title),
        subtitle: text(&note.subtitle),
        body: text(&note.body),
        hidden: note.is_hidden,
        at: millis(note.at_ms),
    }
}

fn event(event: &Event) -> PhoneEvent {
    let (what, apns_id, shown) = match &event.what {
        Happening::Push(step) => (word(&step.state), step.apns_id.clone(), step.shown.as_ref()),
        Happening::Verb(verb) => (done(verb).to_owned(), String::new(), None),
    };
    PhoneEvent {
        sequence: event.sequence,
        at: millis(event.at_ms),
        phone_id: event.device_id.clone(),
        what,
        apns_id,
        place: shown.map(|it| word(&it.place)).unwrap_or_default(),
        quiet: shown
            .and_then(|it| it.quiet.as_ref())
            .map(word)
            .unwrap_or_default(),
    }
}

/// What was done, in one word each.
const fn done(verb: &Verb) -> &'static str {
    match verb {
        Verb::Rename(_) => "rename",
        Verb::GoOffline => "go_offline",
        Verb::GoOnline => "go_online",
        Verb::Show(simulator::Screen::Locked) => "lock",
        Verb::Show(simulator::Screen::Home) => "unlock",
        Verb::Show(simulator::Screen::App(_)) => "open_app",
        Verb::SetFocus(true) => "focus_on",
        Verb::SetFocus(false) => "focus_off",
        Verb::SetLowPower(true) => "low_power_on",
        Verb::SetLowPower(false) => "low_power_off",
        Verb::SetPermissions { .. } => "set_permissions",
        Verb::InstallApp { .. } => "install_app",
        Verb::DeleteApp { .. } => "delete_app",
        Verb::RestoreFromBackup => "restore",
        Verb::Register { .. } => "register",
        Verb::Subscribe { .. } => "subscribe",
        Verb::Unsubscribe { .. } => "unsubscribe",
        Verb::ClearNotifications => "clear",
    }
}

/// The word that a value is in JSON.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn millis(unix_ms: u64) -> Millis {
    Millis::try_from(unix_ms).unwrap_or(Millis::MAX)
}
