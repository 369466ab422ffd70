//! A certificate with its private key: what TLS shows Apple where no provider token is used.
//!
//! Source: Apple, *Establishing a certificate-based connection to APNs*.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretSlice, SecretString};
use zeroize::Zeroizing;

use crate::certificate::{Certificate, CertificateFacts, LARGEST_CERTIFICATE};
use crate::der::{self, DerError, Reader};
use crate::p12::{self, ExportError};
use crate::pem;
use crate::private_key::PrivateKey;

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

/// An [`Identity`] that was checked: the key belongs to the certificate, and the certificate can push.
#[derive(Debug)]
pub struct PushIdentity {
    identity: Identity,
    facts: CertificateFacts,
}

impl PushIdentity {
    /// Puts a certificate and its key together. `others`: more certificates in DER; those that lead from this one to its
    /// root, without the root, become the chain. `None` when the key is another certificate's.
    pub fn join(certificate: &Certificate, key: &PrivateKey, others: &[&[u8]]) -> Option<Self> {
        key.belongs_to(certificate).then(|| Self {
            identity: Identity::new(
                chain(certificate.der(), others),
                SecretSlice::from(key.expose_pkcs8().to_vec()),
            ),
            facts: certificate.facts().clone(),
        })
    }

    /// The certificates and then the key in PEM, as many servers want them. It is not locked: show it to nobody who need not have it.
    /// [`crate::read`] reads it back, so it is also what is sealed for the vault.
    pub fn to_pem(&self) -> SecretString {
        let key = pem::frame("PRIVATE KEY", self.identity.private_key());
        let mut frames: Vec<Zeroizing<String>> = (self.identity.chain.iter())
            .map(|der| pem::frame("CERTIFICATE", der))
            .collect();
        frames.push(key);
        pem::joined(&frames.iter().map(|it| it.as_str()).collect::<Vec<_>>())
    }

    /// A `.p12` under a password of at least 8 characters.
    pub fn to_p12(&self, password: &SecretString) -> Result<Vec<u8>, ExportError> {
        p12::write(self, password)
    }

    /// What TLS needs.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What TLS needs, for good.
    pub fn into_identity(self) -> Identity {
        self.identity
    }

    /// What the certificate says of itself.
    pub fn facts(&self) -> &CertificateFacts {
        &self.facts
    }
}

/// The longest way from a push certificate up, with it. Apple's has two.
const LONGEST_CHAIN: usize = 4;

/// The way from `leaf` up. It ends at a root, at a gap, or when it is long enough: issuers in a circle end too.
fn chain(leaf: &[u8], others: &[&[u8]]) -> Vec<Box<[u8]>> {
    let mut left: Vec<(Names<'_>, &[u8])> = others
        .iter()
        .filter_map(|der| Some((Names::of(der).ok()?, *der)))
        .filter(|(names, der)| {
            names.issuer != names.subject && *der != leaf && der.len() <= LARGEST_CERTIFICATE
        })
        .collect();
    let mut chain: Vec<Box<[u8]>> = vec![leaf.into()];
    let mut issuer = Names::of(leaf).map(|names| names.issuer);
    while let Ok(name) = issuer {
        let Some(next) = left.iter().position(|(names, _)| names.subject == name) else {
            break;
        };
        if chain.len() == LONGEST_CHAIN {
            break;
        }
        let (names, der) = left.swap_remove(next);
        left.retain(|(_, other)| *other != der);
        chain.push(der.into());
        issuer = Ok(names.issuer);
    }
    chain
}

/// Who issued a certificate, and to whom, as they lie in the file.
struct Names<'a> {
    issuer: &'a [u8],
    subject: &'a [u8],
}

impl<'a> Names<'a> {
    fn of(der: &'a [u8]) -> Result<Self, DerError> {
        let mut body = Reader::new(der)
            .inside(der::SEQUENCE)?
            .inside(der::SEQUENCE)?;
        if body.is_next(der::context(0)) {
            body.element()?; // version
        }
        body.expect(der::INTEGER)?; // serial number
        body.element()?; // algorithm
        let issuer = body.expect(der::SEQUENCE)?;
        body.element()?; // validity
        let subject = body.expect(der::SEQUENCE)?;
        Ok(Self { issuer, subject })
    }
}
