//! A certificate with its private key: what TLS shows Apple where no provider token is used.
//!
//! Source: Apple, *Establishing a certificate-based connection to APNs*.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretSlice};

/// A certificate chain and the private key of its first certificate. It cannot be printed; the key is wiped when it is dropped.
pub struct Identity {
    chain: Vec<Box<[u8]>>,
    key: SecretSlice<u8>,
}

impl Identity {
    /// `chain`: DER, the certificate of the key first. `key`: PKCS#8 in DER, not encrypted.
    pub fn new(chain: Vec<Box<[u8]>>, key: SecretSlice<u8>) -> Self {
        Self { chain, key }
    }

    /// The certificates in DER, that of the key first.
    pub fn chain(&self) -> &[Box<[u8]>] {
        &self.chain
    }

    /// The private key as PKCS#8 in DER, for the TLS library only.
    pub fn private_key(&self) -> &[u8] {
        self.key.expose_secret()
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(…)")
    }
}
