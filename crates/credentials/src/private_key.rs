//! The private key of a certificate, in whichever of its three frames it comes: PKCS#8, PKCS#1 (`RSA PRIVATE KEY`), SEC1 (`EC PRIVATE KEY`).
//!
//! It is loaded once by `ring`, which is also what TLS signs with: a key that gets through here does not fail later.

use std::fmt;

use p256::pkcs8::EncodePrivateKey as _;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _, RsaKeyPair};
use secrecy::{ExposeSecret as _, SecretSlice};

use crate::certificate::{Certificate, sha256};
use crate::der::{self, DerError, tlv};
use crate::oid;

/// Why a private key was refused. Messages never repeat what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrivateKeyError {
    /// Not a whole key, or one whose numbers do not fit each other.
    #[error("the private key is damaged: its content cannot be read")]
    Malformed,
    /// An elliptic-curve key on another curve than P-256.
    #[error("the private key is on another curve than P-256")]
    OtherCurve,
    /// Neither RSA nor elliptic curves: Ed25519, DSA.
    #[error("the private key is neither RSA nor P-256")]
    OtherAlgorithm,
    /// An RSA key that TLS does not take.
    #[error("the RSA key does not have 2048 to 4096 bits")]
    RsaSize,
}

impl PrivateKeyError {
    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "private_key_malformed",
            Self::OtherCurve => "private_key_other_curve",
            Self::OtherAlgorithm => "private_key_other_algorithm",
            Self::RsaSize => "private_key_rsa_size",
        }
    }

    /// What a person can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Malformed => "Export the key again, whole, from where it was made.",
            Self::OtherCurve | Self::OtherAlgorithm | Self::RsaSize => {
                "Make a new certificate request with an RSA key of 2048 bits, and let Apple sign that."
            }
        }
    }
}

impl From<DerError> for PrivateKeyError {
    fn from(_: DerError) -> Self {
        Self::Malformed
    }
}

/// A private key that TLS can use: RSA with 2048 to 4096 bits, or P-256. It cannot be printed; it is wiped when dropped.
pub struct PrivateKey {
    pkcs8: SecretSlice<u8>,
    fingerprint: [u8; 32],
}

impl PrivateKey {
    /// Reads PKCS#8 in DER, not encrypted. Attributes beside the key are dropped.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, PrivateKeyError> {
        let mut info = der::only(der, der::SEQUENCE)?;
        info.number()?;
        let mut algorithm = info.inside(der::SEQUENCE)?;
        let name = algorithm.expect(der::OID)?;
        let key = info.expect(der::OCTET_STRING)?;
        match name {
            oid::RSA_ENCRYPTION => Self::from_pkcs1(key),
            oid::EC_PUBLIC_KEY => {
                if algorithm.expect(der::OID)? != oid::P_256 {
                    return Err(PrivateKeyError::OtherCurve);
                }
                Self::from_p256(key)
            }
            _ => Err(PrivateKeyError::OtherAlgorithm),
        }
    }

    /// Reads PKCS#1 in DER: `RSA PRIVATE KEY`.
    pub fn from_pkcs1(der: &[u8]) -> Result<Self, PrivateKeyError> {
        let mut key = der::only(der, der::SEQUENCE)?;
        key.number()?;
        let modulus = key.expect(der::INTEGER)?;
        let modulus = modulus.strip_prefix(&[0]).unwrap_or(modulus);
        // `ring` names sizes and damage with one word.
        if modulus.len() > 512 || modulus.len() < 256 {
            return Err(PrivateKeyError::RsaSize);
        }
        let pair = RsaKeyPair::from_der(der).map_err(|_| PrivateKeyError::Malformed)?;
        let algorithm = tlv(
            der::SEQUENCE,
            &[&tlv(der::OID, &[oid::RSA_ENCRYPTION]), &tlv(der::NULL, &[])],
        );
        let pkcs8 = tlv(
            der::SEQUENCE,
            &[
                &tlv(der::INTEGER, &[&[0]]),
                &algorithm,
                &tlv(der::OCTET_STRING, &[der]),
            ],
        );
        Ok(Self::checked(&pkcs8, pair.public_key().as_ref()))
    }

    /// Reads SEC1 in DER: `EC PRIVATE KEY`, which names its curve itself.
    pub fn from_sec1(der: &[u8]) -> Result<Self, PrivateKeyError> {
        let mut key = der::only(der, der::SEQUENCE)?;
        key.number()?;
        key.expect(der::OCTET_STRING)?;
        if !key.is_next(der::context(0)) {
            return Err(PrivateKeyError::Malformed);
        }
        if key.inside(der::context(0))?.expect(der::OID)? != oid::P_256 {
            return Err(PrivateKeyError::OtherCurve);
        }
        Self::from_p256(der)
    }

    /// SEC1 whose curve is known to be P-256. The public half is worked out, because `ring` wants it in the file and not every file has it.
    fn from_p256(sec1: &[u8]) -> Result<Self, PrivateKeyError> {
        let malformed = PrivateKeyError::Malformed;
        let key = p256::SecretKey::from_sec1_der(sec1).map_err(|_| malformed)?;
        let pkcs8 = key.to_pkcs8_der().map_err(|_| malformed)?;
        let pair = EcdsaKeyPair::from_pkcs8(
            &ECDSA_P256_SHA256_ASN1_SIGNING,
            pkcs8.as_bytes(),
            &SystemRandom::new(),
        )
        .map_err(|_| malformed)?;
        Ok(Self::checked(pkcs8.as_bytes(), pair.public_key().as_ref()))
    }

    fn checked(pkcs8: &[u8], public: &[u8]) -> Self {
        Self {
            pkcs8: SecretSlice::from(pkcs8.to_vec()),
            fingerprint: sha256(public),
        }
    }

    /// SHA-256 of the public half. The certificate that belongs to it has the same: [`Certificate::key_fingerprint`].
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// Whether `certificate` was issued for this key.
    pub fn belongs_to(&self, certificate: &Certificate) -> bool {
        self.fingerprint == certificate.key_fingerprint()
    }

    /// PKCS#8 in DER, not encrypted: for the vault and for TLS only.
    pub fn expose_pkcs8(&self) -> &[u8] {
        self.pkcs8.expose_secret()
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}
