//! A push that has been accepted: what the way to the phone needs of it.

use crate::Environment;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// To whom a push was addressed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Address {
    /// The holder of a token.
    Token(String),
    /// Everybody on a broadcast channel.
    Channel(String),
}

/// A push that was answered with 200.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Push {
    pub(crate) environment: Environment,
    pub(crate) to: Address,
    pub(crate) topic: String,
    /// `apns-push-type`, when there was one.
    pub(crate) type_name: Option<String>,
    /// Apple's default is 10.
    pub(crate) priority: u8,
    /// `apns-expiration` in Unix seconds, when there was one.
    pub(crate) expiration: Option<u64>,
    pub(crate) collapse_id: Option<String>,
    /// Null when the body is not JSON: APNs does not look, the phone drops it.
    pub(crate) payload: Value,
    pub(crate) apns_id: String,
    pub(crate) unique_id: Option<String>,
    pub(crate) accepted_at_ms: u64,
}

impl Push {
    /// A value in `aps`.
    pub(crate) fn aps(&self, key: &str) -> &Value {
        &self.payload["aps"][key]
    }

    pub(crate) fn is_type(&self, name: &str) -> bool {
        self.type_name.as_deref() == Some(name)
    }

    /// Whether a person could notice it: an alert push, or one without a type that looks like one.
    pub(crate) fn is_visible(&self) -> bool {
        let shows = ["alert", "badge", "sound"]
            .iter()
            .any(|key| !self.aps(key).is_null());
        shows && self.type_name.as_deref().is_none_or(|it| it == "alert")
    }

    /// Whether a phone that saves power may leave it with APNs for later: background pushes, and everything that was
    /// not sent with priority 10.
    pub(crate) fn can_wait(&self) -> bool {
        self.priority < 10 || self.is_background()
    }

    pub(crate) fn is_background(&self) -> bool {
        self.is_type("background")
            || (self.type_name.is_none()
                && !self.is_visible()
                && *self.aps("content-available") == 1)
    }
}
