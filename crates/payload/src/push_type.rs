//! The eleven push types and what follows from each: topic suffix and payload limit.
//!
//! Source: Apple, *Sending notification requests to APNs*, table of `apns-push-type`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A value of the `apns-push-type` header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PushType {
    /// Shows an alert, plays a sound or changes the badge.
    Alert,
    /// Wakes the app without showing anything.
    Background,
    /// Asks for the person's location.
    Location,
    /// Announces an incoming call.
    Voip,
    /// Refreshes a watch complication.
    Complication,
    /// Tells a File Provider extension that something changed.
    Fileprovider,
    /// Asks a managed device to contact its server.
    Mdm,
    /// Starts, updates or ends a Live Activity.
    Liveactivity,
    /// Announces a Push to Talk transmission.
    Pushtotalk,
    /// Reloads widgets.
    Widgets,
    /// Reloads controls.
    Controls,
}

impl PushType {
    /// Every push type, in the order of Apple's table.
    pub const ALL: [Self; 11] = [
        Self::Alert,
        Self::Background,
        Self::Location,
        Self::Voip,
        Self::Complication,
        Self::Fileprovider,
        Self::Mdm,
        Self::Liveactivity,
        Self::Pushtotalk,
        Self::Widgets,
        Self::Controls,
    ];

    /// The header's value.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Background => "background",
            Self::Location => "location",
            Self::Voip => "voip",
            Self::Complication => "complication",
            Self::Fileprovider => "fileprovider",
            Self::Mdm => "mdm",
            Self::Liveactivity => "liveactivity",
            Self::Pushtotalk => "pushtotalk",
            Self::Widgets => "widgets",
            Self::Controls => "controls",
        }
    }

    /// Reads a header value. Apple accepts lower case only.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// What the topic has after the bundle id. Empty for `alert`, `background`; also for `mdm`, whose topic is not a bundle id.
    ///
    /// Apple's page once prints `h.complication` and omits the dot of `.push-type.liveactivity`; every sender uses the dotted forms.
    pub const fn topic_suffix(self) -> &'static str {
        match self {
            Self::Alert | Self::Background | Self::Mdm => "",
            Self::Location => ".location-query",
            Self::Voip => ".voip",
            Self::Complication => ".complication",
            Self::Fileprovider => ".pushkit.fileprovider",
            Self::Liveactivity => ".push-type.liveactivity",
            Self::Pushtotalk => ".voip-ptt",
            Self::Widgets => ".push-type.widgets",
            Self::Controls => ".push-type.controls",
        }
    }

    /// The most bytes that a device push of this type may have: 5120 for `voip`, 4096 for all others.
    pub const fn limit_bytes(self) -> usize {
        match self {
            Self::Voip => 5120,
            _ => 4096,
        }
    }
}

impl fmt::Display for PushType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
