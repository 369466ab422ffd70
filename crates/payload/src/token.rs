//! Device tokens: what can be one, and what a pasted text that cannot is instead.
//!
//! Source: Apple, *Registering your app with APNs*: a token has no fixed length, so only "an even number of hex digits" is checked.

use std::fmt;

/// A device token: lower-case hex, an even number of digits, at most 200.
///
/// Its `Debug` shows the first four characters and the length only, because a token is personal data.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DeviceToken(Box<str>);

impl DeviceToken {
    /// Reads any pasted form: `<740f4707 bebcf74f>`, spaces, upper case.
    pub fn parse(text: &str) -> Result<Self, DeviceTokenError> {
        let _ = text;
        Err(DeviceTokenError::Empty)
    }

    /// The token as it stands in the request's path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for DeviceToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceToken({}…, {} characters)", &self.0[..4.min(self.0.len())], self.0.len())
    }
}

/// Why a text is not a device token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceTokenError {
    /// Nothing is left after cleaning.
    #[error("the token is empty")]
    Empty,
}
