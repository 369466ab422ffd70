//! Broadcast: channels that devices subscribe to, and pushes to all who have.
//!
//! Sources: Apple, *Sending channel management requests to APNs* and *Sending broadcast push notification requests to
//! APNs*.

use bytes::Bytes;
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use payload::Priority;
use serde::Deserialize;

use crate::authentication::Authentication;
use crate::endpoint::Endpoint;
use crate::error::ApnsError;
use crate::message::{Message, value};
use crate::push::{Reply, Undelivered};
use crate::transport::native::{Call, Native, Options};

static APNS_CHANNEL_ID: HeaderName = HeaderName::from_static("apns-channel-id");
static APNS_EXPIRATION: HeaderName = HeaderName::from_static("apns-expiration");
static APNS_PRIORITY: HeaderName = HeaderName::from_static("apns-priority");
static APNS_PUSH_TYPE: HeaderName = HeaderName::from_static("apns-push-type");
static APNS_REQUEST_ID: HeaderName = HeaderName::from_static("apns-request-id");

/// Channels of one credential in one environment.
pub struct Broadcasts {
    pushes: Native,
    channels: Native,
}

/// What APNs keeps of a channel for devices that are offline. It is fixed when the channel is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "u8")]
pub enum Storage {
    /// Nothing. Allows more frequent pushes; their expiration must be 0.
    Nothing,
    /// The most recent push, for at most 8 hours.
    MostRecent,
}

impl From<Storage> for u8 {
    fn from(storage: Storage) -> Self {
        match storage {
            Storage::Nothing => 0,
            Storage::MostRecent => 1,
        }
    }
}

impl TryFrom<u8> for Storage {
    type Error = &'static str;

    fn try_from(policy: u8) -> Result<Self, Self::Error> {
        match policy {
            0 => Ok(Self::Nothing),
            1 => Ok(Self::MostRecent),
            _ => Err("a message storage policy is 0 or 1"),
        }
    }
}

/// A push to all subscribers of a channel.
#[derive(Clone)]
pub struct Broadcast {
    /// The channel, as it came when it was made.
    pub channel_id: String,
    /// `apns-priority`: 5 or 10.
    pub priority: Priority,
    /// `apns-expiration`, Unix seconds. APNs insists on it; 0 for a channel that stores nothing.
    pub expiration: u64,
    /// `apns-request-id`: a UUID in canonical lower case. APNs makes one when it is absent.
    pub request_id: Option<String>,
    /// The body: a Live Activity's `update` or `end`, at most 5120 bytes.
    pub body: Bytes,
}

