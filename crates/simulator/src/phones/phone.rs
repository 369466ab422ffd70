//! One phone: what its person has set, which apps are on it, and what can be seen.

use super::{Activity, Place, Presentation, Push};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{collections::BTreeMap, fmt};

/// The most notifications that an app keeps in Notification Center here; older ones go.
const MOST_NOTIFICATIONS: usize = 100;

/// A simulated phone.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Phone {
    /// Stays the same for as long as the phone exists.
    pub id: String,
    /// The name that people see, such as "Ada's iPhone".
    pub name: String,
    /// Whether APNs can reach it.
    pub online: bool,
    /// What is on the screen.
    pub screen: Screen,
    /// Whether a Focus is on.
    pub focus: bool,
    /// Whether Low Power Mode is on.
    pub low_power: bool,
    /// The apps that are on it, by bundle id.
    pub apps: BTreeMap<String, App>,
}

/// What is on a phone's screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    /// The phone is locked.
    #[default]
    Locked,
    /// The Home Screen; all apps are in the background.
    Home,
    /// The app with this bundle id is in the foreground.
    App(String),
}

/// An app on a phone.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct App {
    /// What the person allows.
    pub permissions: Permissions,
    /// The number on its icon.
    pub badge: u64,
    /// What is in Notification Center, newest last.
    pub notifications: Vec<Notification>,
    /// Its Live Activities, oldest first.
    pub activities: Vec<Activity>,
}

/// What a person allows an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the phone's settings"
)]
pub struct Permissions {
    /// Alerts on the Lock Screen, as banners and in Notification Center.
    pub alert: bool,
    /// The number on the icon.
    pub badge: bool,
    /// Sounds.
    pub sound: bool,
    /// Time-sensitive notifications, which break through a Focus.
    pub time_sensitive: bool,
    /// Critical alerts, which break through everything. Off, because Apple grants that to few apps.
    pub critical: bool,
    /// When the text of a notification can be read.
    pub previews: Previews,
}

/// When the text of notifications can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Previews {
    /// On the Lock Screen too.
    #[default]
    Always,
    /// Not on the Lock Screen.
    WhenUnlocked,
    /// Not before the notification is opened.
    Never,
}

/// A notification in Notification Center.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// `apns-collapse-id`, or the `apns-id`: a later one with the same identifier replaces it.
    pub id: String,
    /// The title, or its key in the app.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The subtitle, or its key in the app.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// The text, or its key in the app.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// Whether the text was hidden when it arrived.
    #[serde(default)]
    pub is_hidden: bool,
    /// When it arrived, in Unix milliseconds.
    pub at_ms: u64,
}

impl Default for Permissions {
    fn default() -> Self {
        Self {
            alert: true,
            badge: true,
            sound: true,
            time_sensitive: true,
            critical: false,
            previews: Previews::default(),
        }
    }
}

impl Permissions {
    /// Whether the person has turned notifications off altogether, so that APNs need not deliver any.
    pub(crate) const fn is_disabled(&self) -> bool {
        !(self.alert || self.badge || self.sound || self.critical)
    }
}

impl Phone {
    pub(crate) fn new(id: String, name: String) -> Self {
        Self {
            id,
            name,
            online: true,
            screen: Screen::Locked,
            focus: false,
            low_power: false,
            apps: BTreeMap::new(),
        }
    }

    /// Whether an app is in the foreground.
    pub(crate) fn has_in_front(&self, bundle_id: &str) -> bool {
        matches!(&self.screen, Screen::App(app) if app == bundle_id)
    }
}

impl App {
    /// Puts what is to be seen where it is seen.
    pub(crate) fn keep(&mut self, push: &Push, shown: &Presentation, now_ms: u64) {
        if let Some(badge) = shown.badge {
            self.badge = badge;
            if badge == 0 {
                // Apple: who clears the number clears the notifications too.
                self.notifications.clear();
            }
        }
        if !matches!(shown.place, Place::Banner | Place::List) {
            return;
        }
        let notification = Notification::of(push, shown, now_ms);
        self.notifications.retain(|it| it.id != notification.id);
        if self.notifications.len() == MOST_NOTIFICATIONS {
            self.notifications.remove(0);
        }
        self.notifications.push(notification);
    }
}

impl Notification {
    fn of(push: &Push, shown: &Presentation, now_ms: u64) -> Self {
        let alert = push.aps("alert");
        let text = |key: &str, localized: &str| {
            let text = alert[key].as_str().or_else(|| alert[localized].as_str());
            text.unwrap_or_default().to_owned()
        };
        Self {
            id: push.collapse_id.as_ref().unwrap_or(&push.apns_id).clone(),
            title: text("title", "title-loc-key"),
            subtitle: text("subtitle", "subtitle-loc-key"),
            body: match alert {
                Value::String(body) => body.clone(),
                _ => text("body", "loc-key"),
            },
            is_hidden: shown.is_hidden,
            at_ms: now_ms,
        }
    }
}

/// Shows nothing of what was sent.
impl fmt::Debug for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Phone")
            .field("id", &self.id)
            .field("online", &self.online)
            .field("screen", &self.screen)
            .finish_non_exhaustive()
    }
}
