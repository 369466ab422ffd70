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
        Self::at(
            environment,
            ["api.sandbox.push.apple.com", "api.push.apple.com"],
            [443, 443],
        )
    }

    /// Apple's host for the management of broadcast channels; `None` for the simulator.
    ///
    /// Source: Apple, *Sending channel management requests to APNs*.
    pub fn apple_channels(environment: Environment) -> Option<Self> {
        let hosts = [
            "api-manage-broadcast.sandbox.push.apple.com",
            "api-manage-broadcast.push.apple.com",
        ];
        Self::at(environment, hosts, [2195, 2196])
    }

    /// The first of each for the sandbox, the second for production.
    fn at(environment: Environment, hosts: [&str; 2], ports: [u16; 2]) -> Option<Self> {
        let which = match environment {
            Environment::Simulator => return None,
            Environment::Sandbox => 0,
            Environment::Production => 1,
        };
        Some(Self {
            host: hosts[which].to_owned(),
            port: ports[which],
            roots: Roots::WebPki,
            proxy: None,
        })
    }
}
