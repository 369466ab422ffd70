//! Every reason that APNs can answer with. One table: text, status, retry, fate of the token, cause, remedy, the rule that catches it.
//!
//! Source: Apple, *Handling notification responses from APNs* and *Handling error responses from APNs* (broadcast).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::finding::Code;

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
    caught_by: Option<Code>,
    cause: &'static str,
    remedy: &'static str,
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
    pub fn cause(&self) -> &'static str {
        self.row().cause
    }

    /// What to do, in plain words.
    pub fn remedy(&self) -> &'static str {
        self.row().remedy
    }

    /// The rule that says so before sending.
    pub fn caught_by(&self) -> Option<Code> {
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
    caught_by: Some(Code::H005),
    cause: "The collapse id is longer than 64 bytes.",
    remedy: "Shorten the collapse id.",
};
const BAD_DEVICE_TOKEN: Row = Row {
    text: "BadDeviceToken",
    status: 400,
    retry: Retry::Never,
    fate: TokenFate::WrongEnvironment,
    caught_by: Some(Code::T001),
    cause: "The device token is malformed, or it belongs to the other environment: a development token was sent to production, or the reverse.",
    remedy: "Check where the token comes from: a build run from Xcode registers with the sandbox, TestFlight and the App Store with production. Then send to the environment that the token belongs to.",
};
const BAD_EXPIRATION_DATE: Row = Row {
    text: "BadExpirationDate",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::H006),
    cause: "The expiration is not a date in Unix seconds. For a broadcast: it is missing, or it is not 0 on a channel that stores nothing.",
    remedy: "Write whole seconds since 1970, or 0 to try once.",
};
const BAD_MESSAGE_ID: Row = Row {
    text: "BadMessageId",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The id of the push is not a UUID.",
    remedy: "Use a lower-case UUID of the form 8-4-4-4-12.",
};
const BAD_PRIORITY: Row = Row {
    text: "BadPriority",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::H003),
    cause: "The priority is not one that Apple takes for this push type.",
    remedy: "Use 10, 5 or 1; use 5 for a background push.",
};
const BAD_TOPIC: Row = Row {
    text: "BadTopic",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::H002),
    cause: "The topic is not valid.",
    remedy: "Use the app's bundle id with the suffix of the push type.",
};
const DEVICE_TOKEN_NOT_FOR_TOPIC: Row = Row {
    text: "DeviceTokenNotForTopic",
    status: 400,
    retry: Retry::Never,
    fate: TokenFate::WrongTopic,
    caught_by: Some(Code::H002),
    cause: "The token belongs to another app, or to another kind of push of the same app: calls, activities and widgets have tokens of their own.",
    remedy: "Check which app and which kind of token was stored, and send to the topic that it was made for.",
};
const DUPLICATE_HEADERS: Row = Row {
    text: "DuplicateHeaders",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "A header was sent twice.",
    remedy: "Send each header once.",
};
const IDLE_TIMEOUT: Row = Row {
    text: "IdleTimeout",
    status: 400,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The connection was idle for too long.",
    remedy: "Connect again and send the push again.",
};
const INVALID_PUSH_TYPE: Row = Row {
    text: "InvalidPushType",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::H001),
    cause: "Apple does not know this push type, or does not take it here; a broadcast must be a Live Activity.",
    remedy: "Choose one of Apple's push types, in lower case.",
};
const MISSING_DEVICE_TOKEN: Row = Row {
    text: "MissingDeviceToken",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::T001),
    cause: "The request names no device token.",
    remedy: "Choose a device, or paste its token.",
};
const MISSING_TOPIC: Row = Row {
    text: "MissingTopic",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::H002),
    cause: "The request names no topic, and the credentials do not settle it.",
    remedy: "Write the topic: the app's bundle id with the suffix of the push type.",
};
const PAYLOAD_EMPTY: Row = Row {
    text: "PayloadEmpty",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::P001),
    cause: "The request has no payload.",
    remedy: "Write a payload with an aps dictionary.",
};
const TOPIC_DISALLOWED: Row = Row {
    text: "TopicDisallowed",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::H002),
    cause: "The credentials may not push to this topic. For a broadcast: the path has more than the bare bundle id.",
    remedy: "Check that the key is not limited to other topics, that the topic's suffix is right, and that the App ID has push notifications switched on.",
};
const BAD_CERTIFICATE: Row = Row {
    text: "BadCertificate",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The certificate is not valid: expired, revoked, or not one for push.",
    remedy: "Make a new certificate and connect with it.",
};
const BAD_CERTIFICATE_ENVIRONMENT: Row = Row {
    text: "BadCertificateEnvironment",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The certificate is for the other environment.",
    remedy: "Use a certificate for this environment, or send to the other one.",
};
const EXPIRED_PROVIDER_TOKEN: Row = Row {
    text: "ExpiredProviderToken",
    status: 403,
    retry: Retry::AfterNewToken,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The signed provider token is older than one hour, or the relay's clock is wrong.",
    remedy: "Nothing to repair in the push: a new provider token is signed on a new connection. If it comes again, check the relay's clock.",
};
const FORBIDDEN: Row = Row {
    text: "Forbidden",
    status: 403,
    retry: Retry::Never,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "Apple does not allow this action and gives no cause.",
    remedy: "Check the developer account and the credentials before you send again.",
};
const INVALID_PROVIDER_TOKEN: Row = Row {
    text: "InvalidProviderToken",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "Apple cannot verify the signed provider token: the key, its Key ID or the Team ID is wrong, or the key was revoked.",
    remedy: "Check that Key ID and Team ID are not swapped and that the key still exists in the developer account.",
};
const MISSING_PROVIDER_TOKEN: Row = Row {
    text: "MissingProviderToken",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The request carries neither a certificate nor a provider token.",
    remedy: "Add a signing key or a certificate for this app and environment.",
};
const UNRELATED_KEY_ID_IN_TOKEN: Row = Row {
    text: "UnrelatedKeyIdInToken",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The provider token was signed with another key than the first one that this connection used.",
    remedy: "Use one signing key for each connection, and send again on a new one.",
};
const BAD_ENVIRONMENT_KEY_ID_IN_TOKEN: Row = Row {
    text: "BadEnvironmentKeyIdInToken",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The signing key is for the other environment.",
    remedy: "Use a key for this environment, or send to the other one.",
};
const BAD_PATH: Row = Row {
    text: "BadPath",
    status: 404,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "Apple does not know the path of the request. For a channel that is to be deleted: it is already gone.",
    remedy: "Check the address that the request goes to.",
};
const METHOD_NOT_ALLOWED: Row = Row {
    text: "MethodNotAllowed",
    status: 405,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The request did not use POST, or a method that the path does not have.",
    remedy: "Use the method that Apple names for the path.",
};
const EXPIRED_TOKEN: Row = Row {
    text: "ExpiredToken",
    status: 410,
    retry: Retry::Never,
    fate: TokenFate::Dead,
    caught_by: None,
    cause: "The device token has expired.",
    remedy: "Forget the token. The app gets a new one when it next starts.",
};
const UNREGISTERED: Row = Row {
    text: "Unregistered",
    status: 410,
    retry: Retry::Never,
    fate: TokenFate::DeadIfOlder,
    caught_by: None,
    cause: "The token is no longer active for this topic: the app was removed, or push was switched off for it.",
    remedy: "Forget the token if it was registered before the time that Apple names.",
};
const PAYLOAD_TOO_LARGE: Row = Row {
    text: "PayloadTooLarge",
    status: 413,
    retry: Retry::Never,
    fate: TokenFate::Keep,
    caught_by: Some(Code::S001),
    cause: "The payload has more bytes than Apple takes: 4096, or 5120 for calls and broadcasts.",
    remedy: "Shorten the payload.",
};
const TOO_MANY_PROVIDER_TOKEN_UPDATES: Row = Row {
    text: "TooManyProviderTokenUpdates",
    status: 429,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The provider token was renewed more than once within 20 minutes.",
    remedy: "Share one provider token, and renew it every 20 to 60 minutes.",
};
const TOO_MANY_REQUESTS: Row = Row {
    text: "TooManyRequests",
    status: 429,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "Too many pushes in a row went to the same device; for a broadcast, too many requests.",
    remedy: "Wait, then send fewer pushes to that device; put what changes quickly into one.",
};
const INTERNAL_SERVER_ERROR: Row = Row {
    text: "InternalServerError",
    status: 500,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "Something went wrong at Apple.",
    remedy: "Send again after 15 minutes, then with growing pauses.",
};
const SERVICE_UNAVAILABLE: Row = Row {
    text: "ServiceUnavailable",
    status: 503,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "Apple's service is not available.",
    remedy: "Send again after 15 minutes, then with growing pauses.",
};
const SHUTDOWN: Row = Row {
    text: "Shutdown",
    status: 503,
    retry: Retry::Later,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The server that answered is being shut down.",
    remedy: "Connect again and send the push again.",
};
const FEATURE_NOT_ENABLED: Row = Row {
    text: "FeatureNotEnabled",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "Broadcast is not switched on for this App ID.",
    remedy: "Switch on broadcast in the developer account: Identifiers, then Push Notifications.",
};
const MISSING_CHANNEL_ID: Row = Row {
    text: "MissingChannelId",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The request names no channel.",
    remedy: "Choose a channel.",
};
const BAD_CHANNEL_ID: Row = Row {
    text: "BadChannelId",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The channel id is not valid: it was changed on the way, or such a channel never existed.",
    remedy: "Copy the channel id exactly as Apple gave it.",
};
const CHANNEL_NOT_REGISTERED: Row = Row {
    text: "ChannelNotRegistered",
    status: 400,
    retry: Retry::Never,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The channel does not exist, or no longer does.",
    remedy: "Forget the channel, and create a new one if you need it.",
};
const BAD_REQUEST_PARAMS: Row = Row {
    text: "BadRequestParams",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The request has an attribute that Apple does not know.",
    remedy: "Remove what Apple's page does not name.",
};
const BAD_REQUEST_PAYLOAD: Row = Row {
    text: "BadRequestPayload",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::J001),
    cause: "Apple could not read the request as JSON.",
    remedy: "Repair the JSON.",
};
const MISSING_PUSH_TYPE: Row = Row {
    text: "MissingPushType",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: Some(Code::H001),
    cause: "The request names no push type.",
    remedy: "Choose a push type; a broadcast is a Live Activity.",
};
const CANNOT_CREATE_CHANNEL_CONFIG: Row = Row {
    text: "CannotCreateChannelConfig",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The app has as many channels as it may have.",
    remedy: "Delete channels that are no longer used.",
};
const TOPIC_MISMATCH: Row = Row {
    text: "TopicMismatch",
    status: 403,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The credentials are not for this app's bundle id.",
    remedy: "Use credentials of the team and app that the bundle id belongs to.",
};
const MISSING_CHANNEL_QUEUE_SIZE: Row = Row {
    text: "MissingChannelQueueSize",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "The new channel does not say whether it stores messages. Seen in practice, not in Apple's tables.",
    remedy: "Choose a storage policy for the channel.",
};
const BAD_DATE: Row = Row {
    text: "BadDate",
    status: 400,
    retry: Retry::AfterFix,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "A date in the request is not valid. Reported by one client, not in Apple's tables.",
    remedy: "Check every date: whole Unix seconds.",
};
const UNKNOWN: Row = Row {
    text: "",
    status: 0,
    retry: Retry::Never,
    fate: TokenFate::Keep,
    caught_by: None,
    cause: "Apple answered with a reason that is not in its tables.",
    remedy: "Look the reason up on Apple's page, and tell us, so that it gets a row here.",
};