/// Why a call did not do what it was for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BroadcastError {
    /// APNs refused, and says why.
    #[error("APNs refused with status {}", .0.status)]
    Refused(Box<Reply>),
    /// There is no answer.
    #[error(transparent)]
    Undelivered(#[from] Undelivered),
    /// APNs did it, but its answer lacks what it should have.
    #[error("the answer has no {what} that can be read")]
    Unreadable {
        /// What it lacks.
        what: &'static str,
        /// The answer.
        reply: Box<Reply>,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Policy {
    message_storage_policy: Storage,
}

#[derive(Deserialize)]
struct Channels {
    channels: Vec<String>,
}

impl Broadcasts {
    /// `pushes`: where broadcasts are sent, the host of device pushes ([`Endpoint::apple`]). `channels`: where channels
    /// are managed ([`Endpoint::apple_channels`]).
    pub fn new(
        pushes: Endpoint,
        channels: Endpoint,
        authentication: Authentication,
        options: Options,
    ) -> Result<Self, ApnsError> {
        Ok(Self {
            pushes: Native::with_options(pushes, authentication.clone(), options)?,
            channels: Native::with_options(channels, authentication, options)?,
        })
    }

    /// Makes a channel for an app, and gives its id.
    pub async fn create(
        &self,
        bundle_id: &str,
        storage: Storage,
    ) -> Result<String, BroadcastError> {
        let policy = u8::from(storage);
        let body = format!(r#"{{"message-storage-policy":{policy},"push-type":"LiveActivity"}}"#);
        let call = channels(Method::POST, bundle_id, "channels")?;
        let reply = self.manage(call, HeaderMap::new(), body.into()).await?;
        let id = reply.headers.get(&APNS_CHANNEL_ID);
        match id.and_then(|id| id.to_str().ok()) {
            Some(id) => Ok(id.to_owned()),
            None => Err(unreadable("apns-channel-id", reply)),
        }
    }

    /// What a channel stores.
    pub async fn read(&self, bundle_id: &str, channel_id: &str) -> Result<Storage, BroadcastError> {
        let call = channels(Method::GET, bundle_id, "channels")?;
        let reply = self
            .manage(call, of_channel(channel_id)?, Bytes::new())
            .await?;
        match serde_json::from_slice::<Policy>(&reply.body) {
            Ok(policy) => Ok(policy.message_storage_policy),
            Err(_) => Err(unreadable("message-storage-policy", reply)),
        }
    }

    /// The ids of an app's channels, at most 10,000.
    pub async fn list(&self, bundle_id: &str) -> Result<Vec<String>, BroadcastError> {
        let call = channels(Method::GET, bundle_id, "all-channels")?;
        let reply = self.manage(call, HeaderMap::new(), Bytes::new()).await?;
        match serde_json::from_slice::<Channels>(&reply.body) {
            Ok(list) => Ok(list.channels),
            Err(_) => Err(unreadable("list of channels", reply)),
        }
    }

    /// Deletes a channel for good. Pushes that are on their way may still arrive.
    pub async fn delete(&self, bundle_id: &str, channel_id: &str) -> Result<Reply, BroadcastError> {
        let call = channels(Method::DELETE, bundle_id, "channels")?;
        self.manage(call, of_channel(channel_id)?, Bytes::new())
            .await
    }

    /// Sends to all subscribers of a channel.
    pub async fn publish(
        &self,
        bundle_id: &str,
        broadcast: &Broadcast,
    ) -> Result<Reply, BroadcastError> {
        let path = path(&format!("/4/broadcasts/apps/{}", app(bundle_id)?))?;
        let mut headers = of_channel(&broadcast.channel_id)?;
        headers.insert(&APNS_PUSH_TYPE, HeaderValue::from_static("liveactivity"));
        let priority = broadcast.priority.as_str();
        headers.insert(&APNS_PRIORITY, HeaderValue::from_static(priority));
        headers.insert(&APNS_EXPIRATION, HeaderValue::from(broadcast.expiration));
        if let Some(id) = &broadcast.request_id {
            headers.insert(&APNS_REQUEST_ID, value("apns-request-id", id)?);
        }
        let call = Call {
            method: Method::POST,
            path,
        };
        let message = Message::of(headers, broadcast.body.clone());
        accepted(self.pushes.call(call, message).await?)
    }

    async fn manage(
        &self,
        call: Call,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Reply, BroadcastError> {
        accepted(self.channels.call(call, Message::of(headers, body)).await?)
    }
}

fn accepted(reply: Reply) -> Result<Reply, BroadcastError> {
    if (200..300).contains(&reply.status) {
        Ok(reply)
    } else {
        Err(BroadcastError::Refused(Box::new(reply)))
    }
}

fn unreadable(what: &'static str, reply: Reply) -> BroadcastError {
    let reply = Box::new(reply);
    BroadcastError::Unreadable { what, reply }
}

fn channels(method: Method, bundle_id: &str, what: &str) -> Result<Call, Undelivered> {
    let path = path(&format!("/1/apps/{}/{what}", app(bundle_id)?))?;
    Ok(Call { method, path })
}

fn of_channel(id: &str) -> Result<HeaderMap, Undelivered> {
    let mut headers = HeaderMap::new();
    headers.insert(&APNS_CHANNEL_ID, value("apns-channel-id", id)?);
    Ok(headers)
}

/// A bundle id as a part of a path: letters, digits, `-` and `.`, nothing that would lead elsewhere.
fn app(bundle_id: &str) -> Result<&str, Undelivered> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    if !bundle_id.is_empty() && bundle_id.bytes().all(is_plain) {
        Ok(bundle_id)
    } else {
        Err(Undelivered::Unsupported {
            what: "such a bundle id".to_owned(),
        })
    }
}

fn path(text: &str) -> Result<PathAndQuery, Undelivered> {
    PathAndQuery::try_from(text).map_err(|_| Undelivered::Unsupported {
        what: "such a bundle id".to_owned(),
    })
}
