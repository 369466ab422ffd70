//! Push certificates as Apple issues them, by an authority that only this simulator believes.

use crate::{Clock, Environment, SimulatorError, certificate::Certificate};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::{
    RootCertStore,
    server::{WebPkiClientVerifier, danger::ClientCertVerifier},
};
use rustls_pki_types::{CertificateDer, UnixTime};
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc, time::Duration};

const UID: &[u64] = &[0, 9, 2342, 19_200_300, 100, 1, 1];
const SANDBOX: &[u64] = &[1, 2, 840, 113_635, 100, 6, 3, 1];
const PRODUCTION: &[u64] = &[1, 2, 840, 113_635, 100, 6, 3, 2];
const TOPICS: &[u64] = &[1, 2, 840, 113_635, 100, 6, 3, 6];
/// The tags of DER that a list of topics is made of, and its value for "nothing to add".
const UTF8_STRING: u8 = 0x0c;
const SEQUENCE: u8 = 0x30;
const NULL: [u8; 2] = [5, 0];

const DAY: Duration = Duration::from_hours(24);
const YEAR: Duration = Duration::from_hours(365 * 24);

/// What a push certificate is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct IdentitySpec {
    /// The app: `UID` of the subject. For MDM the push topic.
    pub bundle_id: String,
    /// Where it may push; both when absent.
    #[serde(default = "both")]
    pub environments: Vec<Environment>,
    /// The list of topics. Without one there is no list, and the certificate is for the bundle id.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Issues one that ran out yesterday.
    #[serde(default)]
    pub expired: bool,
}

/// A push certificate with its private key. Secret: it can be shown only by asking for its fields.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// The certificate and that of its authority, in PEM.
    pub chain_pem: String,
    /// The private key, PKCS#8 in PEM.
    pub key_pem: String,
}

impl fmt::Debug for Identity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Identity").finish_non_exhaustive()
    }
}

/// Issues push certificates and knows its own again.
pub(crate) struct Identities {
    authority: Issuer<'static, KeyPair>,
    authority_pem: String,
    verifier: Arc<dyn ClientCertVerifier>,
}

/// What a client has shown in the TLS handshake.
#[derive(Debug)]
pub(crate) enum Shown {
    /// No certificate: it has to show a provider token.
    Nothing,
    /// A certificate of ours.
    Certificate(Certificate),
    /// A certificate that nobody here has issued, or that is not for pushing.
    Foreign,
}

impl IdentitySpec {
    /// A certificate for an app, in both environments, without a list of topics.
    pub fn new(bundle_id: impl Into<String>) -> Self {
        Self {
            bundle_id: bundle_id.into(),
            environments: both(),
            topics: Vec::new(),
            expired: false,
        }
    }

    /// The name that Apple gives to such a certificate.
    fn common_name(&self) -> String {
        let prefix = match self.environments[..] {
            [Environment::Sandbox] => "Apple Development IOS Push Services",
            [Environment::Production] => "Apple Production IOS Push Services",
            _ => "Apple Push Services",
        };
        format!("{prefix}: {}", self.bundle_id)
    }

    /// Apple's own extensions.
    fn extensions(&self) -> Vec<CustomExtension> {
        let environments = self.environments.iter().map(|environment| {
            let oid = match environment {
                Environment::Sandbox => SANDBOX,
                Environment::Production => PRODUCTION,
            };
            CustomExtension::from_oid_content(oid, NULL.into())
        });
        let topics = (!self.topics.is_empty())
            .then(|| CustomExtension::from_oid_content(TOPICS, self.topic_list()));
        environments.chain(topics).collect()
    }

    fn topic_list(&self) -> Vec<u8> {
        let pairs = self.topics.iter().flat_map(|topic| {
            let kind = topic
                .strip_prefix(self.bundle_id.as_str())
                .and_then(|suffix| suffix.strip_prefix('.'))
                .unwrap_or("app");
            let kinds = der(SEQUENCE, &der(UTF8_STRING, kind.as_bytes()));
            [der(UTF8_STRING, topic.as_bytes()), kinds].concat()
        });
        der(SEQUENCE, &pairs.collect::<Vec<u8>>())
    }
}

