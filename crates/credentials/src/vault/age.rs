//! A key file under a passphrase, in the format of age (`age --passphrase`): the relay starts locked, and a person unlocks it.
//!
//! Own, for one kind of recipient and one chunk: the crate `age` brings sixty others (translations of its messages among them)
//! and an older generation of ciphers for what is three calls of `ring` and one of `scrypt`. Files of age open here (`tests/it/vault.rs`).
//! Source: C2SP, *The age file encryption format*.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::hmac;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::kek::KekError;
use super::ring::{KeyRing, VaultError, random};
use crate::pem::Frame;

const VERSION: &str = "age-encryption.org/v1\n";
const SCRYPT: &str = "-> scrypt ";
/// More memory than a gigabyte is refused.
const MOST_WORK: u8 = 20;
/// Content that fits in one chunk of 64 KiB: every key file does.
const LONGEST: usize = 64 * 1024;

/// Why a passphrase did not unlock the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// The passphrase does not fit.
    #[error("the passphrase does not fit the key file")]
    WrongPassphrase,
    /// The passphrase fits, and the content was altered.
    #[error("the key file was altered")]
    Damaged,
    /// What is locked inside is not a key file.
    #[error("the key file opens, but holds no keys: {0}")]
    Keys(#[from] KekError),
}

/// A locked key file.
pub struct PassphraseFile {
    /// The bytes that the seal of the header covers.
    header: Box<[u8]>,
    salt: [u8; 16],
    work: u8,
    wrapped: [u8; 32],
    seal: [u8; 32],
    nonce: [u8; 16],
    content: Box<[u8]>,
}

impl PassphraseFile {
    /// Whether these bytes are an age file, armored or not.
    pub(super) fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(b"age-encryption.org/") || bytes.starts_with(b"-----BEGIN AGE ")
    }

    /// Reads the header. Nothing is derived yet.
    pub fn new(bytes: &[u8]) -> Result<Self, KekError> {
        if bytes.starts_with(b"-----BEGIN AGE ") {
            let text = std::str::from_utf8(bytes).map_err(|_| KekError::NotPassphrase)?;
            let frame = Frame::all(text).next().ok_or(KekError::NotPassphrase)?;
            let inside = frame.decode().ok_or(KekError::NotPassphrase)?;
            return Self::read(&inside);
        }
        Self::read(bytes)
    }

    fn read(bytes: &[u8]) -> Result<Self, KekError> {
        let end = bytes
            .windows(5)
            .position(|it| it == b"\n--- ")
            .ok_or(KekError::NotPassphrase)?;
        let read = || -> Option<Self> {
            let header = bytes.get(..end + 4)?;
            let (seal, payload) = bytes.get(end + 5..)?.split_at_checked(44)?;
            let lines = std::str::from_utf8(bytes.get(..end)?).ok()?;
            let (stanza, body) = lines.strip_prefix(VERSION)?.split_once('\n')?;
            let (salt, work) = stanza.strip_prefix(SCRYPT)?.split_once(' ')?;
            let (nonce, content) = payload.split_first_chunk()?;
            Some(Self {
                header: header.into(),
                salt: decoded(salt)?,
                work: work.parse().ok()?,
                wrapped: decoded(body)?,
                seal: decoded(std::str::from_utf8(seal).ok()?.strip_suffix('\n')?)?,
                nonce: *nonce,
                content: content.into(),
            })
        };
        let file = read().ok_or(KekError::NotPassphrase)?;
        if file.content.len() > LONGEST + 16 {
            return Err(KekError::NotPassphrase);
        }
        if file.work > MOST_WORK || file.work == 0 {
            return Err(KekError::TooMuchWork);
        }
        Ok(file)
    }

    /// Opens the file. Takes as long as it asks for: about a second for age's own files.
    pub fn open(&self, passphrase: &SecretString) -> Result<KeyRing, UnlockError> {
        let wrap = stretched(passphrase, &self.salt, self.work).ok_or(UnlockError::Damaged)?;
        let file_key = opened(&wrap, FIRST, &self.wrapped).ok_or(UnlockError::WrongPassphrase)?;
        hmac::verify(&header_key(&file_key), &self.header, &self.seal)
            .map_err(|_| UnlockError::Damaged)?;
        let key = derived(&file_key, &self.nonce, b"payload");
        let text = opened(&key, LAST, &self.content).ok_or(UnlockError::Damaged)?;
        let text = std::str::from_utf8(&text).map_err(|_| KekError::NotText)?;
        Ok(KeyRing::parse(text)?)
    }

    /// Locks the text of a key file ([`KeyRing::parse`]). `work`: scrypt's exponent; 17 takes 128 MiB, and each step more doubles memory and time.
    pub fn lock(
        keys: &SecretString,
        passphrase: &SecretString,
        work: u8,
    ) -> Result<Vec<u8>, VaultError> {
        if keys.expose_secret().len() > LONGEST {
            return Err(VaultError::Damaged);
        }
        let work = work.clamp(1, MOST_WORK);
        let file_key = random::<16>()?;
        let salt = random::<16>()?;
        let nonce = random::<16>()?;
        let wrap = stretched(passphrase, &salt, work).ok_or(VaultError::Damaged)?;
        let wrapped = closed(&wrap, FIRST, file_key.as_slice());
        let mut file = format!(
            "{VERSION}{SCRYPT}{} {work}\n{}\n---",
            STANDARD_NO_PAD.encode(*salt),
            STANDARD_NO_PAD.encode(wrapped),
        );
        let seal = hmac::sign(&header_key(file_key.as_slice()), file.as_bytes());
        file.push(' ');
        file.push_str(&STANDARD_NO_PAD.encode(seal));
        file.push('\n');
        let mut file = file.into_bytes();
        file.extend_from_slice(nonce.as_slice());
        let key = derived(file_key.as_slice(), nonce.as_slice(), b"payload");
        file.extend(closed(&key, LAST, keys.expose_secret().as_bytes()));
        Ok(file)
    }
}

