//! Apple's two worlds: a token, a key and a host belong to one of them.

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
    /// The environment that one of Apple's host names stands for; `None` for any other host.
    pub(crate) fn of_host(host: &str) -> Option<Self> {
        let host = host.trim_end_matches('.');
        let is = |name: &str| host.eq_ignore_ascii_case(name);
        if is("api.push.apple.com") {
            Some(Self::Production)
        } else if is("api.sandbox.push.apple.com") || is("api.development.push.apple.com") {
            Some(Self::Sandbox)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Environment;

    #[test]
    fn only_hosts_of_apple_name_an_environment() {
        let cases = [
            ("api.push.apple.com", Some(Environment::Production)),
            ("API.push.apple.com.", Some(Environment::Production)),
            ("api.sandbox.push.apple.com", Some(Environment::Sandbox)),
            ("api.development.push.apple.com", Some(Environment::Sandbox)),
            ("localhost", None),
            ("api.push.apple.com.example", None),
        ];
        for (host, environment) in cases {
            assert_eq!(Environment::of_host(host), environment, "{host}");
        }
    }
}
