//! The seal over a `.p12`: it tells which spelling of a password is right before anything is decrypted.

use ring::hmac;

use crate::der::{self, Reader};
use crate::locked::{Candidate, Hash, LockedError, Pbkdf2, Purpose, pkcs12};
use crate::oid;
use crate::work::Work;

/// Bytes of SHA-512.
const LONGEST_KEY: usize = 64;

/// `MacData`, in the old form or as PBMAC1 (RFC 9579).
pub(super) struct Mac<'a> {
    derivation: Derivation<'a>,
    hash: Hash,
    tag: &'a [u8],
}

enum Derivation<'a> {
    Pkcs12 { salt: &'a [u8], rounds: u32 },
    Pbkdf2(Pbkdf2<'a>),
}

impl<'a> Mac<'a> {
    /// `data`: the content of `MacData`.
    pub(super) fn read(mut data: Reader<'a>) -> Result<Self, LockedError> {
        let mut info = data.inside(der::SEQUENCE)?;
        let mut algorithm = info.inside(der::SEQUENCE)?;
        let tag = info.expect(der::OCTET_STRING)?;
        let id = algorithm.expect(der::OID)?;
        if id == oid::PBMAC1 {
            let mut parameters = algorithm.inside(der::SEQUENCE)?;
            return Ok(Self {
                derivation: Derivation::Pbkdf2(Pbkdf2::read(parameters.inside(der::SEQUENCE)?)?),
                hash: Hash::by_hmac_oid(parameters.inside(der::SEQUENCE)?.expect(der::OID)?)?,
                tag,
            });
        }
        let salt = data.expect(der::OCTET_STRING)?;
        let rounds = if data.is_empty() { 1 } else { data.number()? };
        Ok(Self {
            derivation: Derivation::Pkcs12 { salt, rounds },
            hash: Hash::by_oid(id)?,
            tag,
        })
    }

    /// Whether `password` made this seal over `content`.
    pub(super) fn fits(
        &self,
        content: &[u8],
        password: &Candidate,
        work: &mut Work,
    ) -> Result<bool, LockedError> {
        let key = match &self.derivation {
            Derivation::Pkcs12 { salt, rounds } => {
                let length = self.hash.length();
                let mac = Purpose::Mac;
                pkcs12(self.hash, mac, &password.wide, salt, *rounds, length, work)?
            }
            Derivation::Pbkdf2(pbkdf2) => {
                // The file chooses the length; none needs more than its hash has.
                let length = pbkdf2.length().filter(|it| *it <= LONGEST_KEY);
                let length = length.ok_or(LockedError::Damaged)?;
                pbkdf2.derive(&password.plain, length, work)?
            }
        };
        let key = hmac::Key::new(self.hash.hmac(), &key);
        Ok(hmac::verify(&key, content, self.tag).is_ok())
    }
}
