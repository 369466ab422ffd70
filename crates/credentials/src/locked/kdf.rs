//! From password to key: PBKDF2, and PKCS#12's own derivation (RFC 7292, appendix B). Hashes are `ring`'s.

use std::num::NonZeroU32;

use ring::digest::{self, Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512};
use ring::{hmac, pbkdf2 as ring_pbkdf2};
use zeroize::Zeroizing;

use super::{LockedError, Protection};
use crate::oid;
use crate::work::Work;

/// Longer than any salt that is not an attack.
const LONGEST_SALT: usize = 1024;

/// A hash that files name.
#[derive(Clone, Copy)]
pub(crate) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// By the object identifier of the hash itself.
    pub(crate) fn by_oid(id: &[u8]) -> Result<Self, LockedError> {
        match (id, id.strip_prefix(oid::SHA2)) {
            (oid::SHA1, _) => Ok(Self::Sha1),
            (_, Some([1])) => Ok(Self::Sha256),
            (_, Some([2])) => Ok(Self::Sha384),
            (_, Some([3])) => Ok(Self::Sha512),
            _ => Err(LockedError::Unsupported(Protection::Unknown)),
        }
    }

    /// By the object identifier of its HMAC.
    pub(crate) fn by_hmac_oid(id: &[u8]) -> Result<Self, LockedError> {
        match id.strip_prefix(oid::HMAC) {
            Some([7]) => Ok(Self::Sha1),
            Some([9]) => Ok(Self::Sha256),
            Some([10]) => Ok(Self::Sha384),
            Some([11]) => Ok(Self::Sha512),
            _ => Err(LockedError::Unsupported(Protection::Unknown)),
        }
    }

    fn digest(self) -> &'static Algorithm {
        match self {
            Self::Sha1 => &SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &SHA256,
            Self::Sha384 => &SHA384,
            Self::Sha512 => &SHA512,
        }
    }

    pub(crate) fn hmac(self) -> hmac::Algorithm {
        match self {
            Self::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => hmac::HMAC_SHA256,
            Self::Sha384 => hmac::HMAC_SHA384,
            Self::Sha512 => hmac::HMAC_SHA512,
        }
    }

    /// Bytes of output.
    pub(crate) fn length(self) -> usize {
        self.digest().output_len()
    }
}

/// PBKDF2. The work is asked for first.
pub(crate) fn pbkdf2(
    hash: Hash,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    length: usize,
    work: &mut Work,
) -> Result<Zeroizing<Vec<u8>>, LockedError> {
    let algorithm = match hash {
        Hash::Sha1 => ring_pbkdf2::PBKDF2_HMAC_SHA1,
        Hash::Sha256 => ring_pbkdf2::PBKDF2_HMAC_SHA256,
        Hash::Sha384 => ring_pbkdf2::PBKDF2_HMAC_SHA384,
        Hash::Sha512 => ring_pbkdf2::PBKDF2_HMAC_SHA512,
    };
    let iterations = NonZeroU32::new(rounds).ok_or(LockedError::Damaged)?;
    check_salt(salt)?;
    work.spend(rounds, length.div_ceil(hash.length()))?;
    let mut key = Zeroizing::new(vec![0; length]);
    ring_pbkdf2::derive(algorithm, iterations, salt, password, &mut key);
    Ok(key)
}

/// What PKCS#12 derives a value for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Key = 1,
    Iv = 2,
    Mac = 3,
}

/// PKCS#12's own derivation. `password` is [`super::Candidate::wide`]. The work is asked for first.
pub(crate) fn pkcs12(
    hash: Hash,
    purpose: Purpose,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    length: usize,
    work: &mut Work,
) -> Result<Zeroizing<Vec<u8>>, LockedError> {
    if rounds == 0 {
        return Err(LockedError::Damaged);
    }
    check_salt(salt)?;
    work.spend(rounds, length.div_ceil(hash.length()))?;
    let block = hash.digest().block_len();
    let diversifier = vec![purpose as u8; block];
    // Allocated once: a `Vec` that grows leaves a copy behind.
    let longest = salt.len() + password.len() + 2 * block;
    let mut input = Zeroizing::new(Vec::with_capacity(longest));
    // Nothing stays nothing: that is what makes no password differ from an empty one.
    for bytes in [salt, password] {
        input.extend(
            bytes
                .iter()
                .cycle()
                .take(bytes.len().next_multiple_of(block)),
        );
    }
    let mut out = Zeroizing::new(Vec::with_capacity(length + hash.length()));
    loop {
        let value = hash_often(hash, &diversifier, &input, rounds);
        out.extend_from_slice(value.as_ref());
        if out.len() >= length {
            out.truncate(length);
            return Ok(out);
        }
        let addend: Zeroizing<Vec<u8>> =
            Zeroizing::new(value.as_ref().iter().copied().cycle().take(block).collect());
        for chunk in input.chunks_exact_mut(block) {
            add_one_more(chunk, &addend);
        }
    }
}

fn check_salt(salt: &[u8]) -> Result<(), LockedError> {
    if salt.len() > LONGEST_SALT {
        return Err(LockedError::Damaged);
    }
    Ok(())
}

fn hash_often(hash: Hash, diversifier: &[u8], input: &[u8], rounds: u32) -> digest::Digest {
    let mut context = digest::Context::new(hash.digest());
    context.update(diversifier);
    context.update(input);
    let mut value = context.finish();
    for _ in 1..rounds {
        value = digest::digest(hash.digest(), value.as_ref());
    }
    value
}

/// `number += addend + 1`, high byte first, what does not fit is dropped.
fn add_one_more(number: &mut [u8], addend: &[u8]) {
    let mut carry = 1_u16;
    for (byte, more) in number.iter_mut().zip(addend).rev() {
        let sum = u16::from(*byte) + u16::from(*more) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
}
