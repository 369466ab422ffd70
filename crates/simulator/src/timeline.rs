//! The delivery log: the way of each push in the words of Apple's Push Notifications Console, and between them what
//! people did with their phones.
//!
//! <https://developer.apple.com/documentation/usernotifications/viewing-the-status-of-push-notifications-using-metrics-and-apns>

use crate::{Environment, Presentation, Verb, feed::Numbered};
use serde::{Deserialize, Serialize};

/// Something that has happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place among all events, from 1.
    pub sequence: u64,
    /// When, in Unix milliseconds.
    pub at_ms: u64,
    /// The device that it is about.
    pub device_id: String,
    /// What.
    #[serde(flatten)]
    pub what: Happening,
}

/// What an event tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// A push has come one step further.
    Push(Step),
    /// Somebody did something with the phone.
    Verb(Verb),
}

/// One step on the way of a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Where it is.
    pub state: DeliveryState,
    /// The `apns-id` of the answer.
    pub apns_id: String,
    /// The `apns-unique-id` of the answer; sandbox only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unique_id: Option<String>,
    /// The environment that it came through.
    pub environment: Environment,
    /// The app that it is for.
    pub bundle_id: String,
    /// `apns-push-type`, when there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push_type: Option<String>,
    /// `apns-priority`.
    pub priority: u8,
    /// What the phone made of it, once it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Presentation>,
    /// Until when it is stored, in Unix milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<u64>,
}

/// Where a push is. All but the last are Apple's names; in JSON they are spelled as Apple spells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "the names are Apple's, and Apple's page describes them"
)]
pub enum DeliveryState {
    #[serde(rename = "Received by APNs")]
    Received,
    #[serde(rename = "Delivered to Device")]
    Delivered,
    #[serde(rename = "Delivered to Device (From Storage)")]
    DeliveredFromStorage,
    #[serde(rename = "Stored – Device Offline")]
    StoredOffline,
    #[serde(rename = "Stored – Power Considerations")]
    StoredPower,
    #[serde(rename = "Discarded – Token Unregistered")]
    Unregistered,
    #[serde(rename = "Discarded – Token Unregistered (From Storage)")]
    UnregisteredFromStorage,
    #[serde(rename = "Discarded – Expired")]
    Expired,
    #[serde(rename = "Discarded – Disabled")]
    Disabled,
    #[serde(rename = "Discarded – Disabled (From Storage)")]
    DisabledFromStorage,
    /// A newer one for the same app has taken its place in storage. Apple's console has no name for this.
    #[serde(rename = "Discarded – Replaced in Storage")]
    Replaced,
}

impl Numbered for Event {
    fn sequence(&self) -> u64 {
        self.sequence
    }

    fn set_sequence(&mut self, sequence: u64) {
        self.sequence = sequence;
    }
}
