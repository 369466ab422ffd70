//! Signing in, and what a signed-in person has before them: the workspace, its apps and devices.

use std::fmt;

use payload::Environment;
use serde::{Deserialize, Serialize};

use crate::Millis;

/// Body of `POST` [`crate::paths::SESSION`]: the token from the fragment of the one-time link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// 43 characters of base64url (256 bits). Works once, for one hour.
    pub token: String,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(…)")
    }
}

/// Who is signed in, and what they can send to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Session {
    /// The team's walled area.
    pub workspace: Workspace,
    /// Its apps.
    pub apps: Vec<App>,
    /// Its devices: simulated ones, and registered tokens.
    pub devices: Vec<Device>,
    /// The relay's version, such as `0.1.0`.
    pub version: String,
}

/// A team's walled area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Workspace {
    /// UUID.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// A bundle id in a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct App {
    /// UUID.
    pub id: String,
    /// Such as `com.example.demo`.
    pub bundle_id: String,
    /// What people call it.
    pub name: String,
    /// Environments that a push of this app can be sent to now.
    pub environments: Vec<Environment>,
    /// Made by Carillon for trying it out; removable.
    pub demo: bool,
}

/// A device that a test push can go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Device {
    /// UUID.
    pub id: String,
    /// The app whose token this is.
    pub app_id: String,
    /// Such as `Ada’s iPhone`.
    pub name: String,
    /// Where its token is valid.
    pub environment: Environment,
    /// First eight hex digits of the token; the rest stays in the relay.
    pub token_hint: String,
    /// Whether it is a simulated phone.
    pub simulated: bool,
    /// Since when its token is known to be dead (Unix milliseconds).
    pub dead_since: Option<Millis>,
}

/// Answer of [`crate::paths::HEALTHZ`] and [`crate::paths::READYZ`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Health {
    /// `ok`, or what is missing.
    pub status: String,
    /// The relay's version.
    pub version: String,
}
