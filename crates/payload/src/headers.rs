//! The request headers beside the payload: as a person types them ([`DraftHeaders`]), and as they are sent ([`Headers`]).
//!
//! Source: Apple, *Sending notification requests to APNs*.

use serde::{Deserialize, Serialize};

use crate::document::Node;
use crate::push_type::PushType;

/// Where a push goes. A token, a key and a send each belong to exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// The built-in stand-in for APNs.
    Simulator,
    /// Apple's development environment.
    Sandbox,
    /// Apple's production environment.
    Production,
}

impl Environment {
    /// The name used in the API and in the ledger.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Simulator => "simulator",
            Self::Sandbox => "sandbox",
            Self::Production => "production",
        }
    }

    /// Reads [`Environment::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Simulator, Self::Sandbox, Self::Production]
            .into_iter()
            .find(|it| it.as_str() == text)
    }
}

/// The headers that a draft carries, by Apple's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum HeaderName {
    /// `apns-push-type`
    #[serde(rename = "apns-push-type")]
    PushType,
    /// `apns-topic`
    #[serde(rename = "apns-topic")]
    Topic,
    /// `apns-priority`
    #[serde(rename = "apns-priority")]
    Priority,
    /// `apns-expiration`
    #[serde(rename = "apns-expiration")]
    Expiration,
    /// `apns-collapse-id`
    #[serde(rename = "apns-collapse-id")]
    CollapseId,
    /// `apns-id`
    #[serde(rename = "apns-id")]
    Id,
    /// `apns-channel-id`
    #[serde(rename = "apns-channel-id")]
    ChannelId,
}

impl HeaderName {
    /// Every header of a draft, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::PushType,
        Self::Topic,
        Self::Priority,
        Self::Expiration,
        Self::CollapseId,
        Self::Id,
        Self::ChannelId,
    ];

    /// Apple's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PushType => "apns-push-type",
            Self::Topic => "apns-topic",
            Self::Priority => "apns-priority",
            Self::Expiration => "apns-expiration",
            Self::CollapseId => "apns-collapse-id",
            Self::Id => "apns-id",
            Self::ChannelId => "apns-channel-id",
        }
    }
}

/// Headers as typed: text is the truth here as it is in the payload, so that half-typed values survive. Empty means absent.
///
/// Its JSON is an object with Apple's header names and string values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DraftHeaders {
    /// `apns-push-type`
    #[serde(rename = "apns-push-type", skip_serializing_if = "String::is_empty")]
    pub push_type: String,
    /// `apns-topic`; empty means: derive it from the app's bundle id and the push type.
    #[serde(rename = "apns-topic", skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// `apns-priority`
    #[serde(rename = "apns-priority", skip_serializing_if = "String::is_empty")]
    pub priority: String,
    /// `apns-expiration`, Unix seconds
    #[serde(rename = "apns-expiration", skip_serializing_if = "String::is_empty")]
    pub expiration: String,
    /// `apns-collapse-id`, at most 64 bytes
    #[serde(rename = "apns-collapse-id", skip_serializing_if = "String::is_empty")]
    pub collapse_id: String,
    /// `apns-id`, a UUID. It is checked and not sent: the relay gives each push an id of its own.
    #[serde(rename = "apns-id", skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// `apns-channel-id`: makes it a broadcast to that channel.
    #[serde(rename = "apns-channel-id", skip_serializing_if = "String::is_empty")]
    pub channel_id: String,
    /// Headers of other names, as read from a file, in its order. They are never sent.
    #[serde(skip)]
    pub others: Vec<(String, String)>,
}

impl DraftHeaders {
    /// Headers with only a push type.
    pub fn of(push_type: PushType) -> Self {
        Self {
            push_type: push_type.as_str().to_owned(),
            ..Self::default()
        }
    }

    /// Reads the headers' JSON. Members that are no header, and values that are no text, are passed over.
    pub fn of_node(object: &Node) -> Self {
        let mut headers = Self::default();
        for name in HeaderName::ALL {
            if let Some(value) = object.get(name.as_str()).and_then(Node::as_str) {
                headers.set(name, value.to_owned());
            }
        }
        headers
    }

    /// Adds a header as a file names it: in any case, as HTTP has it. What has no field here, or has been there already, goes to the others.
    pub fn put(&mut self, name: &str, value: String) {
        let known = HeaderName::ALL
            .into_iter()
            .find(|known| known.as_str().eq_ignore_ascii_case(name));
        match known {
            Some(known) if self.get(known).is_empty() => self.set(known, value),
            _ => self.others.push((name.to_owned(), value)),
        }
    }

    /// Whether it goes to a channel instead of a device.
    pub const fn is_broadcast(&self) -> bool {
        !self.channel_id.is_empty()
    }

    /// The push type, if the text names one.
    pub fn parsed_push_type(&self) -> Option<PushType> {
        PushType::parse(&self.push_type)
    }

    /// The text of one header; empty when absent.
    pub fn get(&self, name: HeaderName) -> &str {
        match name {
            HeaderName::PushType => &self.push_type,
            HeaderName::Topic => &self.topic,
            HeaderName::Priority => &self.priority,
            HeaderName::Expiration => &self.expiration,
            HeaderName::CollapseId => &self.collapse_id,
            HeaderName::Id => &self.id,
            HeaderName::ChannelId => &self.channel_id,
        }
    }

    /// Writes the text of one header.
    pub fn set(&mut self, name: HeaderName, value: String) {
        match name {
            HeaderName::PushType => self.push_type = value,
            HeaderName::Topic => self.topic = value,
            HeaderName::Priority => self.priority = value,
            HeaderName::Expiration => self.expiration = value,
            HeaderName::CollapseId => self.collapse_id = value,
            HeaderName::Id => self.id = value,
            HeaderName::ChannelId => self.channel_id = value,
        }
    }
}

/// `apns-priority`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Priority {
    /// `10`: deliver now.
    Immediate,
    /// `5`: deliver when the device's power allows.
    Considerate,
    /// `1`: power first, never wake the device.
    PowerFirst,
}

impl Priority {
    /// The header's value.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Immediate => "10",
            Self::Considerate => "5",
            Self::PowerFirst => "1",
        }
    }

    /// Reads a header value.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Immediate, Self::Considerate, Self::PowerFirst]
            .into_iter()
            .find(|it| it.as_str() == text)
    }
}

/// Headers as they are sent. Only [`crate::seal()`] makes them, so every value is one that Apple accepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headers {
    /// `apns-push-type`
    pub push_type: PushType,
    /// `apns-topic`, with the suffix of the push type
    pub topic: String,
    /// `apns-priority`; absent means 10 to Apple.
    pub priority: Option<Priority>,
    /// `apns-expiration`, Unix seconds; `0` means: try once.
    pub expiration: Option<u64>,
    /// `apns-collapse-id`, at most 64 bytes
    pub collapse_id: Option<String>,
}
