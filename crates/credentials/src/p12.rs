//! Reads a `.p12` (PKCS#12, RFC 7292): what Keychain exports, old or new, with or without a password. It can be written, too.
//!
//! Own, behind the hashes of `ring` and the ciphers of `RustCrypto`. The crate at hand (`p12-keystore` 0.4) limits the work of each
//! key but not of the file, cannot see a bag inside an encrypted one before it has opened it, knows neither RC2-128, two-key 3DES
//! nor the difference between no password and an empty one, and stands on pre-releases. Bounds, all checked before the work is
//! done: [`Work::LIMIT`] steps over the whole file, 8 bags, 16 elements within each other, definite lengths only, no scrypt.

mod mac;
mod write;

use self::mac::Mac;
pub use self::write::ExportError;
pub(crate) use self::write::write;
use crate::der::{self, Element, Reader};
use crate::locked::{Candidate, LockedError, Protection, candidates, decrypt, unlock};
use crate::material::Material;
use crate::oid;
use crate::private_key::PrivateKey;
use crate::work::Work;

/// Keys and certificates in one file, and as many parts. An identity with its chain has four.
const MOST_BAGS: usize = 8;

/// Whether `der` begins like a `.p12`: a sequence of the version 3 and a `ContentInfo`.
pub(crate) fn is_p12(der: &[u8]) -> bool {
    let mut reader = Reader::new(der);
    let Ok(mut inside) = reader.inside(der::SEQUENCE) else {
        return false;
    };
    inside.number() == Ok(3) && inside.is_next(der::SEQUENCE)
}

/// Everything in the file, opened.
pub(crate) fn read(
    file: &[u8],
    password: Option<&str>,
    work: &mut Work,
) -> Result<Material, LockedError> {
    der::scan(file)?;
    let mut pfx = der::only(file, der::SEQUENCE)?;
    if pfx.number()? != 3 {
        return Err(LockedError::Damaged);
    }
    let mut content = pfx.inside(der::SEQUENCE)?;
    match content.expect(der::OID)? {
        oid::DATA => {}
        _ => return Err(LockedError::Unsupported(Protection::PublicKey)),
    }
    let safes = content.inside(der::context(0))?.expect(der::OCTET_STRING)?;
    der::scan(safes)?;
    let mac = if pfx.is_empty() {
        None
    } else {
        Some(Mac::read(pfx.inside(der::SEQUENCE)?)?)
    };
    pfx.finish()?;

    for candidate in candidates(password) {
        if let Some(mac) = &mac {
            if !mac.fits(safes, &candidate, work)? {
                continue;
            }
            // The password is right: what does not open now is damaged.
            return open(safes, &candidate, work).map_err(|error| match error {
                LockedError::WrongPassword => LockedError::Damaged,
                other => other,
            });
        }
        match open(safes, &candidate, work) {
            Err(LockedError::WrongPassword) => {}
            opened => return opened,
        }
    }
    Err(LockedError::does_not_fit(password))
}

/// Opens every part of the file.
fn open(safes: &[u8], password: &Candidate, work: &mut Work) -> Result<Material, LockedError> {
    let mut opening = Opening {
        password,
        work,
        parts: 0,
        bags: 0,
        material: Material::default(),
    };
    let mut parts = der::only(safes, der::SEQUENCE)?;
    while !parts.is_empty() {
        opening.part(parts.inside(der::SEQUENCE)?)?;
    }
    Ok(opening.material)
}

struct Opening<'a> {
    password: &'a Candidate,
    work: &'a mut Work,
    parts: usize,
    bags: usize,
    material: Material,
}

impl Opening<'_> {
    /// One `ContentInfo`: bags in the open, or encrypted together.
    fn part(&mut self, mut part: Reader<'_>) -> Result<(), LockedError> {
        count(&mut self.parts)?;
        let kind = part.expect(der::OID)?;
        let mut content = part.inside(der::context(0))?;
        match kind {
            oid::DATA => {
                let bags = content.expect(der::OCTET_STRING)?;
                self.bags_of(bags)
            }
            oid::ENCRYPTED_DATA => {
                let mut data = content.inside(der::SEQUENCE)?;
                data.number()?;
                let mut info = data.inside(der::SEQUENCE)?;
                info.expect(der::OID)?;
                let algorithm = info.inside(der::SEQUENCE)?;
                // `[0]` without the bit for elements inside: the octets in one piece.
                let bytes = info.expect(der::context(0) & !der::CONSTRUCTED)?;
                let bags = decrypt(algorithm, bytes, self.password, self.work)?;
                // Another password gives other octets, whose padding can fit by chance.
                self.bags_of(&bags).map_err(|error| match error {
                    LockedError::Damaged => LockedError::WrongPassword,
                    other => other,
                })
            }
            oid::ENVELOPED_DATA => Err(LockedError::Unsupported(Protection::PublicKey)),
            _ => Err(LockedError::Unsupported(Protection::Unknown)),
        }
    }

    /// `SafeContents` that came out of octets.
    fn bags_of(&mut self, contents: &[u8]) -> Result<(), LockedError> {
        der::scan(contents)?;
        self.bags(der::only(contents, der::SEQUENCE)?)
    }

    /// `SafeContents`. Bags within bags end where [`der::scan`] ends.
    fn bags(&mut self, mut bags: Reader<'_>) -> Result<(), LockedError> {
        while !bags.is_empty() {
            count(&mut self.bags)?;
            let mut bag = bags.inside(der::SEQUENCE)?;
            let kind = bag.expect(der::OID)?;
            let value = bag.inside(der::context(0))?.element()?;
            match kind.strip_prefix(oid::BAG) {
                Some([1]) => self.material.add_key(PrivateKey::from_pkcs8(value.whole)),
                Some([2]) => {
                    let key = unlock(sequence(value)?, self.password, self.work)?;
                    self.material.add_key(key);
                }
                Some([3]) => self.certificate(value)?,
                Some([6]) => self.bags(sequence(value)?)?,
                // Revocation lists and secrets: not ours.
                _ => {}
            }
        }
        Ok(())
    }

    fn certificate(&mut self, value: Element<'_>) -> Result<(), LockedError> {
        let mut bag = sequence(value)?;
        if bag.expect(der::OID)? == oid::X509_CERTIFICATE {
            let der = bag.inside(der::context(0))?.expect(der::OCTET_STRING)?;
            self.material.add_certificate(der);
        }
        Ok(())
    }
}

fn count(seen: &mut usize) -> Result<(), LockedError> {
    *seen += 1;
    if *seen > MOST_BAGS {
        return Err(LockedError::TooMuchInside);
    }
    Ok(())
}

fn sequence(element: Element<'_>) -> Result<Reader<'_>, LockedError> {
    element.expect(der::SEQUENCE)?;
    Ok(element.reader())
}
