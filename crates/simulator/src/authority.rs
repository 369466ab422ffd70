//! The certificate authority that exists only for one run, and the listener's certificate.
//!
//! The leaf also names Apple's hosts, so that a client that is led here by a hosts file believes it,
//! once it trusts the authority.
//!
//! Clients may show a certificate, and the handshake takes any: that it is a bad one is said as Apple says it, in an
//! answer, and not by an alert.

use crate::{Clock, SimulatorError, environment::Host};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::{
    DigitallySignedStruct, DistinguishedName, ServerConfig, SignatureScheme,
    client::danger::HandshakeSignatureValid,
    crypto::{WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature},
    server::{
        ClientHello, ResolvesServerCert,
        danger::{ClientCertVerified, ClientCertVerifier},
    },
    sign::CertifiedKey,
};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, UnixTime};
use std::{sync::Arc, time::Duration};

/// The names that the listener answers to, besides Apple's.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];
/// Some systems refuse server certificates that last longer than 825 days.
const LIFE: Duration = Duration::from_hours(365 * 24);
const DAY: Duration = Duration::from_hours(24);

/// What a listener shows, and what clients have to trust.
pub(crate) struct Authority {
    pub(crate) ca_pem: String,
    pub(crate) tls: Tls,
}

/// The two ways to meet a client.
#[derive(Clone)]
pub(crate) struct Tls {
    pub(crate) accepting: Arc<ServerConfig>,
    /// Has no certificate to show, and ends each handshake with an alert.
    pub(crate) refusing: Arc<ServerConfig>,
}

impl Authority {
    /// Makes a new authority and a leaf. The authority's key is forgotten at once.
    pub(crate) fn new() -> Result<Self, SimulatorError> {
        // Clients look at the clock of the machine, whatever the time is in the simulation.
        let today = date_time_ymd(1970, 1, 1) + Clock::system().since_epoch();
        let dated = |mut params: CertificateParams, name: &str| {
            params.distinguished_name.push(DnType::CommonName, name);
            params.not_before = today - DAY;
            params.not_after = today + LIFE;
            params
        };

        let mut ca = dated(
            CertificateParams::default(),
            "APNs simulator, made for one run",
        );
        ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let ca_key = KeyPair::generate().map_err(SimulatorError::Certificates)?;
        let ca_certificate = ca
            .self_signed(&ca_key)
            .map_err(SimulatorError::Certificates)?;

        let names: Vec<String> = NAMES
            .into_iter()
            .chain(Host::names())
            .map(str::to_owned)
            .collect();
        let leaf = CertificateParams::new(names).map_err(SimulatorError::Certificates)?;
        let mut leaf = dated(leaf, "localhost");
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        leaf.use_authority_key_identifier_extension = true;
        let leaf_key = KeyPair::generate().map_err(SimulatorError::Certificates)?;
        let leaf = leaf
            .signed_by(&leaf_key, &Issuer::new(ca, ca_key))
            .map_err(SimulatorError::Certificates)?;

        let chain = vec![leaf.der().clone()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(leaf_key.serialize_der()));
        let provider = ring::default_provider();
        let anybody = Arc::new(Anybody(provider.signature_verification_algorithms));
        let builder = ServerConfig::builder_with_provider(Arc::new(provider))
            .with_safe_default_protocol_versions()
            .map_err(SimulatorError::Tls)?;
        let refusing = builder
            .clone()
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(Nothing));
        let mut tls = builder
            .with_client_cert_verifier(anybody)
            .with_single_cert(chain, key)
            .map_err(SimulatorError::Tls)?;
        // A client that sends no ALPN at all is tolerated, as Apple does; one that offers only others is not.
        tls.alpn_protocols = vec![b"h2".to_vec()];
        Ok(Self {
            ca_pem: ca_certificate.pem(),
            tls: Tls {
                accepting: Arc::new(tls),
                refusing: Arc::new(refusing),
            },
        })
    }
}

/// No certificate for anybody.
#[derive(Debug)]
struct Nothing;

impl ResolvesServerCert for Nothing {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        None
    }
}

/// Lets in whoever has the private key of what is shown, and whoever shows nothing.
#[derive(Debug)]
struct Anybody(WebPkiSupportedAlgorithms);

impl ClientCertVerifier for Anybody {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    /// None, so that clients show what they have.
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _leaf: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, leaf, signature, &self.0)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, leaf, signature, &self.0)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_schemes()
    }
}
