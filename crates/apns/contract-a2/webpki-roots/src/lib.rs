//! In place of Mozilla's roots: the one authority that a test names while it runs.
//!
//! The real crate offers a constant slice. Its users write `TLS_SERVER_ROOTS.iter().cloned()`, so a value with such an
//! `iter` takes its place, and each client trusts what was named when it was made.

use std::slice;
use std::sync::{Mutex, PoisonError};

use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, TrustAnchor};

static TRUSTED: Mutex<&'static [TrustAnchor<'static>]> = Mutex::new(&[]);

/// The roots of clients that are made from now on.
pub static TLS_SERVER_ROOTS: Roots = Roots(());

/// See [`TLS_SERVER_ROOTS`].
#[derive(Debug)]
pub struct Roots(());

impl Roots {
    /// What is trusted now.
    #[expect(
        clippy::iter_without_into_iter,
        reason = "it has the one method that clients of the real crate call"
    )]
    pub fn iter(&self) -> slice::Iter<'static, TrustAnchor<'static>> {
        TRUSTED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
    }
}

/// Trusts the certificates in `ca_pem` and no others. They stay in memory: a test process is short.
///
/// # Panics
/// When one of them cannot be read.
pub fn trust_only(ca_pem: &str) {
    let anchors: Vec<_> = CertificateDer::pem_slice_iter(ca_pem.as_bytes())
        .map(|certificate| {
            let certificate = certificate.expect("the authority is PEM");
            webpki::anchor_from_trusted_cert(&certificate)
                .expect("the authority is a certificate")
                .to_owned()
        })
        .collect();
    *TRUSTED.lock().unwrap_or_else(PoisonError::into_inner) = anchors.leak();
}
