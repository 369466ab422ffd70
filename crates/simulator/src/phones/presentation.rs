//! What a phone makes of a push that has arrived: where it shows, what is heard, and why it is quiet.
//!
//! <https://developer.apple.com/documentation/usernotifications/unnotificationinterruptionlevel>

use super::{App, Phone, Push, Screen, phone::Previews};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What became of a push on the phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presentation {
    /// Where it shows.
    pub place: Place,
    /// Why it shows less than it asks for, or not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet: Option<Quiet>,
    /// The sound that plays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sound: Option<String>,
    /// The number that the app's icon has from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<u64>,
    /// Whether the text is hidden: "Notification" is all that can be read.
    #[serde(default)]
    pub is_hidden: bool,
}

/// Where a push shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Lights the screen, as a banner or on the Lock Screen, and stays in Notification Center.
    Banner,
    /// In Notification Center only.
    List,
    /// The app, or an extension of it, gets it; nothing is shown.
    App,
    /// The phone rings.
    Call,
    /// A Live Activity starts, changes or ends.
    LiveActivity,
    /// Widgets or a control reload.
    Widget,
    /// Nowhere at all.
    Nowhere,
}

/// Why a push is quieter than it could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quiet {
    /// The app is in the foreground and decides by itself.
    Foreground,
    /// A Focus is on, and the push may not break through.
    Focus,
    /// `interruption-level` is `passive`.
    Passive,
    /// The person has turned alerts off for this app.
    AlertsOff,
    /// There is no `alert`: only the sound and the badge.
    NoAlert,
    /// The body is not JSON.
    NotJson,
    /// A Live Activity has shown something newer, or the `timestamp` is not to be believed.
    Stale,
    /// The event does not fit the token, or lacks what its kind needs.
    Ignored,
}

impl Presentation {
    pub(crate) const fn at(place: Place) -> Self {
        Self {
            place,
            quiet: None,
            sound: None,
            badge: None,
            is_hidden: false,
        }
    }

    pub(crate) fn nowhere(quiet: Quiet) -> Self {
        Self {
            quiet: Some(quiet),
            ..Self::at(Place::Nowhere)
        }
    }
}

/// How a visible push shows on this phone. The app is on it.
pub(crate) fn present(push: &Push, phone: &Phone, app: &App, bundle_id: &str) -> Presentation {
    if phone.has_in_front(bundle_id) {
        return Presentation {
            quiet: Some(Quiet::Foreground),
            ..Presentation::at(Place::App)
        };
    }
    let may = &app.permissions;
    let is_critical = may.critical && (is_level(push, "critical") || is_critical_sound(push));
    let breaks_through = is_critical || (may.time_sensitive && is_level(push, "time-sensitive"));
    let quiet = if push.aps("alert").is_null() {
        Some(Quiet::NoAlert)
    } else if !may.alert {
        Some(Quiet::AlertsOff)
    } else if is_level(push, "passive") {
        Some(Quiet::Passive)
    } else if phone.focus && !breaks_through {
        Some(Quiet::Focus)
    } else {
        None
    };
    let is_silent = !(may.sound || is_critical)
        || is_level(push, "passive")
        || (phone.focus && !breaks_through);
    Presentation {
        place: match quiet {
            None => Place::Banner,
            Some(Quiet::Focus | Quiet::Passive) => Place::List,
            Some(_) => Place::Nowhere,
        },
        quiet,
        sound: (!is_silent).then(|| sound(push.aps("sound"))).flatten(),
        badge: push.aps("badge").as_u64().filter(|_| may.badge),
        is_hidden: match may.previews {
            Previews::Always => false,
            Previews::WhenUnlocked => phone.screen == Screen::Locked,
            Previews::Never => true,
        },
    }
}

fn is_level(push: &Push, level: &str) -> bool {
    *push.aps("interruption-level") == level
}

fn is_critical_sound(push: &Push) -> bool {
    push.aps("sound")["critical"] == 1
}

/// The name of a sound, which may stand in a dictionary.
fn sound(value: &Value) -> Option<String> {
    let name = value.as_str().or_else(|| value["name"].as_str());
    name.filter(|name| !name.is_empty()).map(str::to_owned)
}
