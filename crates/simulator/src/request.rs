//! A request as it arrived, before anybody has judged it.

use crate::{Environment, Service, environment::Host, push_type::is_topic};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The path of device pushes, without the token.
const DEVICE: &str = "/3/device";
/// The path of broadcasts, without the bundle id.
const BROADCAST: &str = "/4/broadcasts/apps/";
/// What all paths about channels begin with, before the bundle id.
const APPS: &str = "/1/apps/";

/// A whole request.
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) target: Target,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) environment: Environment,
    pub(crate) service: Service,
}

/// What a path asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A push to the device with this token, as it was sent.
    Device(String),
    /// A push to nobody.
    NoDevice,
    /// A push to a channel of the app with this bundle id.
    Broadcast(String),
    /// A channel of this app, old or new.
    Channels(String),
    /// All channels of this app.
    AllChannels(String),
    /// Something that there is not.
    Unknown,
}

impl Request {
    /// `connection` is what the connection is for, unless the request itself names a host of Apple's.
    pub(crate) fn new(
        method: Method,
        path: &str,
        authority: &str,
        headers: HeaderMap,
        body: Bytes,
        connection: Host,
    ) -> Self {
        let name = authority
            .split_once(':')
            .map_or(authority, |(name, _)| name);
        let host = Host::named(name).unwrap_or(connection);
        let target = match host.service {
            Service::Push => Target::of_push(path),
            Service::Channels => Target::of_channels(path),
        };
        Self {
            method,
            target,
            headers,
            body,
            environment: host.environment,
            service: host.service,
        }
    }

    /// The only value of a header; `None` when it is absent. A value that is not text becomes the empty text,
    /// which no header of Apple's allows.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    }

    /// The name of the header that identifies this request in the answer.
    pub(crate) fn id_header(&self) -> &'static str {
        if self.is_device_push() {
            "apns-id"
        } else {
            "apns-request-id"
        }
    }

    /// Whether it is to be answered as one; so are requests for what there is not.
    pub(crate) fn is_device_push(&self) -> bool {
        self.service == Service::Push && !matches!(self.target, Target::Broadcast(_))
    }

    /// A header, if it is a canonical UUID.
    pub(crate) fn uuid(&self, name: &str) -> Option<&str> {
        // `Uuid` reads other forms too; only the hyphenated one has this length.
        self.header(name)
            .filter(|id| id.len() == uuid::fmt::Hyphenated::LENGTH && Uuid::try_parse(id).is_ok())
    }

    /// The token in the path, or the empty text.
    pub(crate) fn token(&self) -> &str {
        match &self.target {
            Target::Device(token) => token,
            Target::NoDevice
            | Target::Broadcast(_)
            | Target::Channels(_)
            | Target::AllChannels(_)
            | Target::Unknown => "",
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
    /// On the host of pushes.
    fn of_push(path: &str) -> Self {
        if let Some(bundle_id) = path.strip_prefix(BROADCAST) {
            return Self::of_app(bundle_id, Self::Broadcast);
        }
        match path.strip_prefix(DEVICE) {
            Some("" | "/") => Self::NoDevice,
            Some(rest) => match rest.strip_prefix('/') {
                Some(token) if !token.contains(['/', '?']) => Self::Device(token.to_owned()),
                _ => Self::Unknown,
            },
            None => Self::Unknown,
        }
    }

    /// On the host that manages channels.
    fn of_channels(path: &str) -> Self {
        match path
            .strip_prefix(APPS)
            .and_then(|rest| rest.split_once('/'))
        {
            Some((bundle_id, "channels")) => Self::of_app(bundle_id, Self::Channels),
            Some((bundle_id, "all-channels")) => Self::of_app(bundle_id, Self::AllChannels),
            Some(_) | None => Self::Unknown,
        }
    }

    fn of_app(bundle_id: &str, target: fn(String) -> Self) -> Self {
        if is_topic(bundle_id) {
            target(bundle_id.to_owned())
        } else {
            Self::Unknown
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
            (
                "/4/broadcasts/apps/com.a",
                Target::Broadcast("com.a".into()),
            ),
            ("/4/broadcasts/apps/com.a/", Target::Unknown),
            ("/4/broadcasts/apps/", Target::Unknown),
            ("/1/apps/com.a/channels", Target::Unknown),
            ("", Target::Unknown),
        ];
        for (path, target) in cases {
            assert_eq!(Target::of_push(path), target, "{path}");
        }
        let cases = [
            ("/1/apps/com.a/channels", Target::Channels("com.a".into())),
            (
                "/1/apps/com.a/all-channels",
                Target::AllChannels("com.a".into()),
            ),
            ("/1/apps/com.a/channels/id", Target::Unknown),
            ("/1/apps//channels", Target::Unknown),
            ("/1/apps/com.a", Target::Unknown),
            ("/3/device/ab12", Target::Unknown),
        ];
        for (path, target) in cases {
            assert_eq!(Target::of_channels(path), target, "{path}");
        }
    }
}