impl Identities {
    pub(crate) fn new() -> Result<Self, SimulatorError> {
        let mut params = CertificateParams::default();
        params
            .distinguished_name
            .push(DnType::CommonName, "Push certificates of one simulator");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().map_err(SimulatorError::Certificates)?;
        let certificate = params
            .self_signed(&key)
            .map_err(SimulatorError::Certificates)?;
        let mut roots = RootCertStore::empty();
        roots
            .add(certificate.der().clone())
            .map_err(SimulatorError::Tls)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider)
            .build()
            .expect("there is one root, and no list of revoked certificates");
        Ok(Self {
            authority_pem: certificate.pem(),
            authority: Issuer::new(params, key),
            verifier,
        })
    }

    pub(crate) fn issue(
        &self,
        spec: &IdentitySpec,
        clock: &Clock,
    ) -> Result<Identity, SimulatorError> {
        let today = date_time_ymd(1970, 1, 1) + clock.since_epoch();
        let mut params = CertificateParams::default();
        let name = &mut params.distinguished_name;
        name.push(DnType::CustomDnType(UID.into()), spec.bundle_id.as_str());
        name.push(DnType::CommonName, spec.common_name());
        (params.not_before, params.not_after) = if spec.expired {
            (today - YEAR, today - DAY)
        } else {
            (today - DAY, today + YEAR)
        };
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        params.custom_extensions = spec.extensions();
        let key = KeyPair::generate().map_err(SimulatorError::Certificates)?;
        let certificate = params
            .signed_by(&key, &self.authority)
            .map_err(SimulatorError::Certificates)?;
        Ok(Identity {
            chain_pem: format!("{}{}", certificate.pem(), self.authority_pem),
            key_pem: key.serialize_pem(),
        })
    }

    /// Looks at what a client has shown, once for each connection.
    pub(crate) fn inspect(&self, chain: Option<&[CertificateDer<'_>]>, now: Duration) -> Shown {
        let Some([leaf, intermediates @ ..]) = chain else {
            return Shown::Nothing;
        };
        let time = UnixTime::since_unix_epoch(now);
        let is_ours = self
            .verifier
            .verify_client_cert(leaf, intermediates, time)
            .is_ok();
        match Certificate::read(leaf) {
            Some(certificate) if is_ours => Shown::Certificate(certificate),
            Some(_) | None => Shown::Foreign,
        }
    }
}

fn both() -> Vec<Environment> {
    Environment::ALL.into()
}

/// A value of DER.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("lists of topics are short");
    let [high, low] = length.to_be_bytes();
    let head = match length {
        0..0x80 => vec![tag, low],
        _ => vec![tag, 0x82, high, low],
    };
    [&head, content].concat()
}

#[cfg(test)]
mod tests {
    use super::{Certificate, Identities, IdentitySpec, Shown, der};
    use crate::{Clock, Environment};
    use rustls_pki_types::{CertificateDer, pem::PemObject as _};
    use std::time::{Duration, UNIX_EPOCH};

    const NOW: Duration = Duration::from_hours(500_000);

    fn shown(identities: &Identities, spec: &IdentitySpec) -> Shown {
        let clock = Clock::new(|| UNIX_EPOCH + NOW);
        let identity = identities.issue(spec, &clock).unwrap();
        let chain: Vec<_> = CertificateDer::pem_slice_iter(identity.chain_pem.as_bytes())
            .map(Result::unwrap)
            .collect();
        assert_eq!(chain.len(), 2);
        identities.inspect(Some(&chain), NOW)
    }

    #[test]
    fn certificate_says_what_it_was_asked_for() {
        let identities = Identities::new().unwrap();
        // More than 127 bytes, so that lengths take a second byte.
        let topics = [
            "",
            ".voip",
            ".complication",
            ".pushkit.fileprovider",
            ".voip-ptt",
        ]
        .map(|suffix| format!("com.example.a-rather-long-name{suffix}"));
        let spec = IdentitySpec {
            topics: topics.to_vec(),
            environments: vec![Environment::Production],
            ..IdentitySpec::new("com.example.a-rather-long-name")
        };
        let Shown::Certificate(certificate) = shown(&identities, &spec) else {
            panic!("it is ours");
        };
        assert_eq!(certificate.topics, topics);
        assert_eq!(certificate.environments, [Environment::Production]);
        assert!(!certificate.is_expired(NOW));
        assert!(certificate.is_expired(NOW + Duration::from_hours(366 * 24)));
    }

    #[test]
    fn without_a_list_the_bundle_id_is_the_topic() {
        let identities = Identities::new().unwrap();
        let Shown::Certificate(certificate) =
            shown(&identities, &IdentitySpec::new("com.example.app"))
        else {
            panic!("it is ours");
        };
        assert_eq!(certificate.topics, ["com.example.app"]);
        assert_eq!(certificate.environments, Environment::ALL);
    }

    #[test]
    fn nobody_else_can_issue_certificates() {
        let (ours, theirs) = (Identities::new().unwrap(), Identities::new().unwrap());
        let clock = Clock::new(|| UNIX_EPOCH + NOW);
        let identity = theirs.issue(&IdentitySpec::new("com.example.app"), &clock);
        let leaf = CertificateDer::from_pem_slice(identity.unwrap().chain_pem.as_bytes()).unwrap();
        assert!(matches!(ours.inspect(Some(&[leaf]), NOW), Shown::Foreign));
        assert!(matches!(ours.inspect(None, NOW), Shown::Nothing));
        let expired = IdentitySpec {
            expired: true,
            ..IdentitySpec::new("com.example.app")
        };
        assert!(matches!(shown(&ours, &expired), Shown::Foreign));
    }

    #[test]
    fn garbage_is_not_a_certificate() {
        assert_eq!(Certificate::read(&[0x30, 0x03, 1, 2, 3]), None);
        assert_eq!(der(4, &[]), [4, 0]);
        assert_eq!(der(4, &[7]), [4, 1, 7]);
        assert_eq!(der(4, &[7; 300])[..4], [4, 0x82, 1, 44]);
    }
}
