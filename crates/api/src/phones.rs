//! The simulated phones of a workspace: what is on them, what can be done with them, and the delivery log.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Millis;

/// Answer of `GET` and `POST` [`crate::paths::SIMULATOR_PHONES`] and of everything below it: all phones as they are then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phones {
    /// By name.
    pub phones: Vec<Phone>,
    /// The delivery log, oldest first; at most 200.
    pub events: Vec<PhoneEvent>,
}

/// A simulated phone with the demo app.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the phone"
)]
pub struct Phone {
    /// Also the id of the device that stands for it in [`crate::Session`].
    pub id: String,
    /// Such as `Ada’s iPhone`.
    pub name: String,
    /// The app that a push to it is of.
    pub app_id: String,
    /// Whether APNs reaches it.
    pub online: bool,
    /// Whether a Focus is on.
    pub focus: bool,
    /// Whether Low Power Mode is on.
    pub low_power: bool,
    /// What is on the screen.
    pub screen: Screen,
    /// Whether the app is on it.
    pub installed: bool,
    /// What the person allows the app.
    pub allowed: Allowed,
    /// The number on the app's icon.
    pub badge: u64,
    /// How many notifications APNs stores for it.
    pub stored: u64,
    /// What is in Notification Center, newest first; at most 20.
    pub notifications: Vec<PhoneNote>,
}

/// A notification in Notification Center.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct PhoneNote {
    /// `apns-collapse-id` or `apns-id`.
    pub id: String,
    /// Empty when there is none, or when it is hidden.
    pub title: String,
    /// Empty when there is none, or when it is hidden.
    pub subtitle: String,
    /// Empty when there is none, or when it is hidden.
    pub body: String,
    /// Whether its text is hidden.
    pub hidden: bool,
    /// When it arrived.
    pub at: Millis,
}

/// What is on a phone's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    /// The phone is locked.
    Locked,
    /// The Home Screen.
    Home,
    /// The app, in the foreground.
    App,
}

/// What a person allows an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the phone's settings"
)]
pub struct Allowed {
    /// Alerts.
    pub alert: bool,
    /// The number on the icon.
    pub badge: bool,
    /// Sounds.
    pub sound: bool,
    /// Time-sensitive notifications, which break through a Focus.
    pub time_sensitive: bool,
    /// Critical alerts, which break through everything.
    pub critical: bool,
    /// When the text can be read.
    pub previews: Previews,
}

/// When the text of notifications can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Previews {
    /// On the Lock Screen too.
    Always,
    /// Not on the Lock Screen.
    WhenUnlocked,
    /// Not before the notification is opened.
    Never,
}

/// Something that happened to a push or with a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhoneEvent {
    /// Its place among all events.
    pub sequence: u64,
    /// When.
    pub at: Millis,
    /// Which phone.
    pub phone_id: String,
    /// For a push, its state as Apple's console spells it, such as `Stored – Device Offline`; for a phone, the word of
    /// what was done, such as `go_offline`.
    pub what: String,
    /// The push's `apns-id`; empty for a phone.
    pub apns_id: String,
    /// What the phone made of a push that was delivered, such as `banner`; else empty.
    pub place: String,
    /// Why that is less than was asked for, such as `focus`; else empty.
    pub quiet: String,
}

/// Body of `POST` [`crate::paths::SIMULATOR_PHONES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPhone {
    /// 1 to 60 characters.
    pub name: String,
}

/// Body of `POST` [`crate::paths::SIMULATOR_VERBS`]: something to do with a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneVerb {
    /// APNs reaches it, or does not.
    SetOnline(bool),
    /// A Focus is on, or off.
    SetFocus(bool),
    /// Low Power Mode is on, or off.
    SetLowPower(bool),
    /// Something else is on the screen.
    Show(Screen),
    /// The person allows the app other things.
    Allow(Allowed),
    /// Installs the app; it registers and gets a new token.
    InstallApp,
    /// Deletes the app.
    DeleteApp,
    /// Erases the phone and restores it from a backup: a new token.
    Restore,
    /// Empties Notification Center.
    Clear,
    /// Takes the phone out of the world.
    Remove,
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({}, online {})", self.id, self.online)
    }
}

impl fmt::Debug for PhoneNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNote({})", self.id)
    }
}
