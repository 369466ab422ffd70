//! Every reason that APNs can answer with. One table: text, status, retry, fate of the token, the rules that catch it; cause and remedy stand beside it.
//!
//! Source: Apple, *Handling notification responses from APNs* and *Handling error responses from APNs* (broadcast).

mod words;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::finding::Code;
use crate::words::Lang;

/// A `reason` string of APNs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The collapse id is longer than 64 bytes.
    BadCollapseId,
    /// The device token is malformed, or it belongs to the other environment: a development token was sent to production, or the reverse.
    BadDeviceToken,
    /// The expiration is not a date in Unix seconds. For a broadcast: it is missing, or it is not 0 on a channel that stores nothing.
    BadExpirationDate,
    /// The id of the push is not a UUID.
    BadMessageId,
    /// The priority is not one that Apple takes for this push type.
    BadPriority,
    /// The topic is not valid.
    BadTopic,
    /// The token belongs to another app, or to another kind of push of the same app: calls, activities and widgets have tokens of their own.
    DeviceTokenNotForTopic,
    /// A header was sent twice.
    DuplicateHeaders,
    /// The connection was idle for too long.
    IdleTimeout,
    /// Apple does not know this push type, or does not take it here; a broadcast must be a Live Activity.
    InvalidPushType,
    /// The request names no device token.
    MissingDeviceToken,
    /// The request names no topic, and the credentials do not settle it.
    MissingTopic,
    /// The request has no payload.
    PayloadEmpty,
    /// The credentials may not push to this topic. For a broadcast: the path has more than the bare bundle id.
    TopicDisallowed,
    /// The certificate is not valid: expired, revoked, or not one for push.
    BadCertificate,
    /// The certificate is for the other environment.
    BadCertificateEnvironment,
    /// The signed provider token is older than one hour, or the relay's clock is wrong.
    ExpiredProviderToken,
    /// Apple does not allow this action and gives no cause.
    Forbidden,
    /// Apple cannot verify the signed provider token: the key, its Key ID or the Team ID is wrong, or the key was revoked.
    InvalidProviderToken,
    /// The request carries neither a certificate nor a provider token.
    MissingProviderToken,
    /// The provider token was signed with another key than the first one that this connection used.
    UnrelatedKeyIdInToken,
    /// The signing key is for the other environment.
    BadEnvironmentKeyIdInToken,
    /// Apple does not know the path of the request. For a channel that is to be deleted: it is already gone.
    BadPath,
    /// The request did not use POST, or a method that the path does not have.
    MethodNotAllowed,
    /// The device token has expired.
    ExpiredToken,
    /// The token is no longer active for this topic: the app was removed, or push was switched off for it.
    Unregistered,
    /// The payload has more bytes than Apple takes: 4096, or 5120 for calls and broadcasts.
    PayloadTooLarge,
    /// The provider token was renewed more than once within 20 minutes.
    TooManyProviderTokenUpdates,
    /// Too many pushes in a row went to the same device; for a broadcast, too many requests.
    TooManyRequests,
    /// Something went wrong at Apple.
    InternalServerError,
    /// Apple's service is not available.
    ServiceUnavailable,
    /// The server that answered is being shut down.
    Shutdown,
    /// Broadcast is not switched on for this App ID.
    FeatureNotEnabled,
    /// The request names no channel.
    MissingChannelId,
    /// The channel id is not valid: it was changed on the way, or such a channel never existed.
    BadChannelId,
    /// The channel does not exist, or no longer does.
    ChannelNotRegistered,
    /// The request has an attribute that Apple does not know.
    BadRequestParams,
    /// Apple could not read the request as JSON.
    BadRequestPayload,
    /// The request names no push type.
    MissingPushType,
    /// The app has as many channels as it may have.
    CannotCreateChannelConfig,
    /// The credentials are not for this app's bundle id.
    TopicMismatch,
    /// The new channel does not say whether it stores messages. Seen in practice, not in Apple's tables.
    MissingChannelQueueSize,
    /// A date in the request is not valid. Reported by one client, not in Apple's tables.
    BadDate,
    /// A reason that Apple's tables do not name, kept as it came.
    Unknown(Box<str>),
}

/// When the same push may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// Never: the answer stays the same.
    Never,
    /// After a person repaired the cause.
    AfterFix,
    /// Later, unchanged, with growing pauses.
    Later,
    /// Once, with a new provider token on a new connection.
    AfterNewToken,
}

