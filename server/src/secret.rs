//! Random secrets that are handed out once and kept only as their SHA-256: session ids and sign-in tokens.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng as _;
use rand::rngs::SysRng;
use store::SecretHash;

/// 256 bits from the operating system, as 43 characters of base64url. Its `Debug` shows nothing.
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Panics
    ///
    /// When the operating system has no random bytes; then nothing here would be safe.
    pub fn mint() -> Self {
        let mut bytes = [0; 32];
        SysRng
            .try_fill_bytes(&mut bytes)
            .expect("an operating system that runs programs gives random bytes");
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// To be handed out, once.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_different_and_not_shown() {
        let (one, other) = (Secret::mint(), Secret::mint());
        assert_eq!(one.expose().len(), 43);
        assert_ne!(one.expose(), other.expose());
        assert!(one.hash() != other.hash());
        assert!(one.hash() == SecretHash::of(one.expose()));
        assert_eq!(format!("{one:?}"), "Secret(…)");
    }
}
