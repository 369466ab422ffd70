//! Writes an identity as a `.p12`: AES-256 under PBKDF2 with SHA-256, sealed with HMAC-SHA-256, as OpenSSL 3 does by default.

use aes::Aes256;
use cbc::Encryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt as _, KeyIvInit as _};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::der::{self, integer, tlv};
use crate::identity::PushIdentity;
use crate::locked::{Candidate, Hash, Purpose, candidates, pbkdf2, pkcs12};
use crate::oid;
use crate::work::Work;

type Bytes = Zeroizing<Vec<u8>>;

/// Rounds per key. Three keys are derived for a file, well within [`Work::LIMIT`] when it is read again.
const ROUNDS: u32 = 100_000;

/// Why an identity was not exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// Fewer than 8 characters protect nothing.
    #[error("a password for a .p12 has at least 8 characters")]
    ShortPassword,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    NoRandomness,
}

impl ExportError {
    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::ShortPassword => "export_short_password",
            Self::NoRandomness => "export_no_randomness",
        }
    }
}

/// The file, under `password`.
pub(crate) fn write(
    identity: &PushIdentity,
    password: &SecretString,
) -> Result<Vec<u8>, ExportError> {
    let password = password.expose_secret();
    if password.chars().count() < 8 {
        return Err(ExportError::ShortPassword);
    }
    // The likeliest spelling is the one that every reader tries.
    let password = &candidates(Some(password))[0];
    let attributes = attributes(identity);
    let mut certificates = Bytes::default();
    for (place, der) in identity.identity().chain().iter().enumerate() {
        let value = tlv(
            der::SEQUENCE,
            &[
                &tlv(der::OID, &[oid::X509_CERTIFICATE]),
                &tlv(der::context(0), &[&tlv(der::OCTET_STRING, &[der])]),
            ],
        );
        let attributes: &[u8] = if place == 0 { &attributes } else { &[] };
        certificates.extend_from_slice(&bag(3, &value, attributes));
    }
    let (algorithm, locked) = lock(&tlv(der::SEQUENCE, &[&certificates]), password)?;
    let certificates = encrypted(&algorithm, &locked);

    let (algorithm, locked) = lock(identity.identity().private_key(), password)?;
    let key = tlv(
        der::SEQUENCE,
        &[&algorithm, &tlv(der::OCTET_STRING, &[&locked])],
    );
    let key = content(&tlv(der::SEQUENCE, &[&bag(2, &key, &attributes)]));

    let safes = tlv(der::SEQUENCE, &[&certificates, &key]);
    let file = tlv(
        der::SEQUENCE,
        &[&integer(&[3]), &content(&safes), &mac(&safes, password)?],
    );
    Ok(file.to_vec())
}

/// What ties a certificate to its key for other readers: a name and an id, the same at both.
fn attributes(identity: &PushIdentity) -> Bytes {
    let name: Vec<u8> = identity
        .facts()
        .common_name
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let id = digest(&SHA1_FOR_LEGACY_USE_ONLY, &identity.identity().chain()[0]);
    let attribute = |name: &[u8], value: &[u8]| {
        tlv(
            der::SEQUENCE,
            &[&tlv(der::OID, &[name]), &tlv(der::SET, &[value])],
        )
    };
    tlv(
        der::SET,
        &[
            &attribute(oid::LOCAL_KEY_ID, &tlv(der::OCTET_STRING, &[id.as_ref()])),
            &attribute(oid::FRIENDLY_NAME, &tlv(der::BMP_STRING, &[&name])),
        ],
    )
}

fn bag(kind: u8, value: &[u8], attributes: &[u8]) -> Bytes {
    let kind = tlv(der::OID, &[oid::BAG, &[kind]]);
    tlv(
        der::SEQUENCE,
        &[&kind, &tlv(der::context(0), &[value]), attributes],
    )
}

/// A `ContentInfo` in the open.
fn content(bytes: &[u8]) -> Bytes {
    let octets = tlv(der::OCTET_STRING, &[bytes]);
    let kind = tlv(der::OID, &[oid::DATA]);
    tlv(der::SEQUENCE, &[&kind, &tlv(der::context(0), &[&octets])])
}

/// A `ContentInfo` that was locked.
fn encrypted(algorithm: &[u8], locked: &[u8]) -> Bytes {
    let kind = tlv(der::OID, &[oid::DATA]);
    let octets = tlv(der::context(0) & !der::CONSTRUCTED, &[locked]);
    let info = tlv(der::SEQUENCE, &[&kind, algorithm, &octets]);
    let data = tlv(der::SEQUENCE, &[&integer(&[0]), &info]);
    let kind = tlv(der::OID, &[oid::ENCRYPTED_DATA]);
    tlv(der::SEQUENCE, &[&kind, &tlv(der::context(0), &[&data])])
}

/// PBES2. The result: `AlgorithmIdentifier` and what it locked.
fn lock(plain: &[u8], password: &Candidate) -> Result<(Bytes, Vec<u8>), ExportError> {
    let (salt, iv) = (random()?, random()?);
    let mut work = Work::for_one_upload();
    let key = pbkdf2(Hash::Sha256, &password.plain, &salt, ROUNDS, 32, &mut work)
        .expect("our own parameters are within every limit");
    let locked = Encryptor::<Aes256>::new_from_slices(&key, &iv)
        .expect("a key of 32 bytes, and a block")
        .encrypt_padded_vec::<Pkcs7>(plain);
    let named =
        |name: &[u8], parameters: &[u8]| tlv(der::SEQUENCE, &[&tlv(der::OID, &[name]), parameters]);
    let hmac = named(&[oid::HMAC, &[9]].concat(), &tlv(der::NULL, &[]));
    let salt = tlv(der::OCTET_STRING, &[&salt]);
    let derivation = named(
        oid::PBKDF2,
        &tlv(
            der::SEQUENCE,
            &[&salt, &integer(&ROUNDS.to_be_bytes()), &hmac],
        ),
    );
    let cipher = named(&[oid::AES, &[42]].concat(), &tlv(der::OCTET_STRING, &[&iv]));
    let algorithm = named(oid::PBES2, &tlv(der::SEQUENCE, &[&derivation, &cipher]));
    Ok((algorithm, locked))
}

/// The seal over everything.
fn mac(safes: &[u8], password: &Candidate) -> Result<Bytes, ExportError> {
    let salt = random()?;
    let mut work = Work::for_one_upload();
    let hash = Hash::Sha256;
    let key = pkcs12(
        hash,
        Purpose::Mac,
        &password.wide,
        &salt,
        ROUNDS,
        hash.length(),
        &mut work,
    )
    .expect("our own parameters are within every limit");
    let tag = hmac::sign(&hmac::Key::new(hash.hmac(), &key), safes);
    let hash = tlv(der::OID, &[oid::SHA2, &[1]]);
    let algorithm = tlv(der::SEQUENCE, &[&hash, &tlv(der::NULL, &[])]);
    let info = tlv(
        der::SEQUENCE,
        &[&algorithm, &tlv(der::OCTET_STRING, &[tag.as_ref()])],
    );
    let salt = tlv(der::OCTET_STRING, &[&salt]);
    Ok(tlv(
        der::SEQUENCE,
        &[&info, &salt, &integer(&ROUNDS.to_be_bytes())],
    ))
}

fn random() -> Result<[u8; 16], ExportError> {
    let mut bytes = [0; 16];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| ExportError::NoRandomness)?;
    Ok(bytes)
}