/// What the answer says about the device token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenFate {
    /// Nothing: keep it.
    Keep,
    /// It will never work again: forget it.
    Dead,
    /// It stopped working at the answer's `timestamp`: forget it unless it was registered after that.
    DeadIfOlder,
    /// Malformed, or of the other environment: stop using it in this environment.
    WrongEnvironment,
    /// It belongs to another topic: stop using it for this one.
    WrongTopic,
}

/// One row of the table.
struct Row {
    text: &'static str,
    status: u16,
    retry: Retry,
    fate: TokenFate,
    caught_by: &'static [Code],
}

/// Texts that Apple's servers have sent for a reason, beside the one that Apple's tables print.
const OTHER_SPELLINGS: [(&str, Reason); 3] = [
    (
        "BadEnvironmentKeyInToken",
        Reason::BadEnvironmentKeyIdInToken,
    ),
    ("BroadcastFeatureNotEnabled", Reason::FeatureNotEnabled),
    ("Service Unavailable", Reason::ServiceUnavailable),
];

impl Reason {
    /// Every reason that has a row, in the order of Apple's tables: device pushes, then broadcasts and channels, then what only clients report.
    pub const ALL: [Self; 43] = [
        Self::BadCollapseId,
        Self::BadDeviceToken,
        Self::BadExpirationDate,
        Self::BadMessageId,
        Self::BadPriority,
        Self::BadTopic,
        Self::DeviceTokenNotForTopic,
        Self::DuplicateHeaders,
        Self::IdleTimeout,
        Self::InvalidPushType,
        Self::MissingDeviceToken,
        Self::MissingTopic,
        Self::PayloadEmpty,
        Self::TopicDisallowed,
        Self::BadCertificate,
        Self::BadCertificateEnvironment,
        Self::ExpiredProviderToken,
        Self::Forbidden,
        Self::InvalidProviderToken,
        Self::MissingProviderToken,
        Self::UnrelatedKeyIdInToken,
        Self::BadEnvironmentKeyIdInToken,
        Self::BadPath,
        Self::MethodNotAllowed,
        Self::ExpiredToken,
        Self::Unregistered,
        Self::PayloadTooLarge,
        Self::TooManyProviderTokenUpdates,
        Self::TooManyRequests,
        Self::InternalServerError,
        Self::ServiceUnavailable,
        Self::Shutdown,
        Self::FeatureNotEnabled,
        Self::MissingChannelId,
        Self::BadChannelId,
        Self::ChannelNotRegistered,
        Self::BadRequestParams,
        Self::BadRequestPayload,
        Self::MissingPushType,
        Self::CannotCreateChannelConfig,
        Self::TopicMismatch,
        Self::MissingChannelQueueSize,
        Self::BadDate,
    ];

    /// Reads the `reason` of an answer. Never fails: what has no row is kept as it came.
    pub fn from_wire(text: &str) -> Self {
        if let Some((_, reason)) = OTHER_SPELLINGS.iter().find(|(other, _)| *other == text) {
            return reason.clone();
        }
        Self::ALL
            .into_iter()
            .find(|reason| reason.as_str() == text)
            .unwrap_or_else(|| Self::Unknown(text.into()))
    }