impl fmt::Debug for PassphraseFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassphraseFile(…)")
    }
}

/// The nonce of the file key: its key is used once.
const FIRST: [u8; 12] = [0; 12];
/// The nonce of the first chunk, if it is the last.
const LAST: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

fn decoded<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD_NO_PAD.decode(text).ok()?.try_into().ok()
}

/// scrypt with r = 8, p = 1. `None` only where the exponent makes no sense.
fn stretched(passphrase: &SecretString, salt: &[u8; 16], work: u8) -> Option<Zeroizing<[u8; 32]>> {
    let salt = [b"age-encryption.org/v1/scrypt".as_slice(), salt].concat();
    let parameters = scrypt::Params::new(work, 8, 1).ok()?;
    let mut key = Zeroizing::new([0; 32]);
    let passphrase = passphrase.expose_secret().as_bytes();
    scrypt::scrypt(passphrase, &salt, &parameters, key.as_mut_slice()).ok()?;
    Some(key)
}

/// HKDF-SHA-256 to 32 bytes.
fn derived(key: &[u8], salt: &[u8], purpose: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    Salt::new(HKDF_SHA256, salt)
        .extract(key)
        .expand(&[purpose], HKDF_SHA256)
        .and_then(|it| it.fill(out.as_mut_slice()))
        .expect("HKDF has 32 bytes to give");
    out
}

fn header_key(file_key: &[u8]) -> hmac::Key {
    let key = derived(file_key, &[], b"header");
    hmac::Key::new(hmac::HMAC_SHA256, key.as_slice())
}

fn cipher(key: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key).expect("a key has 32 bytes"))
}

fn closed(key: &[u8; 32], nonce: [u8; 12], message: &[u8]) -> Vec<u8> {
    // Encrypted where it lies, with room for the tag: no copy of the message is left behind.
    let mut out = Vec::with_capacity(message.len() + 16);
    out.extend_from_slice(message);
    let nonce = Nonce::assume_unique_for_key(nonce);
    cipher(key)
        .seal_in_place_append_tag(nonce, Aad::empty(), &mut out)
        .expect("64 KiB are far from the cipher's limit");
    out
}

fn opened(key: &[u8; 32], nonce: [u8; 12], message: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut out = Zeroizing::new(message.to_vec());
    let nonce = Nonce::assume_unique_for_key(nonce);
    let length = cipher(key)
        .open_in_place(nonce, Aad::empty(), &mut out)
        .ok()?
        .len();
    out.truncate(length);
    Some(out)
}
