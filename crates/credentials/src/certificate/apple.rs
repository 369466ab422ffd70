//! Apple's own fields in a push certificate: which trade, which hosts, which topics.
//!
//! | field | meaning |
//! |---|---|
//! | subject `UID` | bundle id; for MDM the push topic |
//! | 1.2.840.113635.100.6.3.1 | sandbox allowed |
//! | 1.2.840.113635.100.6.3.2 | production allowed |
//! | 1.2.840.113635.100.6.3.4 | topics of `voip` pushes |
//! | 1.2.840.113635.100.6.3.6 | topics: `SEQUENCE { UTF8String topic, SEQUENCE { UTF8String kind }, … }` |

use x509_parser::prelude::X509Certificate;

use super::error::{CertificateError, Foreigner};
use super::first;
use super::topics::{Topic, topics};
use crate::oid;

/// What a certificate was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateKind {
    /// An app: *Apple Push Notification service SSL*, for sandbox, production or both.
    App,
    /// `VoIP Services`.
    Voip,
    /// `WatchKit Services`: complications.
    WatchKit,
    /// *Website Push ID*: Safari.
    Website,
    /// *Pass Type ID*: Wallet.
    Pass,
    /// Device management (APSP).
    Mdm,
}

impl CertificateKind {
    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Voip => "voip",
            Self::WatchKit => "watchkit",
            Self::Website => "website",
            Self::Pass => "pass",
            Self::Mdm => "mdm",
        }
    }
}

/// Which of Apple's hosts take a certificate. At least one is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Environments {
    /// `api.sandbox.push.apple.com`.
    pub sandbox: bool,
    /// `api.push.apple.com`.
    pub production: bool,
}

impl Environments {
    const BOTH: Self = Self {
        sandbox: true,
        production: true,
    };
    const SANDBOX: Self = Self {
        sandbox: true,
        production: false,
    };
    const PRODUCTION: Self = Self {
        sandbox: false,
        production: true,
    };
}

/// What the portal calls a certificate at the start of its common name: trade, and hosts where no extension names them.
const NAMES: [(&str, CertificateKind, Environments); 9] = [
    (
        "Apple Push Services: ",
        CertificateKind::App,
        Environments::BOTH,
    ),
    (
        "Apple Development IOS Push Services: ",
        CertificateKind::App,
        Environments::SANDBOX,
    ),
    (
        "Apple Production IOS Push Services: ",
        CertificateKind::App,
        Environments::PRODUCTION,
    ),
    (
        "Apple Development Mac Push Services: ",
        CertificateKind::App,
        Environments::SANDBOX,
    ),
    (
        "Apple Production Mac Push Services: ",
        CertificateKind::App,
        Environments::PRODUCTION,
    ),
    ("VoIP Services: ", CertificateKind::Voip, Environments::BOTH),
    (
        "WatchKit Services: ",
        CertificateKind::WatchKit,
        Environments::BOTH,
    ),
    (
        "Website Push ID: ",
        CertificateKind::Website,
        Environments::PRODUCTION,
    ),
    (
        "Pass Type ID: ",
        CertificateKind::Pass,
        Environments::PRODUCTION,
    ),
];

/// Starts of common names that people mistake for push certificates.
const FOREIGNERS: [(&str, Foreigner); 9] = [
    ("Apple Development: ", Foreigner::CodeSigning),
    ("Apple Distribution: ", Foreigner::CodeSigning),
    ("iPhone Developer: ", Foreigner::CodeSigning),
    ("iPhone Distribution: ", Foreigner::CodeSigning),
    ("Mac Developer: ", Foreigner::CodeSigning),
    ("3rd Party Mac Developer ", Foreigner::CodeSigning),
    ("Developer ID ", Foreigner::CodeSigning),
    ("Merchant ID: ", Foreigner::ApplePay),
    ("Apple Pay ", Foreigner::ApplePay),
];

/// What the fields say together.
pub(super) struct Claims {
    pub(super) kind: CertificateKind,
    pub(super) environments: Environments,
    pub(super) topics: Vec<Topic>,
}

impl Claims {
    pub(super) fn of(certificate: &X509Certificate<'_>) -> Result<Self, CertificateError> {
        let subject = certificate.subject();
        let common_name = first(subject, oid::COMMON_NAME).unwrap_or_default();
        let user_id = first(subject, oid::USER_ID);
        let has = |id: &[u8]| extension(certificate, id).is_some();
        let marked = Environments {
            sandbox: has(oid::APPLE_SANDBOX),
            production: has(oid::APPLE_PRODUCTION),
        };
        let is_marked = marked.sandbox || marked.production;
        let is_listed = has(oid::APPLE_TOPICS) || has(oid::APPLE_VOIP);

        let named = NAMES.iter().find(|it| common_name.starts_with(it.0));
        let (kind, usual) = if let Some((_, kind, usual)) = named {
            (*kind, *usual)
        } else if user_id.is_some_and(|it| it.starts_with("com.apple.mgmt.")) {
            (CertificateKind::Mdm, Environments::PRODUCTION)
        } else if is_marked || is_listed {
            (CertificateKind::App, Environments::BOTH)
        } else {
            return Err(CertificateError::NotForPush(foreigner(
                certificate,
                common_name,
            )));
        };
        let bundle_id = user_id.or_else(|| named.map(|(prefix, ..)| &common_name[prefix.len()..]));
        Ok(Self {
            kind,
            environments: if is_marked { marked } else { usual },
            topics: topics(certificate, kind, bundle_id)?,
        })
    }
}

fn foreigner(certificate: &X509Certificate<'_>, common_name: &str) -> Foreigner {
    if certificate.is_ca() {
        return Foreigner::Authority;
    }
    FOREIGNERS
        .iter()
        .find(|it| common_name.starts_with(it.0))
        .map_or(Foreigner::Unknown, |it| it.1)
}

/// The value of the first extension with this id.
pub(super) fn extension<'a>(certificate: &'a X509Certificate<'_>, id: &[u8]) -> Option<&'a [u8]> {
    certificate
        .extensions()
        .iter()
        .find(|it| it.oid.as_bytes() == id)
        .map(|it| it.value)
}
