//! The one door for credentials: whatever is dropped on it is recognized, opened, or called by its name.
//!
//! No extension is believed: a `.cer` may be PEM, a `.p12` may be called `.pfx`, and people drop everything.

mod error;
mod file_name;
mod foreign;
mod item;

use secrecy::{ExposeSecret as _, SecretString};

pub use self::error::UploadError;
pub use self::file_name::OtherService;
pub use self::foreign::Foreign;
use self::item::Item;
use crate::certificate::{Certificate, CertificateError};
use crate::error::KeyError;
use crate::id::KeyId;
use crate::identity::PushIdentity;
use crate::key::SigningKey;
use crate::locked::{LockedError, Protection, unlock_with};
use crate::material::{Material, Sorted};
use crate::p12;
use crate::private_key::PrivateKey;
use crate::work::Work;

/// Files that were dropped together. They cannot be printed.
pub struct Upload<'a> {
    /// One file, or a certificate and its key in two; 4 at most.
    pub files: &'a [UploadedFile<'a>],
    /// The password, if one was typed. An empty one is the same as none.
    pub password: Option<&'a SecretString>,
    /// The Key ID, if one was typed beside a `.p8`.
    pub key_id: Option<&'a KeyId>,
}

/// One dropped file.
pub struct UploadedFile<'a> {
    /// As the browser names it. Only a Key ID is read from it.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What an upload was.
#[derive(Debug)]
pub enum Credential {
    /// A `.p8`: the key of provider tokens.
    SigningKey {
        /// The key.
        key: SigningKey,
        /// Its id, typed or read from the file name `AuthKey_XXXXXXXXXX.p8`.
        key_id: Option<KeyId>,
    },
    /// Push certificates with their keys, in the order of the file; never empty. When there are several, a person must choose.
    Identities(Vec<PushIdentity>),
    /// A push certificate whose private key is elsewhere: in the certificate request that it answers
    /// ([`Certificate::key_fingerprint`] finds it), or nowhere.
    Certificate(Certificate),
}

/// What a person should know about an upload that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The file name says another Key ID than the one that was typed. The typed one is used.
    KeyIdDiffers {
        /// The Key ID in the file name.
        in_file_name: KeyId,
    },
    /// The file name is that of a key for another of Apple's services.
    OtherService(OtherService),
    /// A push certificate was left out, because its key is not in the upload.
    WithoutKey {
        /// Its common name.
        common_name: String,
    },
    /// Another certificate was left out.
    LeftOut(CertificateError),
}

/// An upload that was accepted.
#[derive(Debug)]
pub struct Reading {
    /// What it was.
    pub credential: Credential,
    /// What to tell beside it.
    pub warnings: Vec<Warning>,
}

/// All files of an upload together, in bytes: a `.p12` with a chain has 4 KB.
pub const LARGEST_UPLOAD: usize = 64 * 1024;
const MOST_FILES: usize = 4;

/// Reads an upload. It costs at most [`Work::LIMIT`] steps of key derivation and a few times the size of the files in memory.
pub fn read(upload: &Upload<'_>, work: &mut Work) -> Result<Reading, UploadError> {
    let size = upload
        .files
        .iter()
        .fold(0, |sum: usize, file| sum.saturating_add(file.bytes.len()));
    if size > LARGEST_UPLOAD || upload.files.len() > MOST_FILES {
        return Err(UploadError::TooLarge);
    }
    let mut items = Vec::new();
    let mut foreign = None;
    for file in upload.files {
        foreign = foreign.or(item::collect(file.bytes, &mut items));
    }
    if items.iter().any(Item::brings_certificates) {
        return identities(&items, upload.password, work);
    }
    match items.as_slice() {
        [] => Err(UploadError::Foreign(foreign.unwrap_or(Foreign::Empty))),
        [Item::Damaged(error)] => Err(*error),
        [key] => signing_key(key, upload),
        _ => Err(UploadError::SeveralKeys),
    }
}

/// A private key without any certificate: a `.p8`, or half of something.
fn signing_key(item: &Item, upload: &Upload<'_>) -> Result<Reading, UploadError> {
    let key = match item {
        Item::Pkcs8(der) => match SigningKey::from_pkcs8(der) {
            Err(KeyError::Rsa) => return Err(UploadError::NoCertificate),
            read => read?,
        },
        Item::Pkcs1(_) => return Err(UploadError::NoCertificate),
        Item::Sec1(_) => return Err(KeyError::Sec1.into()),
        _ => return Err(KeyError::Encrypted.into()),
    };
    let mut warnings = Vec::new();
    let name = upload
        .files
        .iter()
        .find_map(|file| file_name::read(file.name));
    let named = match name {
        Some(file_name::Meaning::KeyId(id)) => Some(id),
        Some(file_name::Meaning::OtherService(service)) => {
            warnings.push(Warning::OtherService(service));
            None
        }
        None => None,
    };
    let key_id = match (upload.key_id, named) {
        (Some(typed), Some(named)) if *typed != named => {
            warnings.push(Warning::KeyIdDiffers {
                in_file_name: named,
            });
            Some(typed.clone())
        }
        (typed, named) => typed.cloned().or(named),
    };
    Ok(Reading {
        credential: Credential::SigningKey { key, key_id },
        warnings,
    })
}

/// Certificates, with keys or without.
fn identities(
    items: &[Item],
    password: Option<&SecretString>,
    work: &mut Work,
) -> Result<Reading, UploadError> {
    let password = password.map(SecretString::expose_secret);
    let mut material = Material::default();
    for item in items {
        match item {
            Item::Certificate(der) => material.add_certificate(der),
            Item::Pkcs8(der) => material.add_key(PrivateKey::from_pkcs8(der)),
            Item::Pkcs1(der) => material.add_key(PrivateKey::from_pkcs1(der)),
            Item::Sec1(der) => material.add_key(PrivateKey::from_sec1(der)),
            Item::Locked(der) => material.add_key(unlock_with(der, password, work)?),
            Item::LockedByOpenSsl => {
                return Err(LockedError::Unsupported(Protection::OpenSsl).into());
            }
            Item::P12(file) => material.append(p12::read(file, password, work)?),
            Item::Damaged(error) => return Err(*error),
        }
    }
    let sorted = material.sort()?;
    Ok(told(sorted))
}

/// What was found, and what was left out beside it.
fn told(sorted: Sorted) -> Reading {
    let mut alone = sorted.alone;
    let credential = if sorted.identities.is_empty() {
        Credential::Certificate(alone.remove(0))
    } else {
        Credential::Identities(sorted.identities)
    };
    let without_key = alone.into_iter().map(|it| Warning::WithoutKey {
        common_name: it.facts().common_name.clone(),
    });
    let left_out = sorted.refused.into_iter().map(Warning::LeftOut);
    Reading {
        credential,
        warnings: without_key.chain(left_out).collect(),
    }
}
