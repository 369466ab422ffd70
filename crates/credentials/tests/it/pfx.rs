//! Builds `.p12` files piece by piece, good and hostile ones. What the reader under test knows is written a second time here.

use std::fs;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use aes::Aes256;
use cbc::Encryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt as _, KeyIvInit as _};
use ring::{hmac, pbkdf2};

/// A file of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Where the fixtures lie.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// One DER element.
pub(crate) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut out = vec![tag];
    let length = content.len();
    if length < 0x80 {
        out.push(u8::try_from(length).unwrap());
    } else {
        let bytes = u32::try_from(length).unwrap().to_be_bytes();
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        out.push(0x80 | u8::try_from(4 - zeros).unwrap());
        out.extend_from_slice(&bytes[zeros..]);
    }
    out.extend_from_slice(&content);
    out
}

/// An INTEGER that is not negative.
pub(crate) fn integer(number: u64) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let sign: &[u8] = if bytes.get(zeros).is_some_and(|it| *it < 0x80) {
        &[]
    } else {
        &[0]
    };
    tlv(2, &[sign, &bytes[zeros..]])
}

/// An OBJECT IDENTIFIER such as `1.2.840.113549.1.7.1`.
pub(crate) fn oid(text: &str) -> Vec<u8> {
    let numbers: Vec<u32> = text.split('.').map(|it| it.parse().unwrap()).collect();
    let mut content = vec![u8::try_from(numbers[0] * 40 + numbers[1]).unwrap()];
    for number in &numbers[2..] {
        let mut digits = vec![u8::try_from(number & 0x7f).unwrap()];
        let mut rest = number >> 7;
        while rest > 0 {
            digits.push(u8::try_from(rest & 0x7f).unwrap() | 0x80);
            rest >>= 7;
        }
        content.extend(digits.iter().rev());
    }
    tlv(6, &[&content])
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, parts)
}

/// Of every derivation here.
pub(crate) const SALT: &[u8] = b"salt salt salt 1";
const NULL: &[u8] = &[5, 0];

/// A whole file. `mac`: `MacData` over what it is given.
pub(crate) fn pfx(parts: &[Vec<u8>], mac: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let safes = sequence(&parts);
    let content = sequence(&[
        &oid("1.2.840.113549.1.7.1"),
        &tlv(0xa0, &[&tlv(4, &[&safes])]),
    ]);
    sequence(&[&integer(3), &content, &mac(&safes)])
}

/// No MAC.
pub(crate) fn unsealed(_: &[u8]) -> Vec<u8> {
    Vec::new()
}

/// A part in the open.
pub(crate) fn open_part(bags: &[Vec<u8>]) -> Vec<u8> {
    let bags = contents(bags);
    sequence(&[
        &oid("1.2.840.113549.1.7.1"),
        &tlv(0xa0, &[&tlv(4, &[&bags])]),
    ])
}

/// `SafeContents`.
pub(crate) fn contents(bags: &[Vec<u8>]) -> Vec<u8> {
    sequence(&bags.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// A part under a password.
pub(crate) fn locked_part(algorithm: &[u8], locked: &[u8]) -> Vec<u8> {
    let info = sequence(&[
        &oid("1.2.840.113549.1.7.1"),
        algorithm,
        &tlv(0x80, &[locked]),
    ]);
    let data = sequence(&[&integer(0), &info]);
    sequence(&[&oid("1.2.840.113549.1.7.6"), &tlv(0xa0, &[&data])])
}

/// 1 key, 2 locked key, 3 certificate, 6 bags within.
pub(crate) fn bag(kind: u8, value: &[u8]) -> Vec<u8> {
    let kind = oid(&format!("1.2.840.113549.1.12.10.1.{kind}"));
    sequence(&[&kind, &tlv(0xa0, &[value])])
}

pub(crate) fn certificate_bag(der: &[u8]) -> Vec<u8> {
    let value = sequence(&[
        &oid("1.2.840.113549.1.9.22.1"),
        &tlv(0xa0, &[&tlv(4, &[der])]),
    ]);
    bag(3, &value)
}

pub(crate) fn locked_key_bag(algorithm: &[u8], locked: &[u8]) -> Vec<u8> {
    bag(2, &sequence(&[algorithm, &tlv(4, &[locked])]))
}

/// PBKDF2 with HMAC by the last number of its id: 7 SHA-1, 9 SHA-256, 11 SHA-512.
pub(crate) fn derivation(salt: &[u8], rounds: u64, length: Option<u64>, hash: u8) -> Vec<u8> {
    let length = length.map(integer).unwrap_or_default();
    let hash = sequence(&[&oid(&format!("1.2.840.113549.2.{hash}")), NULL]);
    let parameters = sequence(&[&tlv(4, &[salt]), &integer(rounds), &length, &hash]);
    sequence(&[&oid("1.2.840.113549.1.5.12"), &parameters])
}

/// AES-256 under PBES2.
pub(crate) fn pbes2(derivation: &[u8]) -> Vec<u8> {
    let cipher = sequence(&[&oid("2.16.840.1.101.3.4.1.42"), &tlv(4, &[&[7; 16]])]);
    let parameters = sequence(&[derivation, &cipher]);
    sequence(&[&oid("1.2.840.113549.1.5.13"), &parameters])
}

/// Locks `plain` by PBES2. The result: algorithm and what it locked.
pub(crate) fn lock(plain: &[u8], password: &str, rounds: u32) -> (Vec<u8>, Vec<u8>) {
    let mut key = [0; 32];
    let count = NonZeroU32::new(rounds).unwrap();
    pbkdf2::derive(
        pbkdf2::PBKDF2_HMAC_SHA256,
        count,
        SALT,
        password.as_bytes(),
        &mut key,
    );
    let locked = Encryptor::<Aes256>::new_from_slices(&key, &[7; 16])
        .unwrap()
        .encrypt_padded_vec::<Pkcs7>(plain);
    (pbes2(&derivation(SALT, rounds.into(), None, 9)), locked)
}

/// `MacData` with SHA-1.
pub(crate) fn mac_data(salt: &[u8], rounds: u64, tag: &[u8]) -> Vec<u8> {
    let algorithm = sequence(&[&oid("1.3.14.3.2.26"), NULL]);
    let info = sequence(&[&algorithm, &tlv(4, &[tag])]);
    sequence(&[&info, &tlv(4, &[salt]), &integer(rounds)])
}

/// `MacData` as PBMAC1: SHA-256, with a key of `length` bytes.
pub(crate) fn pbmac1(safes: &[u8], password: &str, rounds: u32, length: u32) -> Vec<u8> {
    let mut key = [0; 32];
    if rounds < 10_000 {
        let count = NonZeroU32::new(rounds).unwrap();
        pbkdf2::derive(
            pbkdf2::PBKDF2_HMAC_SHA256,
            count,
            SALT,
            password.as_bytes(),
            &mut key,
        );
    }
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), safes);
    let hash = sequence(&[&oid("1.2.840.113549.2.9"), NULL]);
    let derivation = derivation(SALT, rounds.into(), Some(length.into()), 9);
    let algorithm = sequence(&[
        &oid("1.2.840.113549.1.5.14"),
        &sequence(&[&derivation, &hash]),
    ]);
    let info = sequence(&[&algorithm, &tlv(4, &[tag.as_ref()])]);
    sequence(&[&info, &tlv(4, &[SALT]), &integer(1)])
}
