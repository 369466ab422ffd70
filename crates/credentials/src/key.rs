//! The signing key that Apple hands out as a `.p8` file: PKCS#8 in PEM, P-256, not encrypted. Everything else is named and refused.

use std::fmt;

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{self, Signature};
use p256::elliptic_curve::Generate as _;
use p256::pkcs8::{
    EncodePrivateKey as _, EncodePublicKey as _, LineEnding, ObjectIdentifier, PrivateKeyInfoRef,
};
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::error::KeyError;
use crate::pem::Frame;

const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// A P-256 private key. It can sign and be written out as a secret; it cannot be printed.
pub struct SigningKey {
    // Wiped on drop by `p256` itself.
    inner: ecdsa::SigningKey,
}

impl SigningKey {
    /// Reads a `.p8` file. Line ends, white space around lines and unwrapped base64 are forgiven, because pasting causes them.
    pub fn from_p8(pem: &str) -> Result<Self, KeyError> {
        Self::from_pkcs8(&der_of(pem)?)
    }

    /// Reads what lies inside a `.p8` file.
    pub(crate) fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let info = PrivateKeyInfoRef::try_from(der).map_err(|_| KeyError::Malformed)?;
        match info.algorithm.oid {
            EC_PUBLIC_KEY => {}
            RSA_ENCRYPTION => return Err(KeyError::Rsa),
            _ => return Err(KeyError::OtherAlgorithm),
        }
        match info.algorithm.parameters_oid() {
            Ok(P_256) => {}
            Ok(_) => return Err(KeyError::OtherCurve),
            Err(_) => return Err(KeyError::Malformed),
        }
        let inner = ecdsa::SigningKey::try_from(info).map_err(|_| KeyError::Malformed)?;
        Ok(Self { inner })
    }

    /// Mints a key from the system's randomness: for the demo workspace and for tests.
    pub fn generate() -> Self {
        Self {
            inner: ecdsa::SigningKey::generate(),
        }
    }

    /// The key as Apple would hand it out.
    ///
    /// # Panics
    /// Never: a valid key always encodes.
    pub fn to_p8_pem(&self) -> SecretString {
        let pem = self
            .inner
            .to_pkcs8_pem(LineEnding::LF)
            .expect("a valid P-256 key always encodes");
        SecretString::from(pem.as_str())
    }

    /// The public half, as PEM (`BEGIN PUBLIC KEY`).
    ///
    /// # Panics
    /// Never: a valid key always encodes.
    pub fn public_key_pem(&self) -> String {
        self.inner
            .verifying_key()
            .to_public_key_pem(LineEnding::LF)
            .expect("a valid P-256 key always encodes")
    }

    /// The ES256 signature of `message` as JOSE wants it: r and s, 32 bytes each, no DER.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature: Signature = self.inner.sign(message);
        signature.to_bytes().into()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

/// The bytes inside the PEM frame, if it is the frame of a `.p8` file; otherwise the name of what it is.
fn der_of(pem: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    if pem.trim().is_empty() {
        return Err(KeyError::Empty);
    }
    match Frame::all(pem).find(|it| it.label == "PRIVATE KEY") {
        Some(frame) => frame.decode().ok_or(KeyError::Malformed),
        None => Err(foreign(
            &Frame::all(pem).map(|it| it.label).collect::<Vec<_>>(),
        )),
    }
}

/// Names a PEM file that is not a `.p8` by the labels of its frames.
fn foreign(labels: &[&str]) -> KeyError {
    let has = |label: &str| labels.contains(&label);
    if has("ENCRYPTED PRIVATE KEY") {
        KeyError::Encrypted
    } else if has("EC PRIVATE KEY") {
        KeyError::Sec1
    } else if has("RSA PRIVATE KEY") {
        KeyError::Rsa
    } else if has("CERTIFICATE") {
        KeyError::Certificate
    } else if labels.iter().any(|label| label.ends_with("PUBLIC KEY")) {
        KeyError::PublicKey
    } else if labels.is_empty() {
        KeyError::NotPem
    } else {
        KeyError::OtherPem
    }
}
