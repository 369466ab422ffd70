//! What the relay tells the page without being asked: one JSON [`Event`] per `data:` line of the event stream.

use std::fmt;

use serde::Serialize;

use crate::Millis;
use crate::pushes::Push;

/// Something happened in the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "event", content = "data")]
pub enum Event {
    /// A push was taken, or its outcome or a step became known. Carries its whole state, so a missed one costs nothing.
    Push(Box<Push>),
    /// A simulated phone got a notification.
    Displayed(Box<Displayed>),
    /// The stream dropped events because the page was too slow: read the list again.
    Lagged,
}

/// A notification on a simulated phone.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Displayed {
    /// The push's `apns-id`.
    pub apns_id: String,
    /// The simulated device.
    pub device_id: String,
    /// When the phone got it.
    pub at: Millis,
    /// `apns-push-type`.
    pub push_type: String,
    /// `apns-collapse-id`: replaces the notification that has the same one.
    pub collapse_id: Option<String>,
    /// The payload's JSON text as the phone got it.
    pub payload: String,
}

impl fmt::Debug for Displayed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Displayed({} on {}, {} bytes)",
            self.apns_id,
            self.device_id,
            self.payload.len()
        )
    }
}
