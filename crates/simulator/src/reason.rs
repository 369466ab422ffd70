//! Apple's reasons for refusing a request, each with its status.
//!
//! Read from <https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns>
//! and <https://developer.apple.com/documentation/usernotifications/handling-error-responses-from-apns>,
//! independently of the table in `payload`, so that comparing the two finds mistakes in either.

use crate::Dialect;

macro_rules! reasons {
    ($($reason:ident $status:literal)*) => {
        /// A reason that Apple documents for pushes and channels. Its name is its text on the wire.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the names are Apple's, and Apple's table describes them")]
        pub enum Reason { $($reason),* }

        impl Reason {
            /// Every reason, in Apple's order.
            pub const ALL: &[Self] = &[$(Self::$reason),*];

            /// The text on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$reason => stringify!($reason)),* }
            }

            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$reason => $status),* }
            }
        }
    };
}

reasons! {
    BadCollapseId 400
    BadDeviceToken 400
    BadExpirationDate 400
    BadMessageId 400
    BadPriority 400
    BadTopic 400
    DeviceTokenNotForTopic 400
    DuplicateHeaders 400
    IdleTimeout 400
    InvalidPushType 400
    MissingDeviceToken 400
    MissingTopic 400
    PayloadEmpty 400
    TopicDisallowed 400
    FeatureNotEnabled 400
    MissingChannelId 400
    BadChannelId 400
    ChannelNotRegistered 400
    BadRequestParams 400
    BadRequestPayload 400
    MissingPushType 400
    MissingChannelQueueSize 400
    CannotCreateChannelConfig 400
    BadCertificate 403
    BadCertificateEnvironment 403
    ExpiredProviderToken 403
    Forbidden 403
    InvalidProviderToken 403
    MissingProviderToken 403
    TopicMismatch 403
    UnrelatedKeyIdInToken 403
    BadEnvironmentKeyIdInToken 403
    BadPath 404
    MethodNotAllowed 405
    ExpiredToken 410
    Unregistered 410
    PayloadTooLarge 413
    TooManyProviderTokenUpdates 429
    TooManyRequests 429
    InternalServerError 500
    ServiceUnavailable 503
    Shutdown 503
}

impl Reason {
    /// The text on the wire in a dialect.
    pub(crate) const fn text(self, dialect: Dialect) -> &'static str {
        match (self, dialect) {
            (Self::FeatureNotEnabled, Dialect::Observed) => "BroadcastFeatureNotEnabled",
            (Self::BadEnvironmentKeyIdInToken, Dialect::Observed) => "BadEnvironmentKeyInToken",
            _ => self.as_str(),
        }
    }

    /// The reason with this text on the wire.
    pub fn from_wire(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|reason| reason.as_str() == text)
    }
}
