//! What became of one recipient, with everything that a person may want to know about it.

use payload::Reason;

use crate::State;

/// What became of one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Never [`State::Undecided`], except in a [`crate::Verdict::Later`], where it is what is known so far.
    pub state: State,
    /// HTTP status of the last answer.
    pub status: Option<u16>,
    /// Apple's word in the last answer.
    pub reason: Option<Reason>,
    /// Why the outcome is not known.
    pub unknown: Option<UnknownCause>,
    /// What the transport said, in English, without secrets.
    pub detail: Option<String>,
    /// The `apns-id` that Apple answered with.
    pub apns_id: Option<String>,
    /// Key for Apple's delivery log; sandbox only.
    pub unique_id: Option<String>,
    /// With status 410: when Apple last knew the token dead, in Unix milliseconds.
    pub apns_timestamp_ms: Option<i64>,
    /// How often it was put on the wire.
    pub attempts: u32,
    /// When each step of the last attempt happened.
    pub timings: Timings,
}

impl Outcome {
    /// An outcome of which nothing but the state is known.
    pub const fn bare(state: State) -> Self {
        Self {
            state,
            status: None,
            reason: None,
            unknown: None,
            detail: None,
            apns_id: None,
            unique_id: None,
            apns_timestamp_ms: None,
            attempts: 0,
            timings: Timings {
                sent_at_us: None,
                signed_at_us: None,
                answered_at_us: None,
            },
        }
    }

    /// An outcome that is not known, and why.
    pub fn unknown(cause: UnknownCause, detail: impl Into<String>) -> Self {
        Self {
            unknown: Some(cause),
            detail: Some(detail.into()),
            ..Self::bare(State::Unknown)
        }
    }

    /// Known not to be accepted, and no longer tried.
    pub fn gave_up(detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..Self::bare(State::GaveUp)
        }
    }
}

/// When each step of the last attempt happened, in Unix microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timings {
    /// The intent was committed and the transport got the push.
    pub sent_at_us: Option<i64>,
    /// A provider token was at hand.
    pub signed_at_us: Option<i64>,
    /// Apple's answer was there.
    pub answered_at_us: Option<i64>,
}

/// Why the outcome of a push is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnknownCause {
    /// The relay stopped between intent and answer.
    RelayStopped,
    /// No answer came in time.
    NoAnswer,
    /// The connection broke after the push had been written to it, or what came back was no answer of Apple's.
    ConnectionLost,
}

impl UnknownCause {
    /// Every cause.
    pub const ALL: [Self; 3] = [Self::RelayStopped, Self::NoAnswer, Self::ConnectionLost];

    /// The name used in the ledger.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RelayStopped => "relay_stopped",
            Self::NoAnswer => "no_answer",
            Self::ConnectionLost => "connection_lost",
        }
    }

    /// Reads [`UnknownCause::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == text)
    }
}
