//! What goes through the port: a push on the way out, a reply or its absence on the way back.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use payload::{DeviceToken, Headers, Reason};
use tokio::time::Instant;

/// One notification for one device, ready to send: sealed headers and the exact bytes of the body.
#[derive(Clone)]
pub struct Push {
    /// The `apns-id`: a UUID in canonical lower case.
    pub id: String,
    /// The device.
    pub token: DeviceToken,
    /// The headers.
    pub headers: Headers,
    /// The body. Every transport sends these bytes unchanged.
    pub body: Bytes,
    /// After this moment it is no longer put on the wire: a transport that still waits for a way then has not sent it.
    pub not_after: Option<Instant>,
}

impl Push {
    /// Whether the moment has passed after which it is no longer put on the wire.
    pub(crate) fn is_too_late(&self) -> bool {
        self.not_after
            .is_some_and(|not_after| not_after <= Instant::now())
    }
}

impl fmt::Debug for Push {
    /// Neither token nor payload: both are personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Push")
            .field("id", &self.id)
            .field("push_type", &self.headers.push_type)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Apple's answer. Only `status` 200 means accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// `apns-id`: the push's own id, echoed.
    pub apns_id: Option<String>,
    /// `apns-unique-id`, which Apple's development environment adds: the key to the Delivery Log of the Push Notifications Console.
    pub unique_id: Option<String>,
    /// The reason of a rejection.
    pub reason: Option<Reason>,
    /// The same as it came, where Apple spells a reason in more than one way.
    pub reason_text: Option<String>,
    /// With status 410: when Apple last knew that the token was dead, in Unix milliseconds.
    pub timestamp_ms: Option<u64>,
    /// How long making or fetching the provider token took. Zero when the transport signs by itself and does not tell.
    pub signed_in: Duration,
    /// From the request to the whole answer.
    pub answered_in: Duration,
    /// Every header of the answer; empty when the transport does not show them.
    pub headers: HeaderMap,
    /// The body of the answer as it came; empty when the transport does not show it.
    pub body: Bytes,
}

impl Reply {
    /// Whether Apple accepted the push. Accepted is not delivered.
    pub fn is_accepted(&self) -> bool {
        self.status == 200
    }
}

/// Why there is no answer. Causes are technical words for logs and details; they never hold a token or a payload.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// Apple cannot have acted on the push: sending it again is safe.
    #[error("not sent: {cause}")]
    NotSent {
        /// What went wrong.
        cause: String,
    },
    /// Apple may or may not have acted on the push. Nobody can tell.
    #[error("outcome unknown: {cause}")]
    Unknown {
        /// How that came about.
        doubt: Doubt,
        /// What went wrong.
        cause: String,
    },
    /// This transport cannot carry this push, and has sent nothing.
    #[error("this transport cannot carry {what}")]
    Unsupported {
        /// What it cannot carry.
        what: String,
    },
}

/// Why nobody can tell whether Apple has acted on a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// The push had been given to a connection, and no answer came within the deadline.
    NoAnswer,
    /// The connection broke, or the server broke the request off, after any part of the push may have left.
    ConnectionLost,
}
