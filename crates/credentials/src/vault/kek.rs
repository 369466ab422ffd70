//! Key-encryption keys as an operator keeps them: one per line, 32 random bytes in base64 or hexadecimal.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;
use secrecy::{ExposeSecret as _, SecretBox};
use zeroize::Zeroizing;

/// Why keys were refused. Messages never repeat what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KekError {
    /// Neither base64 nor hexadecimal.
    #[error(
        "line {line}: a key is 32 bytes in base64 or hexadecimal; make one with: openssl rand -base64 32"
    )]
    NotAKey {
        /// Counted from 1.
        line: usize,
    },
    /// The right letters, the wrong number of bytes.
    #[error(
        "line {line}: a key has 32 bytes, this one has another number; make one with: openssl rand -base64 32"
    )]
    WrongLength {
        /// Counted from 1.
        line: usize,
    },
    /// A few bytes, over and over: a placeholder.
    #[error("line {line}: this is not a random key; make one with: openssl rand -base64 32")]
    NotRandom {
        /// Counted from 1.
        line: usize,
    },
    /// The same key twice.
    #[error("line {line}: this key is there already")]
    Twice {
        /// Counted from 1.
        line: usize,
    },
    /// Raw bytes.
    #[error("the key file is not text; write the key in base64: openssl rand -base64 32")]
    NotText,
    /// Nothing but blank lines and comments.
    #[error("there is no key; make one with: openssl rand -base64 32")]
    Empty,
    /// More than 16.
    #[error("there are more than 16 keys; finish a rotation before starting the next")]
    TooMany,
    /// An age file that is not one passphrase's.
    #[error(
        "the age file is damaged, or is not locked with a passphrase: make one with: age --passphrase"
    )]
    NotPassphrase,
    /// An age file that asks for too much work.
    #[error("the age file asks for more work than 2^20, which takes a gigabyte of memory")]
    TooMuchWork,
}

/// Which key wrapped something. Made from the key itself, so that nobody can mislabel one; it tells nothing about it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KekId(pub(super) [u8; 8]);

impl fmt::Display for KekId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KekId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KekId({self})")
    }
}

/// One key.
pub(super) struct Kek {
    pub(super) id: KekId,
    key: SecretBox<[u8; 32]>,
}

impl Kek {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), b"carillon kek id");
        let mut id = [0; 8];
        id.copy_from_slice(&tag.as_ref()[..8]);
        Self {
            id: KekId(id),
            key: SecretBox::init_with_mut(|it: &mut [u8; 32]| it.copy_from_slice(key)),
        }
    }

    /// Reads one line, which is not blank.
    pub(super) fn parse(text: &str, line: usize) -> Result<Self, KekError> {
        let bytes = if text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            hex(text)
        } else {
            STANDARD.decode(text).map(Zeroizing::new).ok()
        };
        let bytes = bytes.ok_or(KekError::NotAKey { line })?;
        let key: &[u8; 32] = bytes
            .as_slice()
            .try_into()
            .map_err(|_| KekError::WrongLength { line })?;
        if !is_random(key) {
            return Err(KekError::NotRandom { line });
        }
        Ok(Self::new(key))
    }

    pub(super) fn expose(&self) -> &[u8; 32] {
        self.key.expose_secret()
    }
}

/// 32 random bytes have about 30 different ones, and by chance never fewer than 16.
fn is_random(key: &[u8; 32]) -> bool {
    let mut sorted = Zeroizing::new(*key);
    sorted.sort_unstable();
    sorted.chunk_by(|a, b| a == b).count() >= 16
}

fn hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 2));
    for pair in text.as_bytes().chunks(2) {
        let &[high, low] = pair else { return None };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        bytes.push(u8::try_from(digit(high)? << 4 | digit(low)?).ok()?);
    }
    Some(bytes)
}
