//! Seals secrets for the database: whoever has the database without the key-encryption key has nothing.
//!
//! ```text
//! key-encryption key (KEK, 32 bytes, never in the database)
//!    │  wraps; bound to "kek1", its own id, the credential
//!    ▼
//! data-encryption key (DEK, 32 random bytes, one per seal)
//!    │  encrypts; bound to "v1", tenant, credential, kind, version
//!    ▼
//! the secret
//! ```
//!
//! Both steps are XChaCha20-Poly1305 with a random nonce of 24 bytes, so nobody has to count messages. What a seal is bound to
//! is not stored in it: it opens in the row that it was made for, and in no other. Rotating the KEK ([`KeyRing::rewrap`]) leaves
//! the secret as it is; [`KeyRing::reencrypt`] takes a new DEK.
//!
//! What memory forgets: KEK, DEK and secrets are wiped when they are dropped. Copies on the stack, in
//! registers, in swap, in core dumps, and those that `ring` makes of an RSA key, are beyond this library.

mod age;
mod kek;
mod ring;
mod sealed;

pub use self::age::{PassphraseFile, UnlockError};
pub use self::kek::{KekError, KekId};
pub use self::ring::{KeyRing, VaultError};
pub use self::sealed::{Binding, Sealed};
use secrecy::SecretString;

/// The key ring, or the file that it is locked in. While it is locked nothing opens and nothing is sealed.
#[derive(Debug)]
pub enum Vault {
    /// Ready.
    Open(KeyRing),
    /// A person must give the passphrase first.
    Locked(PassphraseFile),
}

impl Vault {
    /// From the content of a key file: keys as text ([`KeyRing::parse`]), or an age file under a passphrase, which starts locked.
    pub fn from_file(bytes: &[u8]) -> Result<Self, KekError> {
        if PassphraseFile::is_one(bytes) {
            return PassphraseFile::new(bytes).map(Self::Locked);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| KekError::NotText)?;
        KeyRing::parse(text).map(Self::Open)
    }

    /// From an environment variable: keys as text. Weaker than a file, because every child process and `/proc` can see it.
    pub fn from_environment(value: &str) -> Result<Self, KekError> {
        KeyRing::parse(value).map(Self::Open)
    }

    /// Opens a locked vault. An open one stays as it is, whatever the passphrase.
    pub fn unlock(&mut self, passphrase: &SecretString) -> Result<(), UnlockError> {
        if let Self::Locked(file) = self {
            *self = Self::Open(file.open(passphrase)?);
        }
        Ok(())
    }

    /// Whether a passphrase is needed.
    pub fn is_locked(&self) -> bool {
        matches!(self, Self::Locked(_))
    }

    /// The keys, unless they are locked.
    pub fn ring(&self) -> Result<&KeyRing, VaultError> {
        match self {
            Self::Open(ring) => Ok(ring),
            Self::Locked(_) => Err(VaultError::Locked),
        }
    }
}
