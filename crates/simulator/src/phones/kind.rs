//! Kinds of device tokens. They are not interchangeable: each is good for one topic of its app.
//!
//! <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>

use serde::{Deserialize, Serialize};

/// What an app has asked a token for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// Alerts and background pushes: `registerForRemoteNotifications`.
    #[default]
    App,
    /// Calls: `PushKit`.
    Voip,
    /// Watch complications: `PushKit`.
    Complication,
    /// Changes in a file provider's domain: `PushKit`.
    FileProvider,
    /// Queries for the location: `startMonitoringLocationPushes`.
    Location,
    /// A joined push-to-talk channel.
    PushToTalk,
    /// Updates of one running Live Activity.
    LiveActivity,
    /// Starts Live Activities.
    PushToStart,
    /// All widgets of the app.
    Widgets,
    /// One placed control.
    Control,
}

impl TokenKind {
    /// What follows the bundle id in the only topic that such a token is for.
    pub(crate) const fn suffix(self) -> &'static str {
        match self {
            Self::App => "",
            Self::Voip => ".voip",
            Self::Complication => ".complication",
            Self::FileProvider => ".pushkit.fileprovider",
            Self::Location => ".location-query",
            Self::PushToTalk => ".voip-ptt",
            Self::LiveActivity | Self::PushToStart => ".push-type.liveactivity",
            Self::Widgets => ".push-type.widgets",
            Self::Control => ".push-type.controls",
        }
    }

    /// How many bytes such a token has here. Apple fixes no length; 32 and 80 have been seen on phones.
    pub(crate) const fn bytes(self) -> usize {
        match self {
            Self::LiveActivity | Self::PushToStart => 80,
            _ => 32,
        }
    }

    /// Whether there may be several at a time: one per activity, and one per placed control.
    pub(crate) const fn is_many(self) -> bool {
        matches!(self, Self::LiveActivity | Self::Control)
    }
}
