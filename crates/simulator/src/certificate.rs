//! What a push certificate says: for whom, where, and about which topics it may push.
//!
//! Apple writes this into extensions of its own; their numbers are public, their structure was seen in certificates.
//! <https://developer.apple.com/documentation/usernotifications/establishing-a-certificate-based-connection-to-apns>

use crate::Environment;
use std::time::Duration;
use x509_parser::{
    asn1_rs::{Any, FromDer as _, Oid, Sequence, oid},
    certificate::X509Certificate,
};

/// `UID` in the subject: the bundle id; with MDM, the push topic.
const UID: Oid<'_> = oid!(0.9.2342.19200300.100.1.1);
/// May push in the sandbox.
const SANDBOX: Oid<'_> = oid!(1.2.840.113635.100.6.3.1);
/// May push in production.
const PRODUCTION: Oid<'_> = oid!(1.2.840.113635.100.6.3.2);
/// The `VoIP` topics.
const VOIP_TOPICS: Oid<'_> = oid!(1.2.840.113635.100.6.3.4);
/// All topics: pairs of a topic and its kinds.
const TOPICS: Oid<'_> = oid!(1.2.840.113635.100.6.3.6);

/// A push certificate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Certificate {
    /// Where it may push.
    pub(crate) environments: Vec<Environment>,
    /// What it may push to. Without a list, the bundle id alone.
    pub(crate) topics: Vec<String>,
    /// Seconds since 1970, the last that it is good for.
    expires_at: Duration,
}

impl Certificate {
    /// Reads a certificate; `None` if it is not one, or names no topic at all.
    pub(crate) fn read(der: &[u8]) -> Option<Self> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let extension = |oid: Oid<'_>| {
            certificate
                .iter_extensions()
                .find(|it| it.oid == oid)
                .map(|it| it.value)
        };
        let environments = [
            (SANDBOX, Environment::Sandbox),
            (PRODUCTION, Environment::Production),
        ]
        .into_iter()
        .filter_map(|(oid, environment)| extension(oid).map(|_| environment))
        .collect();
        let mut topics: Vec<String> = [TOPICS, VOIP_TOPICS]
            .into_iter()
            .filter_map(extension)
            .flat_map(topics)
            .collect();
        if topics.is_empty() {
            let uid = certificate.subject().iter_by_oid(&UID).next()?;
            topics.push(uid.as_str().ok()?.to_owned());
        }
        let expires_at = certificate.validity().not_after.timestamp();
        Some(Self {
            environments,
            topics,
            expires_at: Duration::from_secs(expires_at.try_into().ok()?),
        })
    }

    pub(crate) fn is_expired(&self, now: Duration) -> bool {
        now > self.expires_at
    }
}

/// The texts in `SEQUENCE { UTF8String topic, SEQUENCE { UTF8String kind }, … }`, without the kinds.
fn topics(der: &[u8]) -> Vec<String> {
    let Ok((_, list)) = Sequence::from_der(der) else {
        return Vec::new();
    };
    let mut rest: &[u8] = &list.content;
    let mut topics = Vec::new();
    while let Ok((after, item)) = Any::from_der(rest) {
        rest = after;
        topics.extend(item.utf8string().map(|topic| topic.string()));
    }
    topics
}
