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
use crate::der::{self, Reader};
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

/// One topic that a certificate may push to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// As it stands in `apns-topic`, such as `com.example.app.voip`.
    pub name: String,
    /// What Apple calls it in the certificate.
    pub kind: TopicKind,
}

/// Apple's word beside a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicKind {
    /// `app`, and every certificate with a single topic.
    App,
    /// `voip`.
    Voip,
    /// `complication`.
    Complication,
    /// A word that we do not know.
    Other,
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

/// More topics than any certificate has: App ID, calls, complications and what Apple may add.
const MOST_TOPICS: usize = 32;

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
fn extension<'a>(certificate: &'a X509Certificate<'_>, id: &[u8]) -> Option<&'a [u8]> {
    certificate
        .extensions()
        .iter()
        .find(|it| it.oid.as_bytes() == id)
        .map(|it| it.value)
}

/// The listed topics; where nothing is listed, the one that the kind and the bundle id make.
fn topics(
    certificate: &X509Certificate<'_>,
    kind: CertificateKind,
    bundle_id: Option<&str>,
) -> Result<Vec<Topic>, CertificateError> {
    let mut topics = Vec::new();
    let mut add = |name: &str, kind| {
        if name.contains('*') {
            return Err(CertificateError::Wildcard);
        }
        if !is_topic(name) || topics.len() == MOST_TOPICS {
            return Err(CertificateError::NoTopic);
        }
        if !topics.iter().any(|it: &Topic| it.name == name) {
            topics.push(Topic {
                name: name.to_owned(),
                kind,
            });
        }
        Ok(())
    };
    if let Some(bundle_id) = bundle_id {
        match kind {
            CertificateKind::Voip => add(&suffixed(bundle_id, ".voip"), TopicKind::Voip)?,
            CertificateKind::WatchKit => {
                add(
                    &suffixed(bundle_id, ".complication"),
                    TopicKind::Complication,
                )?;
            }
            _ => add(bundle_id, TopicKind::App)?,
        }
    }
    for (id, usual) in [
        (oid::APPLE_TOPICS, TopicKind::App),
        (oid::APPLE_VOIP, TopicKind::Voip),
    ] {
        if let Some(value) = extension(certificate, id) {
            for (name, kind) in listed(value, usual)? {
                add(name, kind)?;
            }
        }
    }
    if topics.is_empty() {
        return Err(CertificateError::NoTopic);
    }
    Ok(topics)
}

/// Reads the list. A topic without a kind beside it has the `usual` one; the marker without a list is an empty list.
fn listed(value: &[u8], usual: TopicKind) -> Result<Vec<(&str, TopicKind)>, CertificateError> {
    let read = || -> Result<Vec<(&str, TopicKind)>, der::DerError> {
        let mut outer = Reader::new(value);
        let first = outer.element()?;
        outer.finish()?;
        let mut reader = match first.tag {
            der::SEQUENCE => first.reader(),
            der::NULL => Reader::new(&[]),
            _ => Reader::new(first.whole),
        };
        let mut list = Vec::new();
        while !reader.is_empty() {
            let name = text(reader.expect(der::UTF8_STRING)?)?;
            let mut kind = usual;
            if reader.is_next(der::SEQUENCE) {
                let mut kinds = reader.inside(der::SEQUENCE)?;
                kind = match text(kinds.expect(der::UTF8_STRING)?)? {
                    "app" => TopicKind::App,
                    "voip" => TopicKind::Voip,
                    "complication" => TopicKind::Complication,
                    _ => TopicKind::Other,
                };
            }
            list.push((name, kind));
        }
        Ok(list)
    };
    read().map_err(|_| CertificateError::NoTopic)
}

fn text(bytes: &[u8]) -> Result<&str, der::DerError> {
    std::str::from_utf8(bytes).map_err(|_| der::DerError::Damaged)
}

fn suffixed(name: &str, suffix: &str) -> String {
    if name.ends_with(suffix) {
        name.to_owned()
    } else {
        format!("{name}{suffix}")
    }
}

/// A bundle id, a pass type id, an MDM topic: letters, digits, hyphens, underscores and dots; 255 at most.
fn is_topic(name: &str) -> bool {
    (1..=255).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}
