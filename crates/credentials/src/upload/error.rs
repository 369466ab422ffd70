//! Why an upload was refused: what was given instead, a code for machines, and what a person can do.

use super::foreign::Foreign;
use crate::certificate::CertificateError;
use crate::error::KeyError;
use crate::locked::LockedError;
use crate::material::Useless;
use crate::private_key::PrivateKeyError;

/// Why an upload was refused. Messages never repeat what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UploadError {
    /// The certificate.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// Not a credential at all.
    #[error("this is {0}")]
    Foreign(Foreign),
    /// The `.p8`.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The `.p12`, or a key under a password.
    #[error(transparent)]
    Locked(#[from] LockedError),
    /// A private key, and no certificate beside it.
    #[error("this is the private key of a certificate, without the certificate")]
    NoCertificate,
    /// A `.p12` with neither a key nor a certificate.
    #[error("the file holds neither a key nor a certificate")]
    Nothing,
    /// The key of another certificate.
    #[error("the private key belongs to another certificate")]
    OtherKey,
    /// The private key of a certificate.
    #[error(transparent)]
    PrivateKey(#[from] PrivateKeyError),
    /// Several private keys, and no certificate to tell which is meant.
    #[error("these are several private keys, without a certificate")]
    SeveralKeys,
    /// More than 64 KiB, or more than 4 files.
    #[error("a credential has at most 64 KiB in 4 files; this is more")]
    TooLarge,
}

impl UploadError {
    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::Certificate(error) => error.code(),
            Self::Foreign(foreign) => foreign.code(),
            Self::Key(error) => error.code(),
            Self::Locked(error) => error.code(),
            Self::NoCertificate => "upload_no_certificate",
            Self::Nothing => "upload_nothing",
            Self::OtherKey => "upload_other_key",
            Self::PrivateKey(error) => error.code(),
            Self::SeveralKeys => "upload_several_keys",
            Self::TooLarge => "upload_too_large",
        }
    }

    /// What a person can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Certificate(error) => error.remedy(),
            Self::Foreign(foreign) => foreign.remedy(),
            Self::Key(error) => error.remedy(),
            Self::Locked(error) => error.remedy(),
            Self::PrivateKey(error) => error.remedy(),
            Self::NoCertificate => "Drop the certificate and its key together.",
            Self::Nothing => {
                "In Keychain Access, select the push certificate with its key, and export a .p12."
            }
            Self::OtherKey => {
                "Drop the certificate with the key of the request that it was made from."
            }
            Self::SeveralKeys => "Drop one .p8, or one certificate with its key.",
            Self::TooLarge => Foreign::Unknown.remedy(),
        }
    }
}

impl From<Useless> for UploadError {
    fn from(useless: Useless) -> Self {
        match useless {
            Useless::Certificate(error) => Self::Certificate(error),
            Useless::Key(error) => Self::PrivateKey(error),
            Useless::NoCertificate => Self::NoCertificate,
            Useless::Nothing => Self::Nothing,
            Useless::OtherKey => Self::OtherKey,
        }
    }
}
