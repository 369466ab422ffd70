//! What a person, or an app, can do with a phone.

use super::{Permissions, Screen, TokenKind};
use crate::Environment;
use serde::{Deserialize, Serialize};

/// Something to do with a phone. In JSON: `"go_offline"`, `{"set_focus": true}`,
/// `{"delete_app": {"bundle_id": "com.example.app"}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Gives it another name.
    Rename(String),
    /// APNs cannot reach it anymore, and stores.
    GoOffline,
    /// APNs can reach it again, and delivers what is stored.
    GoOnline,
    /// Locks it, shows the Home Screen, or brings an app to the foreground.
    Show(Screen),
    /// Turns a Focus on or off.
    SetFocus(bool),
    /// Turns Low Power Mode on or off.
    SetLowPower(bool),
    /// Changes what an app may do.
    SetPermissions {
        /// The app.
        bundle_id: String,
        /// All switches at once.
        permissions: Permissions,
    },
    /// Installs an app, or installs it again, and starts it once, so that it registers: a new token.
    InstallApp {
        /// The app.
        bundle_id: String,
        /// The environment that it was built for.
        environment: Environment,
    },
    /// Deletes an app. APNs finds that out with the next push, as Apple's does: that push still gets 200.
    DeleteApp {
        /// The app.
        bundle_id: String,
    },
    /// Erases the phone and restores it from a backup: the same apps, and every one gets new tokens.
    RestoreFromBackup,
    /// Asks for a token of another kind.
    Register {
        /// The app.
        bundle_id: String,
        /// The environment that it was built for.
        environment: Environment,
        /// What the token is for.
        kind: TokenKind,
    },
    /// Starts a Live Activity that listens to a broadcast channel.
    Subscribe {
        /// The app.
        bundle_id: String,
        /// The environment that it was built for.
        environment: Environment,
        /// The channel.
        channel_id: String,
    },
    /// Ends the Live Activities that listen to a broadcast channel.
    Unsubscribe {
        /// The app.
        bundle_id: String,
        /// The channel.
        channel_id: String,
    },
    /// Empties Notification Center, and takes the numbers off all icons.
    ClearNotifications,
}

/// Why a verb was not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// There is no phone with this id.
    #[error("there is no such phone")]
    NoPhone,
    /// The app is not on the phone.
    #[error("this app is not on the phone")]
    NoApp,
    /// Not a bundle id, or a channel id that is empty.
    #[error("a bundle id has letters, digits, points and hyphens, and a channel id is not empty")]
    BadName,
}
