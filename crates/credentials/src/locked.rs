//! Files under a password: why one stays shut, and the algorithms that open one. `.p12` files and encrypted keys share both.

mod cipher;
mod kdf;
mod key;
mod password;
mod scheme;

pub(crate) use self::kdf::{Hash, Purpose, pbkdf2, pkcs12};
pub(crate) use self::key::{unlock, unlock_with};
pub(crate) use self::password::{Candidate, candidates};
pub(crate) use self::scheme::{Pbkdf2, decrypt};
use crate::der::DerError;
use crate::work::TooMuchWork;

/// Why a file under a password was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockedError {
    /// Cut off, or not what its first bytes promise.
    #[error("the file is damaged: its content cannot be read")]
    Damaged,
    /// BER with indefinite lengths, as some old programs write it.
    #[error("the file is written in BER with indefinite lengths, not in DER")]
    Indefinite,
    /// A password was not given, and without one it does not open.
    #[error("the file is locked with a password")]
    PasswordNeeded,
    /// Elements within elements, more than any keychain writes.
    #[error("the file nests its content too deeply")]
    TooDeep,
    /// More than 8 keys and certificates.
    #[error("the file holds more than 8 keys and certificates")]
    TooMuchInside,
    /// More than [`crate::Work::LIMIT`] steps of key derivation.
    #[error("the file asks for too much work: more than a million steps of key derivation in all")]
    TooMuchWork,
    /// A protection that is not supported.
    #[error("the file is protected with {0}, which is not supported")]
    Unsupported(Protection),
    /// The password does not fit.
    #[error("the password does not fit this file")]
    WrongPassword,
}

/// A protection that we know by name and do not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Protection {
    /// A public key instead of a password.
    #[error("a public key")]
    PublicKey,
    /// PBES1 of PKCS#5: MD2, MD5 or SHA-1 with DES or RC2.
    #[error("PBES1 (DES)")]
    Pbes1,
    /// OpenSSL's own PEM encryption (`Proc-Type: 4,ENCRYPTED`).
    #[error("OpenSSL's old PEM encryption")]
    OpenSsl,
    /// RC4.
    #[error("RC4")]
    Rc4,
    /// scrypt, which lets a file choose how much memory it takes.
    #[error("scrypt")]
    Scrypt,
    /// Anything else.
    #[error("an unknown algorithm")]
    Unknown,
}

impl LockedError {
    /// What to say when no spelling of `password` fits.
    pub(crate) fn does_not_fit(password: Option<&str>) -> Self {
        if password.is_some_and(|it| !it.is_empty()) {
            Self::WrongPassword
        } else {
            Self::PasswordNeeded
        }
    }

    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::Damaged => "locked_damaged",
            Self::Indefinite => "locked_indefinite",
            Self::PasswordNeeded => "locked_password_needed",
            Self::TooDeep => "locked_too_deep",
            Self::TooMuchInside => "locked_too_much_inside",
            Self::TooMuchWork => "locked_too_much_work",
            Self::Unsupported(_) => "locked_unsupported",
            Self::WrongPassword => "locked_wrong_password",
        }
    }

    /// What a person can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::PasswordNeeded => {
                "Enter the password that was chosen when the file was exported."
            }
            Self::WrongPassword => {
                "Enter the password that was chosen when the file was exported; it is not the one of the Mac."
            }
            Self::TooMuchInside => {
                "In Keychain Access, select only the push certificate with its key, and export again."
            }
            Self::Damaged
            | Self::Indefinite
            | Self::TooDeep
            | Self::TooMuchWork
            | Self::Unsupported(_) => {
                "Export the certificate with its key again from Keychain Access, or with: openssl pkcs12 -export"
            }
        }
    }
}

impl From<DerError> for LockedError {
    fn from(error: DerError) -> Self {
        match error {
            DerError::Damaged => Self::Damaged,
            DerError::Indefinite => Self::Indefinite,
            DerError::TooDeep => Self::TooDeep,
        }
    }
}

impl From<TooMuchWork> for LockedError {
    fn from(_: TooMuchWork) -> Self {
        Self::TooMuchWork
    }
}
