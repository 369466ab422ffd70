//! A sealed secret as bytes, and what it is bound to.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | algorithm: 1 |
//! | 8 | id of the KEK |
//! | 24 + 48 | nonce, and the DEK under the KEK |
//! | 24 + n + 16 | nonce, and the secret under the DEK |

use super::kek::KekId;
use super::ring::VaultError;

/// XChaCha20-Poly1305 for both steps.
pub(super) const XCHACHA: u8 = 1;
pub(super) const NONCE: usize = 24;
/// 32 bytes and the tag.
pub(super) const WRAPPED: usize = 48;
const TAG: usize = 16;
const HEAD: usize = 1 + 8 + NONCE + WRAPPED + NONCE;

/// The row that a secret belongs to. It opens there and nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct Binding<'a> {
    /// The workspace.
    pub tenant: &'a str,
    /// The credential.
    pub credential: &'a str,
    /// What it is: a key, an identity, a request.
    pub kind: &'a str,
    /// Which version of it.
    pub version: u32,
}

impl Binding<'_> {
    /// What the secret is bound to: `v1`, tenant, credential, kind, version.
    pub(super) fn of_secret(&self) -> Vec<u8> {
        joined(&[
            b"v1",
            self.tenant.as_bytes(),
            self.credential.as_bytes(),
            self.kind.as_bytes(),
            &self.version.to_be_bytes(),
        ])
    }

    /// What the DEK is bound to: `kek1`, the KEK, the credential.
    pub(super) fn of_key(&self, kek: KekId) -> Vec<u8> {
        joined(&[b"kek1", &kek.0, self.credential.as_bytes()])
    }
}

/// Each part after its length: however a name is spelled, no two bindings are the same bytes.
fn joined(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        out.extend_from_slice(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        out.extend_from_slice(part);
    }
    out
}

/// A sealed secret, fit for a database.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    pub(super) kek: KekId,
    pub(super) wrap_nonce: [u8; NONCE],
    pub(super) wrapped: [u8; WRAPPED],
    pub(super) nonce: [u8; NONCE],
    pub(super) secret: Vec<u8>,
}

impl Sealed {
    /// The key that opens it.
    pub fn kek(&self) -> KekId {
        self.kek
    }

    /// The bytes to store.
    pub fn to_bytes(&self) -> Vec<u8> {
        let parts: [&[u8]; 6] = [
            &[XCHACHA],
            &self.kek.0,
            &self.wrap_nonce,
            &self.wrapped,
            &self.nonce,
            &self.secret,
        ];
        parts.concat()
    }

    /// Reads stored bytes. Whether they are genuine shows when they are opened.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        let damaged = VaultError::Damaged;
        if bytes.len() < HEAD + TAG {
            return Err(damaged);
        }
        let (algorithm, rest) = bytes.split_first().ok_or(damaged)?;
        if *algorithm != XCHACHA {
            return Err(VaultError::UnknownAlgorithm);
        }
        let (kek, rest) = rest.split_first_chunk().ok_or(damaged)?;
        let (wrap_nonce, rest) = rest.split_first_chunk().ok_or(damaged)?;
        let (wrapped, rest) = rest.split_first_chunk().ok_or(damaged)?;
        let (nonce, secret) = rest.split_first_chunk().ok_or(damaged)?;
        Ok(Self {
            kek: KekId(*kek),
            wrap_nonce: *wrap_nonce,
            wrapped: *wrapped,
            nonce: *nonce,
            secret: secret.to_vec(),
        })
    }
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed(under {})", self.kek)
    }
}
