//! Device tokens: what can be one, and what a pasted text that cannot is instead.
//!
//! Source: Apple, *Registering your app with APNs*: a token has no fixed length, so only "an even number of hex digits" is checked.

use std::fmt;

/// The most hex digits that Apple has ever announced for a token (100 bytes).
pub const MAX_DIGITS: usize = 200;

/// A device token: lower-case hex, an even number of digits, at most [`MAX_DIGITS`].
///
/// Its `Debug` shows the first four characters and the length only, because a token is personal data.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DeviceToken(Box<str>);

impl DeviceToken {
    /// Reads any pasted form: `<740f4707 bebcf74f>`, spaces, quotes, upper case, `0x`.
    pub fn parse(text: &str) -> Result<Self, DeviceTokenError> {
        if is_canonical(text) {
            return Ok(Self(text.into()));
        }
        let text = text.trim();
        if is_truncated_description(text) {
            return Err(DeviceTokenError::TruncatedDescription);
        }
        if is_uuid(text) {
            return Err(DeviceTokenError::Uuid);
        }
        let wrapping = |character: char| {
            character.is_whitespace()
                || matches!(character, '<' | '>' | '"' | '\'' | '`' | ',' | ';')
        };
        let cleaned: String = text
            .chars()
            .filter(|character| !wrapping(*character))
            .map(|character| character.to_ascii_lowercase())
            .collect();
        let digits = cleaned.strip_prefix("0x").unwrap_or(&cleaned);
        if digits.is_empty() || digits == "(null)" {
            return Err(DeviceTokenError::Empty);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(what_it_is_instead(text));
        }
        if digits.len() > MAX_DIGITS {
            return Err(DeviceTokenError::TooLong);
        }
        if !digits.len().is_multiple_of(2) {
            return Err(DeviceTokenError::OddDigits);
        }
        Ok(Self(digits.into()))
    }

    /// The token as it stands in the request's path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is a token in its own form, as a campaign has a million of them.
fn is_canonical(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_DIGITS
        && text.len().is_multiple_of(2)
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl fmt::Debug for DeviceToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "DeviceToken({}…, {} characters)",
            &self.0[..4.min(self.0.len())],
            self.0.len()
        )
    }
}

/// What a token was made for. Tokens of different kinds are not interchangeable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// From `registerForRemoteNotifications`: alerts and background pushes.
    App,
    /// From PushKit, for calls.
    Voip,
    /// From PushKit, for complications.
    Complication,
    /// From PushKit, for a File Provider extension.
    FileProvider,
    /// From `startMonitoringLocationPushes`.
    Location,
    /// From joining a Push to Talk channel.
    PushToTalk,
    /// Of one Live Activity.
    ActivityUpdate,
    /// Starts Live Activities of one kind.
    ActivityStart,
    /// From a widget's push handler.
    Widget,
    /// Of one placed control.
    Control,
    /// From MDM check-in.
    Mdm,
}

impl TokenKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::App,
        Self::Voip,
        Self::Complication,
        Self::FileProvider,
        Self::Location,
        Self::PushToTalk,
        Self::ActivityUpdate,
        Self::ActivityStart,
        Self::Widget,
        Self::Control,
        Self::Mdm,
    ];

    /// A short name for the API and for files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Voip => "voip",
            Self::Complication => "complication",
            Self::FileProvider => "file-provider",
            Self::Location => "location",
            Self::PushToTalk => "push-to-talk",
            Self::ActivityUpdate => "activity-update",
            Self::ActivityStart => "activity-start",
            Self::Widget => "widget",
            Self::Control => "control",
            Self::Mdm => "mdm",
        }
    }

    /// Reads [`TokenKind::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Why a text is not a device token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum DeviceTokenError {
    /// Base64, as MDM check-in and some libraries give it.
    #[error("this looks like base64; a device token is written in hex digits")]
    Base64,
    /// Nothing is left after cleaning.
    #[error("the token is empty")]
    Empty,
    /// A registration id of Firebase.
    #[error("this is a Firebase registration token, which APNs does not know")]
    Fcm,
    /// Characters that are not hex digits.
    #[error("a device token has only the digits 0-9 and a-f")]
    NotHex,
    /// Half a byte is missing.
    #[error("a device token has an even number of digits; one is missing")]
    OddDigits,
    /// Longer than a token can be.
    #[error("this is longer than any device token")]
    TooLong,
    /// What iOS 13 prints for the token's bytes, with the middle left out.
    #[error("this is a shortened description of the token; its middle is missing")]
    TruncatedDescription,
    /// A UUID or UDID with hyphens.
    #[error("this is a UUID, not a device token")]
    Uuid,
}

impl DeviceTokenError {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 8] = [
        Self::Base64,
        Self::Empty,
        Self::Fcm,
        Self::NotHex,
        Self::OddDigits,
        Self::TooLong,
        Self::TruncatedDescription,
        Self::Uuid,
    ];

    /// A short name for catalogues of sentences.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Empty => "empty",
            Self::Fcm => "fcm",
            Self::NotHex => "not-hex",
            Self::OddDigits => "odd-digits",
            Self::TooLong => "too-long",
            Self::TruncatedDescription => "truncated-description",
            Self::Uuid => "uuid",
        }
    }
}

/// `{length = 32, bytes = 0x740f4707 bebcf74f ... 0f1031a4}`, or any hex with the middle left out.
fn is_truncated_description(text: &str) -> bool {
    (text.contains("length") && text.contains("bytes"))
        || text.contains("...")
        || text.contains('…')
}

/// 8-4-4-4-12, or the 8-16 form of newer UDIDs.
fn is_uuid(text: &str) -> bool {
    let text = text.trim_matches(['{', '}', '"', '\'']);
    let hex = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    text.split('-').all(hex) && matches!(lengths.as_slice(), [8, 4, 4, 4, 12] | [8, 16])
}

fn what_it_is_instead(text: &str) -> DeviceTokenError {
    let url_safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    // `<instance id>:APA91b…`; older ones have no instance id.
    let fcm = match text.split_once(':') {
        Some((instance, rest)) => {
            !instance.is_empty()
                && rest.len() >= 20
                && instance.bytes().chain(rest.bytes()).all(url_safe)
        }
        None => text.contains("APA91b"),
    };
    if fcm {
        return DeviceTokenError::Fcm;
    }
    let body = text.trim_end_matches('=');
    let base64 = body
        .bytes()
        .all(|byte| url_safe(byte) || matches!(byte, b'+' | b'/'));
    let mixed = body.bytes().any(|byte| byte.is_ascii_uppercase())
        && body.bytes().any(|byte| byte.is_ascii_lowercase());
    if base64 && body.len() >= 40 && (mixed || text.ends_with('=')) {
        return DeviceTokenError::Base64;
    }
    DeviceTokenError::NotHex
}
