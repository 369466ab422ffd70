//! Takes a file apart into keys, certificates and keychains, by what it holds.

use zeroize::Zeroizing;

use super::error::UploadError;
use super::foreign::{Foreign, of_der, of_label, of_other};
use crate::certificate::CertificateError;
use crate::der::{self, DerError, Reader};
use crate::error::KeyError;
use crate::locked::LockedError;
use crate::p12;
use crate::pem::{Frame, decoded};

type Bytes = Zeroizing<Vec<u8>>;

/// One thing in a file.
pub(super) enum Item {
    Certificate(Bytes),
    /// A frame whose content is not whole.
    Damaged(UploadError),
    /// `EncryptedPrivateKeyInfo`.
    Locked(Bytes),
    LockedByOpenSsl,
    P12(Bytes),
    Pkcs1(Bytes),
    Pkcs8(Bytes),
    Sec1(Bytes),
}

impl Item {
    pub(super) fn brings_certificates(&self) -> bool {
        matches!(self, Self::Certificate(_) | Self::P12(_))
            || matches!(self, Self::Damaged(UploadError::Certificate(_)))
    }
}

/// Adds what is in `bytes`. `Some` when it is, or holds, something else.
pub(super) fn collect(bytes: &[u8], items: &mut Vec<Item>) -> Option<Foreign> {
    let text = std::str::from_utf8(bytes).ok();
    let is_pem = text.is_some_and(|it| Frame::all(it).next().is_some());
    // The first byte of DER is also the digit 0.
    if bytes.first() == Some(&der::SEQUENCE) && !is_pem {
        return match of_der_item(bytes) {
            Some(item) => {
                items.push(item);
                None
            }
            None => Some(of_der(bytes)),
        };
    }
    let Some(text) = text else {
        return Some(of_other(bytes));
    };
    // A service account's JSON holds a PEM key, which is not Apple's.
    if let Some(foreign) = Foreign::of_text(text) {
        return Some(foreign);
    }
    if !is_pem {
        // The lines between BEGIN and END, pasted without those two.
        return match decoded(text) {
            Some(der) if der.first() == Some(&der::SEQUENCE) => collect(&der, items),
            _ => Some(of_other(bytes)),
        };
    }
    let mut foreign = None;
    for frame in Frame::all(text) {
        match of_frame(&frame) {
            Some(item) => items.push(item),
            None => foreign = foreign.or(of_label(frame.label)),
        }
    }
    foreign
}

fn of_frame(frame: &Frame<'_>) -> Option<Item> {
    let make: fn(Bytes) -> Item = match frame.label {
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
            return Some(frame.decode().map_or(
                Item::Damaged(CertificateError::Malformed.into()),
                Item::Certificate,
            ));
        }
        "PRIVATE KEY" => Item::Pkcs8,
        "ENCRYPTED PRIVATE KEY" => Item::Locked,
        "RSA PRIVATE KEY" | "EC PRIVATE KEY" if frame.is_openssl_encrypted() => {
            return Some(Item::LockedByOpenSsl);
        }
        "RSA PRIVATE KEY" => Item::Pkcs1,
        "EC PRIVATE KEY" => Item::Sec1,
        _ => return None,
    };
    let damaged = || Item::Damaged(KeyError::Malformed.into());
    Some(frame.decode().map_or_else(damaged, make))
}

/// A key, a certificate or a keychain in DER, by the first elements inside.
fn of_der_item(bytes: &[u8]) -> Option<Item> {
    let own = || Zeroizing::new(bytes.to_vec());
    if Reader::new(bytes).element().err() == Some(DerError::Indefinite) {
        return Some(Item::Damaged(LockedError::Indefinite.into()));
    }
    if p12::is_p12(bytes) {
        return Some(Item::P12(own()));
    }
    let shape = shape(bytes).ok()?;
    Some(match shape {
        [der::INTEGER, der::SEQUENCE, der::OCTET_STRING] => Item::Pkcs8(own()),
        [der::INTEGER, der::INTEGER, der::INTEGER] => Item::Pkcs1(own()),
        [der::INTEGER, der::OCTET_STRING, _] => Item::Sec1(own()),
        [der::SEQUENCE, der::OCTET_STRING, 0] => Item::Locked(own()),
        [der::SEQUENCE, der::SEQUENCE, der::BIT_STRING] if !is_request(bytes) => {
            Item::Certificate(own())
        }
        _ => return None,
    })
}

/// The tags of the first three elements inside; 0 where there is none.
fn shape(bytes: &[u8]) -> Result<[u8; 3], DerError> {
    let mut reader = Reader::new(bytes).inside(der::SEQUENCE)?;
    let mut tags = [0; 3];
    for tag in &mut tags {
        if !reader.is_empty() {
            *tag = reader.element()?.tag;
        }
    }
    Ok(tags)
}

/// A certificate request looks like a certificate from outside; inside it begins with a version, then a name, then a key.
pub(super) fn is_request(bytes: &[u8]) -> bool {
    let read = || -> Result<bool, DerError> {
        let mut info = Reader::new(bytes)
            .inside(der::SEQUENCE)?
            .inside(der::SEQUENCE)?;
        Ok(
            info.number()? == 0 && info.element()?.tag == der::SEQUENCE && {
                let mut key = info.inside(der::SEQUENCE)?;
                key.element()?.tag == der::SEQUENCE && key.is_next(der::BIT_STRING)
            },
        )
    };
    read().unwrap_or(false)
}
