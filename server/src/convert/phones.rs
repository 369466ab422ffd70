//! Simulated phones, between the page and the simulator. The page knows one app, the demo's.

use api::{Millis, Phone, PhoneEvent, PhoneNote, PhoneSwitch, PhoneVerb, Phones, Previews, Screen};
use simulator::{Event, Happening, Permissions, PhoneView, Verb};

use crate::demo::BUNDLE_ID;
use crate::services::phones::Seen;

/// How much of the log the page gets.
const MOST_EVENTS: usize = 200;
/// How many notifications of a phone the page gets.
const MOST_NOTES: usize = 20;

/// What the simulator is to do with a phone whose app may do this; `None` when the phone is to be removed.
pub(crate) fn verb(verb: PhoneVerb, now: &Permissions) -> Option<Verb> {
    let bundle_id = BUNDLE_ID.to_owned();
    Some(match verb {
        PhoneVerb::Turn(PhoneSwitch::Online, true) => Verb::GoOnline,
        PhoneVerb::Turn(PhoneSwitch::Online, false) => Verb::GoOffline,
        PhoneVerb::Turn(PhoneSwitch::Focus, on) => Verb::SetFocus(on),
        PhoneVerb::Turn(PhoneSwitch::LowPower, on) => Verb::SetLowPower(on),
        PhoneVerb::Turn(PhoneSwitch::App, true) => Verb::InstallApp {
            bundle_id,
            environment: simulator::Environment::Sandbox,
        },
        PhoneVerb::Turn(PhoneSwitch::App, false) => Verb::DeleteApp { bundle_id },
        PhoneVerb::Turn(switch, on) => {
            let mut permissions = now.clone();
            if let Some(permission) = permission(&mut permissions, switch) {
                *permission = on;
            }
            Verb::SetPermissions {
                bundle_id,
                permissions,
            }
        }
        PhoneVerb::Preview(previews) => Verb::SetPermissions {
            bundle_id,
            permissions: Permissions {
                previews: match previews {
                    Previews::Always => simulator::Previews::Always,
                    Previews::WhenUnlocked => simulator::Previews::WhenUnlocked,
                    Previews::Never => simulator::Previews::Never,
                },
                ..now.clone()
            },
        },
        PhoneVerb::Show(Screen::Locked) => Verb::Show(simulator::Screen::Locked),
        PhoneVerb::Show(Screen::Home) => Verb::Show(simulator::Screen::Home),
        PhoneVerb::Show(Screen::App) => Verb::Show(simulator::Screen::App(bundle_id)),
        PhoneVerb::Restore => Verb::RestoreFromBackup,
        PhoneVerb::Clear => Verb::ClearNotifications,
        PhoneVerb::Remove => return None,
    })
}

/// What an app may do, by the switch for it.
fn permission(permissions: &mut Permissions, switch: PhoneSwitch) -> Option<&mut bool> {
    match switch {
        PhoneSwitch::Online | PhoneSwitch::Focus | PhoneSwitch::LowPower | PhoneSwitch::App => None,
        PhoneSwitch::Alert => Some(&mut permissions.alert),
        PhoneSwitch::Badge => Some(&mut permissions.badge),
        PhoneSwitch::Sound => Some(&mut permissions.sound),
        PhoneSwitch::TimeSensitive => Some(&mut permissions.time_sensitive),
        PhoneSwitch::Critical => Some(&mut permissions.critical),
    }
}

/// What the app on a phone may do.
pub(crate) fn permissions(view: &PhoneView) -> Permissions {
    let app = view.phone.apps.get(BUNDLE_ID);
    app.map(|app| app.permissions.clone()).unwrap_or_default()
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
    let mut allowed = permissions(view);
    let is_on = |switch: &PhoneSwitch| match switch {
        PhoneSwitch::Online => phone.online,
        PhoneSwitch::Focus => phone.focus,
        PhoneSwitch::LowPower => phone.low_power,
        PhoneSwitch::App => app.is_some(),
        switch => permission(&mut allowed, *switch).is_some_and(|it| *it),
    };
    let on = PhoneSwitch::ALL.iter().copied().filter(is_on).collect();
    Phone {
        id: phone.id.clone(),
        name: phone.name.clone(),
        app_id: app_id.to_owned(),
        on,
        screen: match phone.screen {
            simulator::Screen::Locked => Screen::Locked,
            simulator::Screen::Home => Screen::Home,
            simulator::Screen::App(_) => Screen::App,
        },
        previews: match allowed.previews {
            simulator::Previews::Always => Previews::Always,
            simulator::Previews::WhenUnlocked => Previews::WhenUnlocked,
            simulator::Previews::Never => Previews::Never,
        },
        badge: app.map_or(0, |app| u32::try_from(app.badge).unwrap_or(u32::MAX)),
        stored: u32::try_from(*stored).unwrap_or(u32::MAX),
        notifications: notes.take(MOST_NOTES).map(note).collect(),
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
