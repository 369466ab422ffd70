//! A private key under a password: a bag of a `.p12`, or what PEM calls `ENCRYPTED PRIVATE KEY`.

use super::password::{Candidate, candidates};
use super::{LockedError, decrypt};
use crate::der::{self, Reader};
use crate::private_key::{PrivateKey, PrivateKeyError};
use crate::work::Work;

/// Opens an `EncryptedPrivateKeyInfo`, given its content. The inner result says whether the key is one that we take.
pub(crate) fn unlock(
    mut info: Reader<'_>,
    password: &Candidate,
    work: &mut Work,
) -> Result<Result<PrivateKey, PrivateKeyError>, LockedError> {
    let algorithm = info.inside(der::SEQUENCE)?;
    let bytes = info.expect(der::OCTET_STRING)?;
    let pkcs8 = decrypt(algorithm, bytes, password, work)?;
    match PrivateKey::from_pkcs8(&pkcs8) {
        // Another password gives other octets, whose padding can fit by chance.
        Err(PrivateKeyError::Malformed) => Err(LockedError::WrongPassword),
        read => Ok(read),
    }
}

/// Opens an `EncryptedPrivateKeyInfo` in DER.
pub(crate) fn unlock_with(
    der: &[u8],
    password: Option<&str>,
    work: &mut Work,
) -> Result<Result<PrivateKey, PrivateKeyError>, LockedError> {
    der::scan(der)?;
    let info = der::only(der, der::SEQUENCE)?;
    for candidate in candidates(password) {
        match unlock(info, &candidate, work) {
            Err(LockedError::WrongPassword) => {}
            unlocked => return unlocked,
        }
    }
    Err(LockedError::does_not_fit(password))
}
