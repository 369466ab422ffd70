//! The keys in use, and the four things done with them: seal, open, wrap anew, encrypt anew.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret as _, SecretSlice, SecretString};
use zeroize::Zeroizing;

use super::kek::{Kek, KekError, KekId};
use super::sealed::{Binding, NONCE, Sealed, WRAPPED};

/// Why a secret was not sealed or not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Not what [`Sealed::to_bytes`] made.
    #[error("the sealed secret is damaged: it is too short")]
    Damaged,
    /// The keys wait for a passphrase.
    #[error("the vault is locked: give the passphrase of its key file")]
    Locked,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    NoRandomness,
    /// Altered, or of another row.
    #[error("the sealed secret was altered, or belongs to another row")]
    Refused,
    /// Sealed by a newer version of this program.
    #[error("the secret was sealed with an algorithm that this version does not know")]
    UnknownAlgorithm,
    /// Its key is not in the ring.
    #[error(
        "the secret was sealed under a key that is not in the key file: add the old key below the new one"
    )]
    UnknownKey(KekId),
}

impl VaultError {
    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::Damaged => "vault_damaged",
            Self::Locked => "vault_locked",
            Self::NoRandomness => "vault_no_randomness",
            Self::Refused => "vault_refused",
            Self::UnknownAlgorithm => "vault_unknown_algorithm",
            Self::UnknownKey(_) => "vault_unknown_key",
        }
    }
}

/// A rotation needs two; the rest is room for operators who never take an old key away.
const MOST_KEYS: usize = 16;

/// Key-encryption keys: the first seals, every one opens. They cannot be printed; they are wiped when dropped.
pub struct KeyRing {
    current: Kek,
    older: Vec<Kek>,
}

impl KeyRing {
    /// Reads keys: one per line or separated by blanks, 32 bytes in base64 or hexadecimal, the current one first.
    /// Lines that begin with `#` are comments. To rotate, put the new key above the old.
    pub fn parse(text: &str) -> Result<Self, KekError> {
        let mut keys: Vec<Kek> = Vec::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with('#') {
                continue;
            }
            for word in line.split_whitespace() {
                let line = number + 1;
                let key = Kek::parse(word, line)?;
                if keys.iter().any(|it| it.id == key.id) {
                    return Err(KekError::Twice { line });
                }
                keys.push(key);
            }
        }
        if keys.len() > MOST_KEYS {
            return Err(KekError::TooMany);
        }
        let mut keys = keys.into_iter();
        Ok(Self {
            current: keys.next().ok_or(KekError::Empty)?,
            older: keys.collect(),
        })
    }

    /// A new key as the line of a key file, for whoever sets up the relay.
    pub fn generate_line() -> Result<SecretString, VaultError> {
        let key = random::<32>()?;
        let line = Zeroizing::new(STANDARD.encode(key.as_slice()));
        Ok(SecretString::from(line.as_str()))
    }

    /// The key that seals.
    pub fn current(&self) -> KekId {
        self.current.id
    }

    /// Seals `secret` for the row `binding`.
    pub fn seal(&self, binding: &Binding<'_>, secret: &[u8]) -> Result<Sealed, VaultError> {
        let dek = random::<32>()?;
        let nonce = *random::<NONCE>()?;
        let secret = encrypt(&dek, &nonce, secret, &binding.of_secret())?;
        let (wrap_nonce, wrapped) = self.wrap(binding, &dek)?;
        Ok(Sealed {
            kek: self.current.id,
            wrap_nonce,
            wrapped,
            nonce,
            secret,
        })
    }

    /// Opens what was sealed for the row `binding`.
    pub fn open(
        &self,
        binding: &Binding<'_>,
        sealed: &Sealed,
    ) -> Result<SecretSlice<u8>, VaultError> {
        let dek = self.unwrap(binding, sealed)?;
        let secret = decrypt(&dek, &sealed.nonce, &sealed.secret, &binding.of_secret())?;
        Ok(SecretSlice::from(secret.to_vec()))
    }

    /// Wraps the DEK under the current key; the secret stays as it is. `None`: it is under the current key already.
    /// The result is checked by opening it, so that a rotation never writes over the last thing that opens.
    pub fn rewrap(
        &self,
        binding: &Binding<'_>,
        sealed: &Sealed,
    ) -> Result<Option<Sealed>, VaultError> {
        if sealed.kek == self.current.id {
            return Ok(None);
        }
        let dek = self.unwrap(binding, sealed)?;
        let (wrap_nonce, wrapped) = self.wrap(binding, &dek)?;
        let rewrapped = Sealed {
            kek: self.current.id,
            wrap_nonce,
            wrapped,
            ..sealed.clone()
        };
        self.open(binding, &rewrapped)?;
        Ok(Some(rewrapped))
    }

    /// Seals the same secret under a new DEK and the current key.
    pub fn reencrypt(&self, binding: &Binding<'_>, sealed: &Sealed) -> Result<Sealed, VaultError> {
        let secret = self.open(binding, sealed)?;
        self.seal(binding, secret.expose_secret())
    }

    fn wrap(
        &self,
        binding: &Binding<'_>,
        dek: &[u8; 32],
    ) -> Result<([u8; NONCE], [u8; WRAPPED]), VaultError> {
        let nonce = *random::<NONCE>()?;
        let bound = binding.of_key(self.current.id);
        let wrapped = encrypt(self.current.expose(), &nonce, dek, &bound)?;
        let wrapped = wrapped.try_into().map_err(|_| VaultError::Damaged)?;
        Ok((nonce, wrapped))
    }

    fn unwrap(
        &self,
        binding: &Binding<'_>,
        sealed: &Sealed,
    ) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let kek = std::iter::once(&self.current)
            .chain(&self.older)
            .find(|it| it.id == sealed.kek)
            .ok_or(VaultError::UnknownKey(sealed.kek))?;
        let bound = binding.of_key(kek.id);
        let dek = decrypt(kek.expose(), &sealed.wrap_nonce, &sealed.wrapped, &bound)?;
        let dek: &[u8; 32] = dek.as_slice().try_into().map_err(|_| VaultError::Damaged)?;
        Ok(Zeroizing::new(*dek))
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "KeyRing(current {}, {} older)",
            self.current.id,
            self.older.len()
        )
    }
}

pub(super) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, VaultError> {
    let mut bytes = Zeroizing::new([0; N]);
    SystemRandom::new()
        .fill(bytes.as_mut_slice())
        .map_err(|_| VaultError::NoRandomness)?;
    Ok(bytes)
}

fn encrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    message: &[u8],
    bound: &[u8],
) -> Result<Vec<u8>, VaultError> {
    let payload = Payload {
        msg: message,
        aad: bound,
    };
    XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| VaultError::Refused)
}

fn decrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    message: &[u8],
    bound: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let payload = Payload {
        msg: message,
        aad: bound,
    };
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| VaultError::Refused)
}
