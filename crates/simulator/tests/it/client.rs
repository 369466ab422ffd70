//! An APNs client as small as can be, with every header in the hands of the test.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use bytes::Bytes;
use h2::client::{ResponseFuture, SendRequest};
use http::{HeaderMap, HeaderName, Method, Request};
use ring::{
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair,
        EcdsaSigningAlgorithm,
    },
};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject as _};
use serde_json::{Value, json};
use simulator::{Clock, Device, DeviceSpec, Environment, Identity, Options, Service, Simulator};
use std::{
    io,
    net::SocketAddr,
    str::FromStr as _,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::{net::TcpStream, time::timeout};
use tokio_rustls::{TlsConnector, client::TlsStream};

pub(crate) const BUNDLE_ID: &str = "com.example.demo";
pub(crate) const KEY_ID: &str = "ABCDE12345";
pub(crate) const TEAM_ID: &str = "TEAM123456";
/// A test that waits longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A simulator with one key and one device, standing still in time.
pub(crate) struct Scene {
    pub(crate) simulator: Simulator,
    pub(crate) key: Key,
    pub(crate) device: Device,
    /// One provider token for all pushes: Apple wants it renewed rarely.
    jwt: String,
}

/// The time that it is in every scene.
pub(crate) fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_hours(500_000)
}

pub(crate) fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap().as_secs()
}

impl Scene {
    pub(crate) async fn new() -> Self {
        Self::with(Options {
            clock: Clock::new(now),
            ..Options::default()
        })
        .await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let simulator = Simulator::start(options).await.unwrap();
        let key = Key::new(KEY_ID, TEAM_ID);
        simulator
            .register_key(KEY_ID, TEAM_ID, &key.public_key_pem)
            .unwrap();
        let device = simulator.register_device(DeviceSpec {
            name: "Ada's iPhone".into(),
            bundle_id: BUNDLE_ID.into(),
            environment: Environment::Sandbox,
        });
        let jwt = key.token(seconds(now()));
        Self {
            simulator,
            key,
            device,
            jwt,
        }
    }

    pub(crate) async fn client(&self) -> Client {
        self.client_of("localhost").await
    }

    /// A client of a service.
    pub(crate) async fn client_at(&self, environment: Environment, service: Service) -> Client {
        let address = self.simulator.address_of(environment, service);
        Client::connect(address, self.simulator.ca_pem(), "localhost").await
    }

    /// A provider token that is good.
    pub(crate) fn jwt(&self) -> &str {
        &self.jwt
    }

    /// A client that shows a certificate.
    pub(crate) async fn client_with(
        &self,
        identity: &Identity,
        environment: Environment,
    ) -> Client {
        let address = self.simulator.address_of(environment, Service::Push);
        let ca_pem = self.simulator.ca_pem();
        let (versions, protocols) = (rustls::DEFAULT_VERSIONS, &["h2"][..]);
        let stream = tls_of(
            address,
            ca_pem,
            "localhost",
            versions,
            protocols,
            Some(identity),
        )
        .await
        .unwrap();
        Client::over(stream, "localhost").await
    }

    /// A client that believes it talks to this host.
    pub(crate) async fn client_of(&self, host: &'static str) -> Client {
        Client::connect(self.simulator.address(), self.simulator.ca_pem(), host).await
    }

    /// A push with nothing wrong.
    pub(crate) fn push(&self) -> Push {
        Push::new(&self.device.token, &self.jwt)
    }
}

/// A key for provider tokens.
pub(crate) struct Key {
    pub(crate) public_key_pem: String,
    pkcs8: Vec<u8>,
    id: String,
    team: String,
}

impl Key {
    pub(crate) fn new(key_id: &str, team_id: &str) -> Self {
        let pair = rcgen::KeyPair::generate().unwrap();
        Self {
            public_key_pem: pair.public_key_pem(),
            pkcs8: pair.serialize_der(),
            id: key_id.into(),
            team: team_id.into(),
        }
    }

