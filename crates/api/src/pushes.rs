//! A test push: what is asked for, what became of it, and how long each step took.

use std::fmt;

use payload::{DraftHeaders, Environment, Finding, Lang, Place, Severity, finding::Edit};
use serde::{Deserialize, Serialize, Serializer};

use crate::Millis;

/// Body of `POST` [`crate::paths::PUSHES`]. Needs the header [`crate::IDEMPOTENCY_KEY`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendRequest {
    /// Which app.
    pub app_id: String,
    /// Where to. Must be the environment of the device's token.
    pub environment: Environment,
    /// Which device.
    pub device_id: String,
    /// The draft's headers, as typed.
    pub headers: DraftHeaders,
    /// The draft's JSON text, as typed. The relay checks it again and sends it without the white space.
    pub payload: String,
}

impl fmt::Debug for SendRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "SendRequest(app {}, {} bytes)",
            self.app_id,
            self.payload.len()
        )
    }
}

/// One push and what is known about it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Push {
    /// UUID; also the `apns-id` that Apple gets.
    pub id: String,
    /// Which app.
    pub app_id: String,
    /// Which device.
    pub device_id: String,
    /// Where to.
    pub environment: Environment,
    /// When the relay took it.
    pub created_at: Millis,
    /// The draft's headers, as typed.
    pub headers: DraftHeaders,
    /// The draft's JSON text, as typed.
    pub payload: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How long each step took.
    pub steps: Steps,
}

impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Push({} to {}, {} bytes, {:?})",
            self.id,
            self.device_id,
            self.payload.len(),
            self.outcome
        )
    }
}

/// Answer of `GET` [`crate::paths::PUSHES`], newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PushList {
    /// At most 100.
    pub pushes: Vec<Push>,
}

/// What became of a push. *Accepted* means that Apple answered 200; it never means delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Outcome {
    /// In the ledger; no answer yet.
    Pending,
    /// Certainly not accepted so far, and to be tried again: Apple said "not now", or it could not be sent.
    Waiting {
        /// HTTP status of the last answer. `None` where there was none, because nothing was sent.
        status: Option<u16>,
        /// Apple's word in the last answer, exactly as it came; empty when Apple gave none. Without a status: why it could
        /// not be sent, in English, without secrets.
        reason: String,
        /// How often it was tried.
        attempts: u32,
        /// When it is tried again.
        next_attempt_at: Millis,
    },
    /// Apple answered 200.
    Accepted {
        /// Apple's label for it.
        apns_id: String,
        /// Key for Apple's delivery log; sandbox only.
        apns_unique_id: Option<String>,
    },
    /// Apple refused it.
    Rejected {
        /// HTTP status.
        status: u16,
        /// Apple's word, exactly as it came. Empty when Apple gave none.
        reason: String,
        /// With status 410: when Apple last knew the token dead.
        timestamp: Option<Millis>,
    },
    /// It was intended, perhaps sent, and no answer is known. It may have arrived.
    Unknown {
        /// How that came about.
        cause: UnknownCause,
    },
    /// Known not to be accepted, and no longer tried.
    GaveUp {
        /// Why, in English, without secrets.
        detail: String,
    },
    /// Stopped by a person before it was sent.
    Cancelled,
}

impl Outcome {
    /// Whether it is there to stay: neither without an answer nor to be tried again.
    pub const fn is_settled(&self) -> bool {
        match self {
            Self::Pending | Self::Waiting { .. } => false,
            Self::Accepted { .. }
            | Self::Rejected { .. }
            | Self::Unknown { .. }
            | Self::GaveUp { .. }
            | Self::Cancelled => true,
        }
    }
}

/// Why the outcome of a push is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownCause {
    /// The relay stopped between intent and answer.
    RelayStopped,
    /// No answer within the deadline.
    NoAnswer,
    /// The connection broke after the push had been written to it.
    ConnectionLost,
}

/// Microseconds since the relay got the request, for each step that has happened. For the four lights beside the phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Steps {
    /// Rules passed and payload sealed.
    pub validated_us: Option<u64>,
    /// Intent committed to the ledger; only then may it go on the wire. With several attempts, the last one's.
    pub written_us: Option<u64>,
    /// A provider token was at hand.
    pub signed_us: Option<u64>,
    /// Apple's answer was there.
    pub answered_us: Option<u64>,
    /// The simulated phone showed it.
    pub displayed_us: Option<u64>,
}

/// Body of `POST` [`crate::paths::SIMULATOR_SCRIPT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SimulatorScript {
    /// A simulated device.
    pub device_id: String,
    /// What its next push is answered with.
    pub answer: SimulatorAnswer,
}

/// What the simulator answers to the next push, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SimulatorAnswer {
    /// As Apple would.
    Honest,
    /// This reason, with the status that belongs to it.
    Reject {
        /// Apple's word, such as `Unregistered`.
        reason: String,
    },
    /// No answer at all.
    Stall,
}

/// A finding on the wire: the same as [`payload::Finding`], readable by any client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WireFinding {
    /// Such as `P003`.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// Values of the sentence's placeholders, by name; an object on the wire.
    #[serde(serialize_with = "as_object")]
    pub args: Vec<(String, String)>,
    /// The sentence in English.
    pub message: String,
    /// What a machine can do about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fix: Vec<Edit>,
}

impl From<&Finding> for WireFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code.as_str().to_owned(),
            severity: finding.severity,
            place: finding.place.clone(),
            args: finding
                .args
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
            message: finding.message(Lang::En),
            fix: finding.fix.clone(),
        }
    }
}

fn as_object<S: Serializer>(args: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(args.iter().map(|(name, value)| (name, value)))
}
