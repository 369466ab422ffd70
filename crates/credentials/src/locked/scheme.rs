//! `AlgorithmIdentifier`s of encryption under a password: those of PKCS#12 (RFC 7292, appendix C) and PBES2 (RFC 8018).

use zeroize::Zeroizing;

use super::cipher::Cipher;
use super::kdf::{Hash, Purpose, pbkdf2, pkcs12};
use super::password::Candidate;
use super::{LockedError, Protection};
use crate::der::{self, Reader};
use crate::oid;
use crate::work::Work;

/// Opens `bytes`. `algorithm`: the content of the `AlgorithmIdentifier`.
pub(crate) fn decrypt(
    mut algorithm: Reader<'_>,
    bytes: &[u8],
    password: &Candidate,
    work: &mut Work,
) -> Result<Zeroizing<Vec<u8>>, LockedError> {
    let id = algorithm.expect(der::OID)?;
    let unsupported = |protection| Err(LockedError::Unsupported(protection));
    if id == oid::PBES2 {
        return pbes2(algorithm, bytes, password, work);
    }
    let cipher = match id.strip_prefix(oid::PKCS12_PBE) {
        Some([1 | 2]) => return unsupported(Protection::Rc4),
        Some([3]) => Cipher::Des3,
        Some([4]) => Cipher::Des2,
        Some([5]) => Cipher::Rc2,
        Some([6]) => Cipher::Rc2Export,
        _ if id.starts_with(oid::PKCS5) => return unsupported(Protection::Pbes1),
        _ => return unsupported(Protection::Unknown),
    };
    let mut parameters = algorithm.inside(der::SEQUENCE)?;
    let salt = parameters.expect(der::OCTET_STRING)?;
    let rounds = parameters.number()?;
    let mut derive = |purpose, length| {
        pkcs12(
            Hash::Sha1,
            purpose,
            &password.wide,
            salt,
            rounds,
            length,
            work,
        )
    };
    let key = derive(Purpose::Key, cipher.key_length())?;
    let iv = derive(Purpose::Iv, 8)?;
    cipher.decrypt(&key, &iv, bytes)
}

fn pbes2(
    mut algorithm: Reader<'_>,
    bytes: &[u8],
    password: &Candidate,
    work: &mut Work,
) -> Result<Zeroizing<Vec<u8>>, LockedError> {
    let mut parameters = algorithm.inside(der::SEQUENCE)?;
    let derivation = Pbkdf2::read(parameters.inside(der::SEQUENCE)?)?;
    let mut encryption = parameters.inside(der::SEQUENCE)?;
    let id = encryption.expect(der::OID)?;
    let cipher = match id.strip_prefix(oid::AES) {
        Some([2]) => Cipher::Aes128,
        Some([22]) => Cipher::Aes192,
        Some([42]) => Cipher::Aes256,
        _ if id == oid::DES_EDE3_CBC => Cipher::Des3,
        _ => return Err(LockedError::Unsupported(Protection::Unknown)),
    };
    let iv = encryption.expect(der::OCTET_STRING)?;
    let key = derivation.derive(&password.plain, cipher.key_length(), work)?;
    cipher.decrypt(&key, iv, bytes)
}

/// The parameters of PBKDF2.
pub(crate) struct Pbkdf2<'a> {
    salt: &'a [u8],
    rounds: u32,
    length: Option<u32>,
    hash: Hash,
}

impl<'a> Pbkdf2<'a> {
    /// `algorithm`: the content of the `AlgorithmIdentifier`.
    pub(crate) fn read(mut algorithm: Reader<'a>) -> Result<Self, LockedError> {
        match algorithm.expect(der::OID)? {
            oid::PBKDF2 => {}
            oid::SCRYPT => return Err(LockedError::Unsupported(Protection::Scrypt)),
            _ => return Err(LockedError::Unsupported(Protection::Unknown)),
        }
        let mut parameters = algorithm.inside(der::SEQUENCE)?;
        let salt = parameters.expect(der::OCTET_STRING)?;
        let rounds = parameters.number()?;
        let length = if parameters.is_next(der::INTEGER) {
            Some(parameters.number()?)
        } else {
            None
        };
        let hash = if parameters.is_empty() {
            Hash::Sha1
        } else {
            Hash::by_hmac_oid(parameters.inside(der::SEQUENCE)?.expect(der::OID)?)?
        };
        Ok(Self {
            salt,
            rounds,
            length,
            hash,
        })
    }

    /// A key of `length` bytes. A file that names another length contradicts itself.
    pub(crate) fn derive(
        &self,
        password: &[u8],
        length: usize,
        work: &mut Work,
    ) -> Result<Zeroizing<Vec<u8>>, LockedError> {
        if self
            .length
            .is_some_and(|it| usize::try_from(it) != Ok(length))
        {
            return Err(LockedError::Damaged);
        }
        pbkdf2(self.hash, password, self.salt, self.rounds, length, work)
    }

    /// The length that the file names.
    pub(crate) fn length(&self) -> Option<usize> {
        self.length.and_then(|it| usize::try_from(it).ok())
    }
}