    /// The same key under other names.
    pub(crate) fn named(&self, key_id: &str, team_id: &str) -> Self {
        let (public_key_pem, pkcs8) = (self.public_key_pem.clone(), self.pkcs8.clone());
        Self {
            public_key_pem,
            pkcs8,
            id: key_id.into(),
            team: team_id.into(),
        }
    }

    /// A token as libraries make it.
    pub(crate) fn token(&self, issued_at: u64) -> String {
        let claims = json!({ "iss": self.team, "iat": issued_at });
        self.sign(
            &json!({ "alg": "ES256", "kid": self.id }),
            &claims,
            &ECDSA_P256_SHA256_FIXED_SIGNING,
        )
    }

    /// A token as Apple's recipe for the shell makes it, and with `iat` as text besides.
    pub(crate) fn der_token(&self, issued_at: u64) -> String {
        let claims = json!({ "iss": self.team, "iat": issued_at.to_string() });
        self.sign(
            &json!({ "alg": "ES256", "kid": self.id }),
            &claims,
            &ECDSA_P256_SHA256_ASN1_SIGNING,
        )
    }

    /// A token as `a2` makes it: padded, in the alphabet of ordinary base64.
    pub(crate) fn standard_base64_token(&self, issued_at: u64) -> String {
        let part = |value: &Value| STANDARD.encode(value.to_string());
        // A `?` at the third place makes a `/`, so that the alphabets differ for certain.
        let header = json!({ "a?": "???", "alg": "ES256", "kid": self.id });
        let claims = json!({ "iss": self.team, "iat": issued_at });
        let signed = format!("{}.{}", part(&header), part(&claims));
        let random = SystemRandom::new();
        let form = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_pkcs8(form, &self.pkcs8, &random).unwrap();
        let signature = pair.sign(&random, signed.as_bytes()).unwrap();
        format!("{signed}.{}", STANDARD.encode(signature))
    }

