//! Where a transport connects to, and whom it trusts there.

use payload::Environment;

use crate::proxy::Proxy;

/// The certificate authorities that a connection trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roots {
    /// Mozilla's list. Apple's chain ends in it (`USERTrust RSA`).
    WebPki,
    /// Only these, as PEM: a simulator, or a company's proxy.
    Pem(String),
}

/// A host that speaks Apple's provider protocol.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port. Apple listens at 443 and 2197.
    pub port: u16,
    /// Whom to trust.
    pub roots: Roots,
    /// The proxy on the way there.
    pub proxy: Option<Proxy>,
}

impl Endpoint {
    /// Apple's host for an environment; `None` for the simulator, which has no fixed place.
    ///
    /// Source: Apple, *Sending notification requests to APNs*, "Establish a connection to APNs".
    pub fn apple(environment: Environment) -> Option<Self> {
        let host = match environment {
            Environment::Simulator => return None,
            Environment::Sandbox => "api.sandbox.push.apple.com",
            Environment::Production => "api.push.apple.com",
        };
        Some(Self {
            host: host.to_owned(),
            port: 443,
            roots: Roots::WebPki,
            proxy: None,
        })
    }
}
