//! The simulated phones of a workspace: what is on them, what can be done with them, and the delivery log.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

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
pub struct Phone {
    /// Also the id of the device that stands for it in [`crate::Session`].
    pub id: String,
    /// Such as `Ada’s iPhone`.
    pub name: String,
    /// The app that a push to it is of.
    pub app_id: String,
    /// What is on; the rest is off.
    pub on: Vec<PhoneSwitch>,
    /// What is on the screen.
    pub screen: Screen,
    /// When the text of notifications can be read.
    pub previews: Previews,
    /// The number on the app's icon.
    pub badge: u32,
    /// How many notifications APNs stores for it.
    pub stored: u32,
    /// What is in Notification Center, newest first; at most 20.
    pub notifications: Vec<PhoneNote>,
}

/// A notification in Notification Center. Without any text, that is hidden on the phone.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct PhoneNote {
    /// `apns-collapse-id` or `apns-id`.
    pub id: String,
    /// Empty when there is none.
    pub title: String,
    /// Empty when there is none.
    pub subtitle: String,
    /// Empty when there is none.
    pub body: String,
    /// When it arrived.
    pub at: Millis,
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

/// Declares an enum of words, with the word of each.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$about])* $variant),+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its word on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The one with this word.
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == word)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

words! {
    /// What can be on or off on a phone.
    PhoneSwitch {
        /// APNs reaches it.
        Online = "online"
        /// A Focus is on.
        Focus = "focus"
        /// Low Power Mode is on.
        LowPower = "low_power"
        /// The app is on it. Turned off, the app is deleted; turned on again, it has a new token.
        App = "app"
        /// The app may show alerts.
        Alert = "alert"
        /// The app may put a number on its icon.
        Badge = "badge"
        /// The app may make sounds.
        Sound = "sound"
        /// The app's time-sensitive notifications break through a Focus.
        TimeSensitive = "time_sensitive"
        /// The app's critical alerts break through everything.
        Critical = "critical"
    }
}

words! {
    /// What is on a phone's screen.
    Screen {
        /// The phone is locked.
        Locked = "locked"
        /// The Home Screen.
        Home = "home"
        /// The app, in the foreground.
        App = "app"
    }
}

words! {
    /// When the text of notifications can be read.
    Previews {
        /// On the Lock Screen too.
        Always = "always"
        /// Not on the Lock Screen.
        WhenUnlocked = "when_unlocked"
        /// Not before the notification is opened.
        Never = "never"
    }
}

/// Body of `POST` [`crate::paths::SIMULATOR_VERBS`]: something to do with a phone. One word in JSON, such as
/// `"focus on"`, `"app off"`, `"show home"` or `"restore"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum PhoneVerb {
    /// Turns something on or off: `"focus on"`.
    Turn(PhoneSwitch, bool),
    /// Something else is on the screen: `"show home"`.
    Show(Screen),
    /// The text of notifications can be read at other times: `"previews never"`.
    Preview(Previews),
    /// Erases the phone and restores it from a backup: a new token.
    Restore,
    /// Empties Notification Center.
    Clear,
    /// Takes the phone out of the world.
    Remove,
}

impl PhoneVerb {
    /// Its words on the wire.
    pub fn words(self) -> String {
        let [first, second] = match self {
            Self::Turn(switch, on) => [switch.as_str(), if on { " on" } else { " off" }],
            Self::Show(screen) => ["show ", screen.as_str()],
            Self::Preview(previews) => ["previews ", previews.as_str()],
            Self::Restore => ["restore", ""],
            Self::Clear => ["clear", ""],
            Self::Remove => ["remove", ""],
        };
        [first, second].concat()
    }
}

impl TryFrom<String> for PhoneVerb {
    type Error = &'static str;

    fn try_from(words: String) -> Result<Self, Self::Error> {
        let (first, second) = words.split_once(' ').unwrap_or((&words, ""));
        let verb = match (first, second) {
            ("restore", "") => Some(Self::Restore),
            ("clear", "") => Some(Self::Clear),
            ("remove", "") => Some(Self::Remove),
            ("show", screen) => Screen::of(screen).map(Self::Show),
            ("previews", previews) => Previews::of(previews).map(Self::Preview),
            (switch, "on") => PhoneSwitch::of(switch).map(|it| Self::Turn(it, true)),
            (switch, "off") => PhoneSwitch::of(switch).map(|it| Self::Turn(it, false)),
            _ => None,
        };
        verb.ok_or("not something that can be done with a phone")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.id)
    }
}

impl fmt::Debug for PhoneNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNote({})", self.id)
    }
}
