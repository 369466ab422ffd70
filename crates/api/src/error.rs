//! Errors as data: a code that never changes meaning, an English sentence, and the findings where a payload was refused.

use serde::Serialize;

use crate::pushes::WireFinding;

/// What went wrong, for machines. The page words it in the person's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The request's JSON does not have the shape that this path takes.
    BadRequest,
    /// A request that could come from another site: wrong origin, content type or missing [`crate::REQUESTED_BY`].
    CrossSite,
    /// The same `Idempotency-Key` was used with another body.
    IdempotencyConflict,
    /// `Idempotency-Key` is missing or not 1 to 64 visible ASCII characters.
    IdempotencyKeyNeeded,
    /// Something broke in the relay. The request id finds it in the log.
    Internal,
    /// No such path, or a method that it does not have.
    NoSuchPath,
    /// No such thing in this workspace.
    NotFound,
    /// The one-time sign-in link was used, is too old, or was never made.
    SignInLinkSpent,
    /// No session, or it ended.
    SignedOut,
    /// Apple would refuse the payload or its headers: `findings` says where and why.
    PayloadRefused,
    /// The body is larger than this path takes.
    TooLarge,
    /// Too many requests; try again in a moment.
    TooManyRequests,
    /// This app has no credential for this environment, or the simulator is off.
    NoTransport,
    /// The relay is stopping or not ready yet.
    Unavailable,
}

impl ErrorCode {
    /// Every code, in the order of the reference.
    pub const ALL: [Self; 14] = [
        Self::BadRequest,
        Self::CrossSite,
        Self::IdempotencyConflict,
        Self::IdempotencyKeyNeeded,
        Self::Internal,
        Self::NoSuchPath,
        Self::NotFound,
        Self::SignInLinkSpent,
        Self::SignedOut,
        Self::PayloadRefused,
        Self::TooLarge,
        Self::TooManyRequests,
        Self::NoTransport,
        Self::Unavailable,
    ];

    /// Its word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::CrossSite => "cross_site",
            Self::IdempotencyConflict => "idempotency_conflict",
            Self::IdempotencyKeyNeeded => "idempotency_key_needed",
            Self::Internal => "internal",
            Self::NoSuchPath => "no_such_path",
            Self::NotFound => "not_found",
            Self::SignInLinkSpent => "sign_in_link_spent",
            Self::SignedOut => "signed_out",
            Self::PayloadRefused => "payload_refused",
            Self::TooLarge => "too_large",
            Self::TooManyRequests => "too_many_requests",
            Self::NoTransport => "no_transport",
            Self::Unavailable => "unavailable",
        }
    }

    /// The HTTP status that goes with it.
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest | Self::IdempotencyKeyNeeded => 400,
            Self::SignInLinkSpent | Self::SignedOut => 401,
            Self::CrossSite => 403,
            Self::NoSuchPath | Self::NotFound => 404,
            Self::IdempotencyConflict => 409,
            Self::TooLarge => 413,
            Self::NoTransport | Self::PayloadRefused => 422,
            Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }
}

/// An error answer: `{"error": {…}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorBody {
    /// The problem.
    pub error: Problem,
}

/// What went wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// For machines.
    pub code: ErrorCode,
    /// One English sentence with the remedy. Never contains a path of the machine, SQL or a secret.
    pub detail: String,
    /// Finds the request in the relay's log.
    pub request_id: String,
    /// What the rules found, for [`ErrorCode::PayloadRefused`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<WireFinding>,
}
