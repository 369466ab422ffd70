//! The way to one endpoint: opens a connection when there is none, one at a time, with growing pauses after failures.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_rustls::TlsConnector;

use super::Options;
use super::connection::Connection;
use crate::endpoint::{Endpoint, Roots};
use crate::error::ApnsError;
use crate::outcome::words;

/// Where to, and with which TLS.
pub(super) struct Target {
    host: String,
    port: u16,
    name: ServerName<'static>,
    tls: TlsConnector,
}

impl Target {
    pub(super) fn new(endpoint: Endpoint) -> Result<Self, ApnsError> {
        let Endpoint { host, port, roots } = endpoint;
        let name = ServerName::try_from(host.clone())
            .map_err(|_| ApnsError::BadHost { host: host.clone() })?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(store(&roots)?)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec()];
        Ok(Self {
            host,
            port,
            name,
            tls: TlsConnector::from(Arc::new(config)),
        })
    }

    /// Resolves the name each time: Apple moves its servers.
    async fn connect(&self, options: Options) -> Result<Arc<Connection>, String> {
        let tcp = TcpStream::connect((self.host.as_str(), self.port))
            .await
            .map_err(|error| format!("cannot connect: {error}"))?;
        // Without it, small frames wait for the acknowledgment of earlier ones.
        tcp.set_nodelay(true)
            .map_err(|error| format!("cannot set TCP_NODELAY: {error}"))?;
        let tls = self
            .tls
            .connect(self.name.clone(), tcp)
            .await
            .map_err(|error| format!("TLS handshake failed: {}", words(&error)))?;
        if tls.get_ref().1.alpn_protocol() != Some(b"h2") {
            return Err("the server does not speak HTTP/2".to_owned());
        }
        Connection::start(tls, options)
            .await
            .map_err(|error| format!("HTTP/2 handshake failed: {}", words(&error)))
    }
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

/// The connection of one transport, and its successors.
pub(super) struct Lane {
    target: Target,
    options: Options,
    current: Mutex<Option<Arc<Connection>>>,
    // Held while connecting: whoever needs a connection meanwhile waits for that attempt and shares its result.
    opening: tokio::sync::Mutex<Opening>,
    failed_attempts: AtomicU64,
}

/// What is remembered between attempts to connect.
#[derive(Default)]
struct Opening {
    failures_in_a_row: u32,
    not_before: Option<Instant>,
    last_cause: String,
}

impl Lane {
    pub(super) fn new(target: Target, options: Options) -> Self {
        Self {
            target,
            options,
            current: Mutex::new(None),
            opening: tokio::sync::Mutex::default(),
            failed_attempts: AtomicU64::new(0),
        }
    }

    /// The open connection, or a new one. The error is in words.
    pub(super) async fn connection(&self) -> Result<Arc<Connection>, String> {
        if let Some(open) = self.open() {
            return Ok(open);
        }
        let failed_before = self.failed_attempts.load(Ordering::Acquire);
        let mut opening = self.opening.lock().await;
        if let Some(open) = self.open() {
            return Ok(open);
        }
        if self.failed_attempts.load(Ordering::Acquire) != failed_before {
            return Err(opening.last_cause.clone());
        }
        self.judge_the_last(&mut opening);
        if let Some(instant) = opening.not_before {
            sleep_until(instant).await;
        }
        match timeout(
            self.options.connect_within,
            self.target.connect(self.options),
        )
        .await
        {
            Ok(Ok(connection)) => {
                tracing::debug!(host = %self.target.host, port = self.target.port, "connected to APNs");
                *self.current.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some(connection.clone());
                Ok(connection)
            }
            Ok(Err(cause)) => Err(self.note_failure(&mut opening, cause)),
            Err(_) => {
                let cause = format!(
                    "no connection within {} s",
                    self.options.connect_within.as_secs_f32()
                );
                Err(self.note_failure(&mut opening, cause))
            }
        }
    }

    /// How many pushes may be under way now.
    pub(super) fn capacity(&self) -> usize {
        self.open()
            .map_or(1, |connection| connection.streams.limit().max(1))
    }

    fn open(&self) -> Option<Arc<Connection>> {
        let current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        current
            .as_ref()
            .filter(|connection| connection.is_open())
            .cloned()
    }

    /// A connection that ended before it answered anything counts as a failure to connect; one that answered ends the row.
    fn judge_the_last(&self, opening: &mut Opening) {
        let last = self
            .current
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(last) = last else { return };
        if last.has_answered() {
            opening.failures_in_a_row = 0;
            opening.not_before = None;
        } else {
            opening.failures_in_a_row += 1;
            opening.not_before = Some(last.opened_at + self.pause(opening.failures_in_a_row));
        }
    }

    fn note_failure(&self, opening: &mut Opening, cause: String) -> String {
        tracing::debug!(host = %self.target.host, port = self.target.port, cause, "cannot reach APNs");
        opening.failures_in_a_row += 1;
        opening.not_before = Some(Instant::now() + self.pause(opening.failures_in_a_row));
        opening.last_cause.clone_from(&cause);
        self.failed_attempts.fetch_add(1, Ordering::Release);
        cause
    }

    fn pause(&self, failures_in_a_row: u32) -> Duration {
        let doublings = failures_in_a_row.saturating_sub(1).min(20);
        self.options
            .first_pause
            .saturating_mul(1 << doublings)
            .min(self.options.longest_pause)
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        if let Some(connection) = self.open() {
            connection.close();
        }
    }
}
