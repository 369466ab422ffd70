//! The topics of a push certificate: listed in Apple's extensions, or made from its bundle id.

use x509_parser::prelude::X509Certificate;

use super::apple::{CertificateKind, extension};
use super::error::CertificateError;
use crate::der::{self, Reader};
use crate::oid;

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

/// More topics than any certificate has: App ID, calls, complications and what Apple may add.
const MOST_TOPICS: usize = 32;

/// The listed topics; where nothing is listed, the one that the kind and the bundle id make.
pub(super) fn topics(
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
