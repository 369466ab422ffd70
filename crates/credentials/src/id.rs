//! Key ids and team ids: two ten-character names that people swap, so they are two types.

use std::fmt;

use crate::error::KeyError;

/// Whether `text` has the shape of Apple's ids. Upper case only: Apple compares them byte for byte.
fn is_apple_id(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The id of a signing key: ten characters of `A-Z0-9`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyId(Box<str>);

impl KeyId {
    /// Reads an id; white space around it is dropped, because pasting adds it.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        if is_apple_id(text) {
            Ok(Self(text.into()))
        } else {
            Err(KeyError::BadKeyId)
        }
    }

    /// The ten characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of a developer team: ten characters of `A-Z0-9`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TeamId(Box<str>);

impl TeamId {
    /// Reads an id; white space around it is dropped, because pasting adds it.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        if is_apple_id(text) {
            Ok(Self(text.into()))
        } else {
            Err(KeyError::BadTeamId)
        }
    }

    /// The ten characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TeamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