    /// Apple's documented spelling; for an unknown reason the text as it came.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Unknown(text) => text,
            _ => self.row().text,
        }
    }

    /// Other texts that [`Reason::from_wire`] takes for it.
    pub fn other_spellings(&self) -> impl Iterator<Item = &'static str> {
        OTHER_SPELLINGS
            .iter()
            .filter(move |(_, reason)| reason == self)
            .map(|(text, _)| *text)
    }

    /// The HTTP status that it comes with; 0 for an unknown reason.
    pub fn status(&self) -> u16 {
        self.row().status
    }

    /// When the same push may be sent again. Never for an unknown reason: what is not understood is not repeated.
    pub fn retry(&self) -> Retry {
        self.row().retry
    }

    /// What it says about the device token.
    pub fn token_fate(&self) -> TokenFate {
        self.row().fate
    }

    /// What happened, in plain words.
    pub const fn cause(&self, lang: Lang) -> &'static str {
        words::of(self).0.get(lang)
    }

    /// What to do, in plain words.
    pub const fn remedy(&self, lang: Lang) -> &'static str {
        words::of(self).1.get(lang)
    }

    /// The rules that say so before sending, the likeliest first.
    pub fn caught_by(&self) -> &'static [Code] {
        self.row().caught_by
    }

    fn row(&self) -> &'static Row {
        match self {
            Self::BadCollapseId => &BAD_COLLAPSE_ID,
            Self::BadDeviceToken => &BAD_DEVICE_TOKEN,
            Self::BadExpirationDate => &BAD_EXPIRATION_DATE,
            Self::BadMessageId => &BAD_MESSAGE_ID,
            Self::BadPriority => &BAD_PRIORITY,
            Self::BadTopic => &BAD_TOPIC,
            Self::DeviceTokenNotForTopic => &DEVICE_TOKEN_NOT_FOR_TOPIC,
            Self::DuplicateHeaders => &DUPLICATE_HEADERS,
            Self::IdleTimeout => &IDLE_TIMEOUT,
            Self::InvalidPushType => &INVALID_PUSH_TYPE,
            Self::MissingDeviceToken => &MISSING_DEVICE_TOKEN,
            Self::MissingTopic => &MISSING_TOPIC,
            Self::PayloadEmpty => &PAYLOAD_EMPTY,
            Self::TopicDisallowed => &TOPIC_DISALLOWED,
            Self::BadCertificate => &BAD_CERTIFICATE,
            Self::BadCertificateEnvironment => &BAD_CERTIFICATE_ENVIRONMENT,
            Self::ExpiredProviderToken => &EXPIRED_PROVIDER_TOKEN,
            Self::Forbidden => &FORBIDDEN,
            Self::InvalidProviderToken => &INVALID_PROVIDER_TOKEN,
            Self::MissingProviderToken => &MISSING_PROVIDER_TOKEN,
            Self::UnrelatedKeyIdInToken => &UNRELATED_KEY_ID_IN_TOKEN,
            Self::BadEnvironmentKeyIdInToken => &BAD_ENVIRONMENT_KEY_ID_IN_TOKEN,
            Self::BadPath => &BAD_PATH,
            Self::MethodNotAllowed => &METHOD_NOT_ALLOWED,
            Self::ExpiredToken => &EXPIRED_TOKEN,
            Self::Unregistered => &UNREGISTERED,
            Self::PayloadTooLarge => &PAYLOAD_TOO_LARGE,
            Self::TooManyProviderTokenUpdates => &TOO_MANY_PROVIDER_TOKEN_UPDATES,
            Self::TooManyRequests => &TOO_MANY_REQUESTS,
            Self::InternalServerError => &INTERNAL_SERVER_ERROR,
            Self::ServiceUnavailable => &SERVICE_UNAVAILABLE,
            Self::Shutdown => &SHUTDOWN,
            Self::FeatureNotEnabled => &FEATURE_NOT_ENABLED,
            Self::MissingChannelId => &MISSING_CHANNEL_ID,
            Self::BadChannelId => &BAD_CHANNEL_ID,
            Self::ChannelNotRegistered => &CHANNEL_NOT_REGISTERED,
            Self::BadRequestParams => &BAD_REQUEST_PARAMS,
            Self::BadRequestPayload => &BAD_REQUEST_PAYLOAD,
            Self::MissingPushType => &MISSING_PUSH_TYPE,
            Self::CannotCreateChannelConfig => &CANNOT_CREATE_CHANNEL_CONFIG,
            Self::TopicMismatch => &TOPIC_MISMATCH,
            Self::MissingChannelQueueSize => &MISSING_CHANNEL_QUEUE_SIZE,
            Self::BadDate => &BAD_DATE,
            Self::Unknown(_) => &UNKNOWN,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Serializes as its text, so that an unknown reason survives a round trip.
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from_wire(&String::deserialize(deserializer)?))
    }
}

