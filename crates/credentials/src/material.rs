//! Keys and certificates as they fall out of an upload, in any order, and which of them belong together.

use crate::certificate::{Certificate, CertificateError, Foreigner};
use crate::identity::PushIdentity;
use crate::private_key::{PrivateKey, PrivateKeyError};

/// What lay in one upload.
#[derive(Default)]
pub(crate) struct Material {
    certificates: Vec<Box<[u8]>>,
    keys: Vec<PrivateKey>,
    refused_key: Option<PrivateKeyError>,
}

/// What could be made of it: of the first two, at least one is not empty.
#[derive(Debug)]
pub(crate) struct Sorted {
    /// Certificates with their keys.
    pub(crate) identities: Vec<PushIdentity>,
    /// Push certificates whose key is not here.
    pub(crate) alone: Vec<Certificate>,
    /// Certificates that cannot push, without those of authorities.
    pub(crate) refused: Vec<CertificateError>,
}

/// Why nothing could be made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Useless {
    Certificate(CertificateError),
    Key(PrivateKeyError),
    NoCertificate,
    Nothing,
    OtherKey,
}

impl Material {
    pub(crate) fn add_certificate(&mut self, der: &[u8]) {
        if !self.certificates.iter().any(|known| **known == *der) {
            self.certificates.push(der.into());
        }
    }

    pub(crate) fn add_key(&mut self, key: Result<PrivateKey, PrivateKeyError>) {
        match key {
            Ok(key) => self.keys.push(key),
            Err(error) => self.refused_key = Some(error),
        }
    }

    pub(crate) fn append(&mut self, mut more: Self) {
        for der in &more.certificates {
            self.add_certificate(der);
        }
        self.keys.append(&mut more.keys);
        self.refused_key = self.refused_key.or(more.refused_key);
    }

    /// Joins each push certificate with its key and its chain.
    pub(crate) fn sort(&self) -> Result<Sorted, Useless> {
        const AUTHORITY: CertificateError = CertificateError::NotForPush(Foreigner::Authority);
        let others: Vec<&[u8]> = self.certificates.iter().map(|it| &**it).collect();
        let mut identities = Vec::new();
        let mut alone = Vec::new();
        let mut refused = Vec::new();
        for der in &others {
            match Certificate::from_der(der) {
                Ok(certificate) => match self.identity(&certificate, &others) {
                    Some(identity) => identities.push(identity),
                    None => alone.push(certificate),
                },
                Err(AUTHORITY) => {}
                Err(error) => refused.push(error),
            }
        }
        if !identities.is_empty() || (!alone.is_empty() && self.has_no_key()) {
            return Ok(Sorted {
                identities,
                alone,
                refused,
            });
        }
        Err(if let Some(error) = refused.first() {
            Useless::Certificate(*error)
        } else if let Some(error) = self.refused_key {
            Useless::Key(error)
        } else if !alone.is_empty() {
            Useless::OtherKey
        } else if !self.keys.is_empty() {
            Useless::NoCertificate
        } else if !others.is_empty() {
            Useless::Certificate(AUTHORITY)
        } else {
            Useless::Nothing
        })
    }

    fn identity(&self, certificate: &Certificate, others: &[&[u8]]) -> Option<PushIdentity> {
        self.keys
            .iter()
            .find_map(|key| PushIdentity::join(certificate, key, others))
    }

    fn has_no_key(&self) -> bool {
        self.keys.is_empty() && self.refused_key.is_none()
    }
}
