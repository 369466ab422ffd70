//! What a push certificate says of itself: for which app, which topics, which environments, until when.
//!
//! Nothing here is trusted: Apple checks the certificate. It is read so that a person sees what was uploaded, and so that
//! a wrong pairing of certificate, topic and environment is refused before it is sent.
//!
//! Source: Apple, *Establishing a certificate-based connection to APNs*; the fields of Apple's extensions as certificates hold them.

mod apple;
mod error;
mod expiry;
mod topics;

use std::fmt::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ring::digest::{SHA256, digest};
use x509_parser::prelude::{FromDer as _, X509Certificate};
use x509_parser::x509::X509Name;

pub use self::apple::{CertificateKind, Environments};
pub use self::error::{CertificateError, Foreigner};
pub use self::expiry::{Expiry, Notice};
pub use self::topics::{Topic, TopicKind};
use crate::id::TeamId;
use crate::oid;

/// A certificate that can open APNs, and what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    der: Box<[u8]>,
    key_fingerprint: [u8; 32],
    facts: CertificateFacts,
}

/// What a person is shown of a certificate. All of it is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFacts {
    /// What it was made for.
    pub kind: CertificateKind,
    /// The subject's common name, such as `Apple Push Services: com.example.app`. At most 200 characters, none of control.
    pub common_name: String,
    /// The common name of who issued it, cut in the same way. A claim: nothing here checks the signature.
    pub issuer: String,
    /// Which of Apple's hosts take it.
    pub environments: Environments,
    /// What it may push to, the default first. Never empty.
    pub topics: Vec<Topic>,
    /// The developer team, where the certificate names one (MDM certificates do not).
    pub team_id: Option<TeamId>,
    /// The first moment at which it is valid.
    pub not_before: SystemTime,
    /// The last moment at which it is valid.
    pub not_after: SystemTime,
    /// The serial number, hexadecimal in upper case, as the developer portal shows it.
    pub serial: String,
    /// SHA-256 of the certificate.
    pub fingerprint: [u8; 32],
}

impl CertificateFacts {
    /// How near the end is. See [`Expiry`].
    pub fn expiry(&self, now: SystemTime) -> Expiry {
        Expiry::of(self.not_before, self.not_after, now)
    }
}

/// In bytes. Apple's have about 1,500; a long list of names would take many times its size in memory.
pub(crate) const LARGEST_CERTIFICATE: usize = 8 * 1024;

impl Certificate {
    /// Reads a certificate in DER, as `aps.cer` holds it. One that cannot push is refused by name.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        if der.len() > LARGEST_CERTIFICATE {
            return Err(CertificateError::Malformed);
        }
        let (rest, parsed) =
            X509Certificate::from_der(der).map_err(|_| CertificateError::Malformed)?;
        if !rest.is_empty() {
            return Err(CertificateError::Malformed);
        }
        let claims = apple::Claims::of(&parsed)?;
        let facts = CertificateFacts {
            kind: claims.kind,
            common_name: common_name(parsed.subject()),
            issuer: common_name(parsed.issuer()),
            environments: claims.environments,
            topics: claims.topics,
            team_id: first(parsed.subject(), oid::ORGANIZATIONAL_UNIT)
                .and_then(|unit| TeamId::parse(unit).ok()),
            not_before: moment(parsed.validity().not_before.timestamp()),
            not_after: moment(parsed.validity().not_after.timestamp()),
            serial: hex(parsed.raw_serial()),
            fingerprint: sha256(der),
        };
        Ok(Self {
            der: der.into(),
            key_fingerprint: sha256(&parsed.public_key().subject_public_key.data),
            facts,
        })
    }

    /// The certificate in DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// What it says of itself.
    pub fn facts(&self) -> &CertificateFacts {
        &self.facts
    }

    /// SHA-256 of its public key. The private key that belongs to it has the same: [`crate::PrivateKey::fingerprint`].
    pub fn key_fingerprint(&self) -> [u8; 32] {
        self.key_fingerprint
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest(&SHA256, bytes).as_ref());
    out
}

/// The first value of `attribute` in a name, if it is text.
fn first<'a>(name: &'a X509Name<'_>, attribute: &[u8]) -> Option<&'a str> {
    name.iter_attributes()
        .find(|it| it.attr_type().as_bytes() == attribute)
        .and_then(|it| it.as_str().ok())
}

/// The common name as a person may be shown it: no control characters, at most 200 of the rest.
fn common_name(name: &X509Name<'_>) -> String {
    first(name, oid::COMMON_NAME)
        .unwrap_or_default()
        .chars()
        .filter(|it| !it.is_control())
        .take(200)
        .collect()
}

fn moment(seconds: i64) -> SystemTime {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    let moment = if seconds < 0 {
        UNIX_EPOCH.checked_sub(distance)
    } else {
        UNIX_EPOCH.checked_add(distance)
    };
    moment.unwrap_or(UNIX_EPOCH)
}

/// Twenty bytes of serial number are the most that X.509 allows; more are cut.
fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(40);
    for byte in bytes.iter().skip_while(|byte| **byte == 0).take(20) {
        let _ = write!(out, "{byte:02X}");
    }
    out
}