const BAD_COLLAPSE_ID: Row = Row {
    text: "BadCollapseId",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::H005],
};
const BAD_DEVICE_TOKEN: Row = Row {
    text: "BadDeviceToken",
    status: 400,
    retry: Retry::Never,
    fate: TokenFate::WrongEnvironment,
    caught_by: &[Code::T001, Code::T004, Code::T005, Code::T006, Code::T002],
};
const BAD_EXPIRATION_DATE: Row = Row {
    text: "BadExpirationDate",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::H006, Code::B003, Code::B008],
};
const BAD_MESSAGE_ID: Row = Row {
    text: "BadMessageId",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::H007],
};
const BAD_PRIORITY: Row = Row {
    text: "BadPriority",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::H003, Code::H004, Code::H012, Code::B004],
};
const BAD_TOPIC: Row = Row {
    text: "BadTopic",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::H002, Code::H017, Code::H026],
};
const DEVICE_TOKEN_NOT_FOR_TOPIC: Row = Row {
    text: "DeviceTokenNotForTopic",
    status: 400,
    retry: Retry::Never,
    fate: TokenFate::WrongTopic,
    caught_by: &[Code::H002, Code::T003, Code::H025],
};
const DUPLICATE_HEADERS: Row = Row {
    text: "DuplicateHeaders",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::H028],
};
const IDLE_TIMEOUT: Row = Row {
    text: "IdleTimeout",
    status: 400,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const INVALID_PUSH_TYPE: Row = Row {
    text: "InvalidPushType",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::H001, Code::H017, Code::B001],
};
const MISSING_DEVICE_TOKEN: Row = Row {
    text: "MissingDeviceToken",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::T001],
};
const MISSING_TOPIC: Row = Row {
    text: "MissingTopic",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::H002],
};
const PAYLOAD_EMPTY: Row = Row {
    text: "PayloadEmpty",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::P001, Code::J001],
};
const TOPIC_DISALLOWED: Row = Row {
    text: "TopicDisallowed",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[
        Code::H002,
        Code::C002,
        Code::C006,
        Code::C004,
        Code::C008,
        Code::H019,
        Code::B007,
    ],
};
const BAD_CERTIFICATE: Row = Row {
    text: "BadCertificate",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::C007],
};
const BAD_CERTIFICATE_ENVIRONMENT: Row = Row {
    text: "BadCertificateEnvironment",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::C003],
};
const EXPIRED_PROVIDER_TOKEN: Row = Row {
    text: "ExpiredProviderToken",
    status: 403,
    retry: Retry::AfterNewToken,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const FORBIDDEN: Row = Row {
    text: "Forbidden",
    status: 403,
    retry: Retry::Never,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const INVALID_PROVIDER_TOKEN: Row = Row {
    text: "InvalidProviderToken",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const MISSING_PROVIDER_TOKEN: Row = Row {
    text: "MissingProviderToken",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const UNRELATED_KEY_ID_IN_TOKEN: Row = Row {
    text: "UnrelatedKeyIdInToken",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const BAD_ENVIRONMENT_KEY_ID_IN_TOKEN: Row = Row {
    text: "BadEnvironmentKeyIdInToken",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::C001],
};
const BAD_PATH: Row = Row {
    text: "BadPath",
    status: 404,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const METHOD_NOT_ALLOWED: Row = Row {
    text: "MethodNotAllowed",
    status: 405,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const EXPIRED_TOKEN: Row = Row {
    text: "ExpiredToken",
    status: 410,
    retry: Retry::Never,
    fate: TokenFate::Dead,
    caught_by: &[],
};
const UNREGISTERED: Row = Row {
    text: "Unregistered",
    status: 410,
    retry: Retry::Never,
    fate: TokenFate::DeadIfOlder,
    caught_by: &[],
};
const PAYLOAD_TOO_LARGE: Row = Row {
    text: "PayloadTooLarge",
    status: 413,
    retry: Retry::Never,
    fate: TokenFate::Keep,
    caught_by: &[Code::S001],
};
const TOO_MANY_PROVIDER_TOKEN_UPDATES: Row = Row {
    text: "TooManyProviderTokenUpdates",
    status: 429,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const TOO_MANY_REQUESTS: Row = Row {
    text: "TooManyRequests",
    status: 429,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const INTERNAL_SERVER_ERROR: Row = Row {
    text: "InternalServerError",
    status: 500,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const SERVICE_UNAVAILABLE: Row = Row {
    text: "ServiceUnavailable",
    status: 503,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const SHUTDOWN: Row = Row {
    text: "Shutdown",
    status: 503,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const FEATURE_NOT_ENABLED: Row = Row {
    text: "FeatureNotEnabled",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const MISSING_CHANNEL_ID: Row = Row {
    text: "MissingChannelId",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const BAD_CHANNEL_ID: Row = Row {
    text: "BadChannelId",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::B002],
};
const CHANNEL_NOT_REGISTERED: Row = Row {
    text: "ChannelNotRegistered",
    status: 400,
    retry: Retry::Never,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const BAD_REQUEST_PARAMS: Row = Row {
    text: "BadRequestParams",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const BAD_REQUEST_PAYLOAD: Row = Row {
    text: "BadRequestPayload",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::J001],
};
const MISSING_PUSH_TYPE: Row = Row {
    text: "MissingPushType",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::H001],
};
const CANNOT_CREATE_CHANNEL_CONFIG: Row = Row {
    text: "CannotCreateChannelConfig",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const TOPIC_MISMATCH: Row = Row {
    text: "TopicMismatch",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[Code::C002, Code::C006],
};
const MISSING_CHANNEL_QUEUE_SIZE: Row = Row {
    text: "MissingChannelQueueSize",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const BAD_DATE: Row = Row {
    text: "BadDate",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: &[],
};
const UNKNOWN: Row = Row {
    text: "",
    status: 0,
    retry: Retry::Never,
    fate: TokenFate::Keep,
    caught_by: &[],
};
