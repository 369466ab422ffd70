//! From a host name to an encrypted stream on which HTTP/2 can begin.

use std::sync::Arc;

use credentials::Identity;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::tunnel;
use crate::authentication::Authentication;
use crate::endpoint::{Endpoint, Roots};
use crate::error::ApnsError;
use crate::outcome::words;
use crate::proxy::Proxy;

/// An encrypted stream.
pub(super) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// Opens streams to one server.
pub(super) trait Dialer: Send + Sync {
    /// A new stream, on which the server speaks HTTP/2. The error is in words.
    fn dial(&self) -> BoxFuture<'_, Result<Box<dyn Io>, String>>;
}

/// Where to, by which way, and with which TLS.
pub(super) struct Dial {
    host: String,
    port: u16,
    proxy: Option<Proxy>,
    name: ServerName<'static>,
    tls: TlsConnector,
}

impl Dial {
    pub(super) fn new(
        endpoint: Endpoint,
        authentication: &Authentication,
    ) -> Result<Self, ApnsError> {
        let Endpoint {
            host,
            port,
            roots,
            proxy,
        } = endpoint;
        let name = ServerName::try_from(host.clone())
            .map_err(|_| ApnsError::BadHost { host: host.clone() })?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(store(&roots)?);
        let mut config = match authentication {
            Authentication::Token(_) => config.with_no_client_auth(),
            Authentication::Certificate(identity) => {
                config.with_client_auth_cert(chain(identity), key(identity))?
            }
        };
        config.alpn_protocols = vec![b"h2".to_vec()];
        Ok(Self {
            host,
            port,
            proxy,
            name,
            tls: TlsConnector::from(Arc::new(config)),
        })
    }

    /// A TCP connection to the host, or a tunnel to it.
    async fn reach(&self) -> Result<TcpStream, String> {
        let Some(proxy) = &self.proxy else {
            return connect(&self.host, self.port)
                .await
                .map_err(|error| format!("cannot connect: {error}"));
        };
        let mut tcp = connect(proxy.host(), proxy.port())
            .await
            .map_err(|error| format!("cannot connect to the proxy: {error}"))?;
        tunnel::open(&mut tcp, proxy, &self.host, self.port).await?;
        Ok(tcp)
    }
}

impl Dialer for Dial {
    fn dial(&self) -> BoxFuture<'_, Result<Box<dyn Io>, String>> {
        async move {
            // Names are resolved each time: Apple moves its servers.
            let tcp = self.reach().await?;
            let tls = self.tls.connect(self.name.clone(), tcp).await;
            let tls = tls.map_err(|error| format!("TLS handshake failed: {}", words(&error)))?;
            if tls.get_ref().1.alpn_protocol() != Some(b"h2") {
                return Err("the server does not speak HTTP/2".to_owned());
            }
            tracing::debug!(host = self.host, port = self.port, "connected to APNs");
            Ok(Box::new(tls) as Box<dyn Io>)
        }
        .boxed()
    }
}

async fn connect(host: &str, port: u16) -> std::io::Result<TcpStream> {
    let tcp = TcpStream::connect((host, port)).await?;
    // Without it, small frames wait for the acknowledgment of earlier ones.
    tcp.set_nodelay(true)?;
    Ok(tcp)
}

fn store(roots: &Roots) -> Result<RootCertStore, ApnsError> {
    let mut store = RootCertStore::empty();
    match roots {
        Roots::WebPki => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Roots::Pem(pem) => {
            for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
                let certificate = certificate.map_err(|_| ApnsError::NoRoots)?;
                store.add(certificate).map_err(|_| ApnsError::NoRoots)?;
            }
        }
    }
    if store.is_empty() {
        Err(ApnsError::NoRoots)
    } else {
        Ok(store)
    }
}

fn chain(identity: &Identity) -> Vec<CertificateDer<'static>> {
    let certificates = identity.chain().iter();
    certificates
        .map(|der| CertificateDer::from(der.to_vec()))
        .collect()
}

/// `rustls` wipes it once it has read it.
fn key(identity: &Identity) -> PrivateKeyDer<'static> {
    PrivatePkcs8KeyDer::from(identity.private_key().to_vec()).into()
}
