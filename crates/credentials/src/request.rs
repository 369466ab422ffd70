//! The certificate workshop: a key and a certificate request made here, the certificate that Apple answers with, the identity of both.
//!
//! The steps are those of Keychain's Certificate Assistant and of the developer portal; the key never leaves unless it is exported.
//!
//! Source: Apple, *Establishing a certificate-based connection to APNs*; Apple, *Create a certificate signing request*; RFC 2986.

use std::fmt;

use ring::rand::SystemRandom;
use ring::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use secrecy::SecretString;

use crate::certificate::Certificate;
use crate::der::{self, integer, tlv};
use crate::identity::PushIdentity;
use crate::oid;
use crate::pem::{self, Frame};
use crate::private_key::{PrivateKey, PrivateKeyError};
use crate::rsa;

/// Where one is on the way to a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The request is made and lies here.
    Request,
    /// The request was downloaded; the portal has it, or is about to.
    Portal,
    /// Apple's certificate came and fits the key.
    Certificate,
    /// It is in use: a credential of its own.
    Ready,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 4] = [Self::Request, Self::Portal, Self::Certificate, Self::Ready];

    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Portal => "portal",
            Self::Certificate => "certificate",
            Self::Ready => "ready",
        }
    }

    /// The file that this step hands to the next one, as its maker names it.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Request => "CertificateSigningRequest.certSigningRequest",
            Self::Portal => "aps.cer",
            Self::Certificate | Self::Ready => "apns.p12",
        }
    }

    /// Where one stands, from what has happened so far. A later event counts even if an earlier one was not seen.
    pub fn of(is_downloaded: bool, has_certificate: bool, is_in_use: bool) -> Self {
        if is_in_use {
            Self::Ready
        } else if has_certificate {
            Self::Certificate
        } else if is_downloaded {
            Self::Portal
        } else {
            Self::Request
        }
    }
}

/// Why a request was not made, or a certificate does not answer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The e-mail address has no `@`, is too long, or is not ASCII.
    #[error("this is not an e-mail address that a certificate request can hold")]
    Email,
    /// The common name is empty, longer than 64 characters, or has control characters.
    #[error("a common name has 1 to 64 characters")]
    CommonName,
    /// No key could be made, or the stored one is damaged.
    #[error(transparent)]
    Key(#[from] PrivateKeyError),
    /// The certificate was made from another request.
    #[error("this certificate was made from another request: its key is not the one made here")]
    OtherRequest,
}

impl RequestError {
    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::Email => "request_email",
            Self::CommonName => "request_common_name",
            Self::Key(error) => error.code(),
            Self::OtherRequest => "request_other",
        }
    }

    /// What a person can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Email => "Enter the address of the Apple developer account.",
            Self::CommonName => "Enter a name by which you will know this key, such as the app's.",
            Self::Key(_) => "Make a new request.",
            Self::OtherRequest => {
                "In the developer portal, upload the request that was made here, and download the certificate that it gives back."
            }
        }
    }
}

/// A private key and the request for its certificate. It cannot be printed.
pub struct CertificateRequest {
    key: PrivateKey,
    der: Box<[u8]>,
}

impl CertificateRequest {
    /// Makes an RSA key of 2048 bits and signs a request with it. Takes some tenths of a second: not on a thread that serves others.
    pub fn new(email: &str, common_name: &str) -> Result<Self, RequestError> {
        let is_address = email.len() <= 255
            && email.bytes().all(|byte| byte.is_ascii_graphic())
            && email
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        if !is_address {
            return Err(RequestError::Email);
        }
        let length = common_name.chars().count();
        if !(1..=64).contains(&length) || common_name.chars().any(char::is_control) {
            return Err(RequestError::CommonName);
        }
        let key = rsa::generate()?;
        let subject = tlv(
            der::SEQUENCE,
            &[
                &attribute(oid::EMAIL_ADDRESS, der::IA5_STRING, email),
                &attribute(oid::COMMON_NAME, der::UTF8_STRING, common_name),
            ],
        );
        let der = signed(&key, &subject)?;
        Ok(Self { key, der })
    }

    /// The file for the portal: PEM, `CertificateSigningRequest.certSigningRequest`. It holds nothing secret.
    pub fn pem(&self) -> String {
        pem::frame("CERTIFICATE REQUEST", &self.der).to_string()
    }

    /// SHA-256 of the public key: the certificate that answers has the same ([`Certificate::key_fingerprint`]).
    pub fn key_fingerprint(&self) -> [u8; 32] {
        self.key.fingerprint()
    }

    /// Puts Apple's answer and the key together.
    pub fn answer(&self, certificate: &Certificate) -> Result<PushIdentity, RequestError> {
        PushIdentity::join(certificate, &self.key, &[]).ok_or(RequestError::OtherRequest)
    }

    /// Key and request as text, to be sealed ([`crate::KeyRing::seal`]) and read back by [`CertificateRequest::from_secret`].
    pub fn to_secret(&self) -> SecretString {
        let key = pem::frame("PRIVATE KEY", self.key.expose_pkcs8());
        pem::joined(&[&key, &self.pem()])
    }

    /// Reads what [`CertificateRequest::to_secret`] wrote.
    pub fn from_secret(text: &str) -> Result<Self, RequestError> {
        let frame = |label| {
            Frame::all(text)
                .find(|it| it.label == label)
                .and_then(|it| it.decode())
                .ok_or(PrivateKeyError::Malformed)
        };
        Ok(Self {
            key: PrivateKey::from_pkcs8(&frame("PRIVATE KEY")?)?,
            der: frame("CERTIFICATE REQUEST")?.as_slice().into(),
        })
    }
}

impl fmt::Debug for CertificateRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CertificateRequest(…)")
    }
}

/// One part of a name.
fn attribute(id: &[u8], tag: u8, text: &str) -> Vec<u8> {
    let pair = tlv(
        der::SEQUENCE,
        &[&tlv(der::OID, &[id]), &tlv(tag, &[text.as_bytes()])],
    );
    tlv(der::SET, &[&pair]).to_vec()
}

/// `CertificationRequest` without attributes, with SHA-256 and RSA.
fn signed(key: &PrivateKey, subject: &[u8]) -> Result<Box<[u8]>, PrivateKeyError> {
    let malformed = PrivateKeyError::Malformed;
    let pair = RsaKeyPair::from_pkcs8(key.expose_pkcs8()).map_err(|_| malformed)?;
    let null = tlv(der::NULL, &[]);
    let algorithm = |id: &[u8]| tlv(der::SEQUENCE, &[&tlv(der::OID, &[id]), &null]);
    let public = tlv(
        der::SEQUENCE,
        &[
            &algorithm(oid::RSA_ENCRYPTION),
            &tlv(der::BIT_STRING, &[&[0], pair.public_key().as_ref()]),
        ],
    );
    let version = integer(&[0]);
    let no_attributes = tlv(der::context(0), &[]);
    let info = tlv(der::SEQUENCE, &[&version, subject, &public, &no_attributes]);
    let mut signature = vec![0; pair.public().modulus_len()];
    pair.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        &info,
        &mut signature,
    )
    .map_err(|_| malformed)?;
    let request = tlv(
        der::SEQUENCE,
        &[
            &info,
            &algorithm(oid::SHA256_WITH_RSA),
            &tlv(der::BIT_STRING, &[&[0], &signature]),
        ],
    );
    Ok(request.as_slice().into())
}
