//! Apple's two worlds, and the hosts by which clients choose one: a token, a key and a host belong to one of them.

use serde::{Deserialize, Serialize};

/// One of Apple's two environments.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Development builds; the only one that answers with `apns-unique-id`.
    #[default]
    Sandbox,
    /// Builds from `TestFlight` and the App Store.
    Production,
}

impl Environment {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sandbox, Self::Production];
}

/// What Apple's hosts are divided by, besides the environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// Pushes to devices and to channels.
    Push,
    /// Making, reading, listing and deleting channels.
    Channels,
}

/// What a host name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Host {
    pub(crate) environment: Environment,
    pub(crate) service: Service,
}

/// Apple's hosts. Apple's pages disagree about where broadcasts are sent: to the host of device pushes, or to one
/// that is called `api-broadcast`. Both take them.
const HOSTS: [(&str, Environment, Service); 7] = {
    use Environment::{Production, Sandbox};
    use Service::{Channels, Push};
    [
        ("api.push.apple.com", Production, Push),
        ("api.sandbox.push.apple.com", Sandbox, Push),
        ("api.development.push.apple.com", Sandbox, Push),
        ("api-broadcast.push.apple.com", Production, Push),
        ("api-broadcast.sandbox.push.apple.com", Sandbox, Push),
        ("api-manage-broadcast.push.apple.com", Production, Channels),
        (
            "api-manage-broadcast.sandbox.push.apple.com",
            Sandbox,
            Channels,
        ),
    ]
};

impl Host {
    /// What one of Apple's host names stands for; `None` for any other host.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.trim_end_matches('.');
        let (_, environment, service) = HOSTS
            .iter()
            .find(|(host, ..)| host.eq_ignore_ascii_case(name))?;
        Some(Self {
            environment: *environment,
            service: *service,
        })
    }

    /// The names of all of Apple's hosts.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        HOSTS.iter().map(|(host, ..)| *host)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Environment::{Production, Sandbox},
        Host,
        Service::{Channels, Push},
    };

    #[test]
    fn only_hosts_of_apple_name_an_environment() {
        let cases = [
            ("api.push.apple.com", Some((Production, Push))),
            ("API.push.apple.com.", Some((Production, Push))),
            ("api.sandbox.push.apple.com", Some((Sandbox, Push))),
            ("api.development.push.apple.com", Some((Sandbox, Push))),
            ("api-broadcast.push.apple.com", Some((Production, Push))),
            (
                "api-manage-broadcast.sandbox.push.apple.com",
                Some((Sandbox, Channels)),
            ),
            ("localhost", None),
            ("api.push.apple.com.example", None),
        ];
        for (name, expected) in cases {
            let host = Host::named(name).map(|host| (host.environment, host.service));
            assert_eq!(host, expected, "{name}");
        }
    }
}
