//! A request as it arrived, before anybody has judged it.

use crate::{Environment, environment::Host};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method, request::Parts};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The only path of device pushes, without the token.
const DEVICE: &str = "/3/device";

/// A whole request.
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) target: Target,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) environment: Environment,
}

/// What a path asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A push to the device with this token, as it was sent.
    Device(String),
    /// A push to nobody.
    NoDevice,
    /// Something that there is not.
    Unknown,
}

impl Request {
    /// `connection` is what the connection is for, unless the request itself names a host of Apple's.
    pub(crate) fn new(parts: Parts, body: Bytes, connection: Host) -> Self {
        let host = parts.uri.host().and_then(Host::named).unwrap_or(connection);
        let target = Target::of(parts.uri.path_and_query().map_or("", |path| path.as_str()));
        Self {
            method: parts.method,
            target,
            headers: parts.headers,
            body,
            environment: host.environment,
        }
    }

    /// The only value of a header; `None` when it is absent. A value that is not text becomes the empty text,
    /// which no header of Apple's allows.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    }

    /// `apns-id`, if it is a canonical UUID.
    pub(crate) fn id(&self) -> Option<&str> {
        // `Uuid` reads other forms too; only the hyphenated one has this length.
        self.header("apns-id")
            .filter(|id| id.len() == uuid::fmt::Hyphenated::LENGTH && Uuid::try_parse(id).is_ok())
    }

    /// The token in the path, or the empty text.
    pub(crate) fn token(&self) -> &str {
        match &self.target {
            Target::Device(token) => token,
            Target::NoDevice | Target::Unknown => "",
        }
    }

    /// The headers that are Apple's own, for the ledger. Never `authorization`.
    pub(crate) fn apns_headers(&self) -> BTreeMap<String, String> {
        let apns = self
            .headers
            .iter()
            .filter(|(name, _)| is_apns(name) && *name != "apns-id");
        apns.map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect()
    }
}

impl Target {
    fn of(path: &str) -> Self {
        match path.strip_prefix(DEVICE) {
            Some("" | "/") => Self::NoDevice,
            Some(rest) => match rest.strip_prefix('/') {
                Some(token) if !token.contains(['/', '?']) => Self::Device(token.to_owned()),
                _ => Self::Unknown,
            },
            None => Self::Unknown,
        }
    }
}

/// Whether a header is one of Apple's.
pub(crate) fn is_apns(name: &HeaderName) -> bool {
    name.as_str().starts_with("apns-")
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn paths_are_told_apart() {
        let cases = [
            ("/3/device/ab12", Target::Device("ab12".into())),
            ("/3/device/", Target::NoDevice),
            ("/3/device", Target::NoDevice),
            ("/3/device/ab/12", Target::Unknown),
            ("/3/device/ab12?x", Target::Unknown),
            ("/3/devices/ab12", Target::Unknown),
            ("/4/device/ab12", Target::Unknown),
            ("", Target::Unknown),
        ];
        for (path, target) in cases {
            assert_eq!(Target::of(path), target, "{path}");
        }
    }
}
