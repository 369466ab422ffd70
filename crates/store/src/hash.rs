//! Secrets that are only ever compared are kept as a hash.

use std::fmt;

use sha2::{Digest, Sha256};

/// The SHA-256 of a session id or a sign-in token. The secret itself has 256 random bits, so it needs no salt and no stretching.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecretHash([u8; 32]);

impl SecretHash {
    /// Hashes a secret. This is the only way in, so that the secret cannot be stored by mistake.
    pub fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret).into())
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(…)")
    }
}
