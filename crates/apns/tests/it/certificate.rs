//! A client certificate instead of provider tokens, against a server that insists on one.

use std::sync::Arc;

use apns::{ApnsError, Authentication, Endpoint, Native, Roots, Transport as _};
use bytes::Bytes;
use credentials::Identity;
use http::{HeaderMap, Response};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use test_support::device_token;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::contract::stage::push;

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// A certificate of that name with its key as PKCS#8, both in DER.
    fn issue(&self, name: &str) -> (CertificateDer<'static>, Vec<u8>) {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        let certificate = params.signed_by(&key, &self.0).unwrap();
        (certificate.der().clone(), key.serialize_der())
    }
}

/// What a server has seen of one push: the certificate and the headers.
type Seen = (Vec<u8>, HeaderMap);

/// Answers one push on one connection, to whoever shows a certificate of the authority.
async fn serve(listener: TcpListener, authority: &Authority) -> Seen {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(authority.0.der().clone()).unwrap();
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build();
    let (certificate, key) = authority.issue("localhost");
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier.unwrap())
        .with_single_cert(vec![certificate], PrivatePkcs8KeyDer::from(key).into())
        .unwrap();
    config.alpn_protocols = vec![b"h2".to_vec()];
    let (tcp, _) = listener.accept().await.unwrap();
    let tls = TlsAcceptor::from(Arc::new(config)).accept(tcp).await;
    let tls = tls.unwrap();
    let shown = tls.get_ref().1.peer_certificates().unwrap()[0].to_vec();
    let mut http = h2::server::handshake(tls).await.unwrap();
    let (request, mut respond) = http.accept().await.unwrap().unwrap();
    respond.send_response(Response::new(()), true).unwrap();
    let headers = request.into_parts().0.headers;
    http.graceful_shutdown();
    while let Some(Ok(_)) = http.accept().await {}
    (shown, headers)
}

#[tokio::test]
async fn certificate_is_shown_and_no_provider_token_is_sent() {
    let authority = Authority::new();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let endpoint = Endpoint {
        host: "localhost".to_owned(),
        port: listener.local_addr().unwrap().port(),
        roots: Roots::Pem(authority.0.pem()),
        proxy: None,
    };
    let (certificate, key) = authority.issue("Apple Push Services: com.example.demo");
    let chain = vec![certificate.to_vec().into_boxed_slice()];
    let identity = Arc::new(Identity::new(chain, key.into()));
    let transport = Native::new(endpoint, Authentication::Certificate(identity)).unwrap();
    let push = push(&device_token(1), 1);
    let (seen, reply) = tokio::join!(serve(listener, &authority), async {
        let reply = transport.deliver(&push).await;
        drop(transport);
        reply
    });
    assert!(reply.unwrap().is_accepted());
    let (shown, headers) = seen;
    assert_eq!(shown, certificate.to_vec());
    assert_eq!(headers.get("authorization"), None);
    assert_eq!(headers["apns-topic"], "com.example.demo");
}

#[test]
fn key_that_cannot_be_read_is_refused_at_set_up() {
    let (certificate, _) = Authority::new().issue("Apple Push Services: com.example.demo");
    let chain = vec![certificate.to_vec().into_boxed_slice()];
    let identity = Identity::new(chain, Bytes::from_static(b"no key").to_vec().into());
    let endpoint = Endpoint::apple(payload::Environment::Sandbox).unwrap();
    let made = Native::new(endpoint, Authentication::Certificate(Arc::new(identity)));
    assert!(matches!(made.map(|_| ()), Err(ApnsError::Tls(_))));
}