    pub(crate) fn sign(
        &self,
        header: &Value,
        claims: &Value,
        form: &'static EcdsaSigningAlgorithm,
    ) -> String {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(form, &self.pkcs8, &random).unwrap();
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(header), encode(claims));
        let signature = pair.sign(&random, signed.as_bytes()).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// A request that can be spoilt in any way.
#[derive(Clone)]
pub(crate) struct Push {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Push {
    pub(crate) fn new(token: &str, jwt: &str) -> Self {
        let mut push = Self {
            method: Method::POST,
            path: format!("/3/device/{token}"),
            headers: HeaderMap::new(),
            body: Bytes::from_static(br#"{"aps":{"alert":"Hello"}}"#),
        };
        push.set("authorization", &format!("bearer {jwt}"));
        push.set("apns-topic", BUNDLE_ID);
        push.set("apns-push-type", "alert");
        push
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.headers
            .insert(HeaderName::from_str(name).unwrap(), value.parse().unwrap());
    }

    pub(crate) fn add(&mut self, name: &str, value: &str) {
        self.headers
            .append(HeaderName::from_str(name).unwrap(), value.parse().unwrap());
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.headers.remove(name);
    }

    pub(crate) fn sign(&mut self, jwt: &str) {
        self.set("authorization", &format!("bearer {jwt}"));
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// `Null` for an empty body, text for one that is not JSON.
    pub(crate) body: Value,
}

impl Reply {
    /// Status and reason in one line.
    pub(crate) fn verdict(&self) -> String {
        match self.body["reason"].as_str() {
            Some(reason) => format!("{} {reason}", self.status),
            None => self.status.to_string(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// One connection.
pub(crate) struct Client {
    h2: SendRequest<Bytes>,
    host: &'static str,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr, ca_pem: &str, host: &'static str) -> Self {
        Self::over(tls(address, ca_pem, host).await, host).await
    }

    pub(crate) async fn over(stream: TlsStream<TcpStream>, host: &'static str) -> Self {
        let (h2, connection) = h2::client::handshake(stream).await.unwrap();
        // Errors show in the requests.
        tokio::spawn(async move { drop(connection.await) });
        Self { h2, host }
    }

    /// Sends, and waits for the answer.
    pub(crate) async fn send(&mut self, push: &Push) -> Reply {
        soon(reply(self.start(push).await)).await.unwrap()
    }

    /// Sends only.
    pub(crate) async fn start(&mut self, push: &Push) -> ResponseFuture {
        self.try_start(push).await.unwrap()
    }

    pub(crate) async fn try_start(&mut self, push: &Push) -> Result<ResponseFuture, h2::Error> {
        let mut request = Request::builder()
            .method(push.method.clone())
            .uri(format!("https://{}{}", self.host, push.path));
        request.headers_mut().unwrap().clone_from(&push.headers);
        let mut h2 = soon(self.h2.clone().ready()).await?;
        let (response, mut body) =
            h2.send_request(request.body(()).unwrap(), push.body.is_empty())?;
        if !push.body.is_empty() {
            body.send_data(push.body.clone(), true)?;
        }
        Ok(response)
    }

    /// The limit of streams that the server has told.
    pub(crate) fn streams(&self) -> usize {
        self.h2.current_max_send_streams()
    }
}

/// Waits for an answer, with its body.
pub(crate) async fn reply(response: ResponseFuture) -> Result<Reply, h2::Error> {
    let (parts, mut body) = response.await?.into_parts();
    let mut bytes = Vec::new();
    while let Some(chunk) = body.data().await {
        bytes.extend_from_slice(&chunk?);
    }
    let body = if bytes.is_empty() {
        Value::Null
    } else {
        let text = String::from_utf8_lossy(&bytes);
        serde_json::from_slice(&bytes).unwrap_or_else(|_| Value::String(text.into_owned()))
    };
    Ok(Reply {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body,
    })
}

/// A TLS connection as clients of APNs make it, which trusts only this authority.
pub(crate) async fn tls(
    address: SocketAddr,
    ca_pem: &str,
    host: &'static str,
) -> TlsStream<TcpStream> {
    tls_with(address, ca_pem, host, rustls::DEFAULT_VERSIONS, &["h2"])
        .await
        .unwrap()
}

/// A TLS connection with these versions and protocols.
pub(crate) async fn tls_with(
    address: SocketAddr,
    ca_pem: &str,
    host: &'static str,
    versions: &[&'static SupportedProtocolVersion],
    protocols: &[&str],
) -> io::Result<TlsStream<TcpStream>> {
    tls_of(address, ca_pem, host, versions, protocols, None).await
}

/// A TLS connection that may show a certificate.
async fn tls_of(
    address: SocketAddr,
    ca_pem: &str,
    host: &'static str,
    versions: &[&'static SupportedProtocolVersion],
    protocols: &[&str],
    identity: Option<&Identity>,
) -> io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(ca_pem.as_bytes()).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots);
    let mut config = match identity {
        None => config.with_no_client_auth(),
        Some(identity) => {
            let chain = CertificateDer::pem_slice_iter(identity.chain_pem.as_bytes());
            let key = PrivateKeyDer::from_pem_slice(identity.key_pem.as_bytes()).unwrap();
            config
                .with_client_auth_cert(chain.map(Result::unwrap).collect(), key)
                .unwrap()
        }
    };
    config.alpn_protocols = protocols.iter().map(|it| it.as_bytes().to_vec()).collect();
    let stream = TcpStream::connect(address).await?;
    let host = ServerName::try_from(host).unwrap();
    TlsConnector::from(Arc::new(config))
        .connect(host, stream)
        .await
}

/// Fails a test that would otherwise hang.
pub(crate) async fn soon<T>(work: impl Future<Output = T>) -> T {
    timeout(PATIENCE, work)
        .await
        .expect("an answer within half a minute")
}
