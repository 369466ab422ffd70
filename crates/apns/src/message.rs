//! What is the same for every recipient of a notification: headers and body, made once and sent a million times.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use payload::Headers;

use crate::push::Undelivered;

static APNS_COLLAPSE_ID: HeaderName = HeaderName::from_static("apns-collapse-id");
static APNS_EXPIRATION: HeaderName = HeaderName::from_static("apns-expiration");
static APNS_PRIORITY: HeaderName = HeaderName::from_static("apns-priority");
static APNS_PUSH_TYPE: HeaderName = HeaderName::from_static("apns-push-type");
static APNS_TOPIC: HeaderName = HeaderName::from_static("apns-topic");

/// Headers and body as they go on the wire. Clones share both.
#[derive(Clone)]
pub struct Message {
    headers: Arc<HeaderMap>,
    body: Bytes,
}

impl Message {
    /// Sealed headers and the exact bytes of the body.
    pub fn new(headers: &Headers, body: Bytes) -> Result<Self, Undelivered> {
        let mut map = HeaderMap::new();
        map.insert(
            &APNS_PUSH_TYPE,
            HeaderValue::from_static(headers.push_type.as_str()),
        );
        map.insert(&APNS_TOPIC, value("apns-topic", &headers.topic)?);
        if let Some(priority) = headers.priority {
            map.insert(&APNS_PRIORITY, HeaderValue::from_static(priority.as_str()));
        }
        if let Some(expiration) = headers.expiration {
            map.insert(&APNS_EXPIRATION, HeaderValue::from(expiration));
        }
        if let Some(id) = &headers.collapse_id {
            map.insert(&APNS_COLLAPSE_ID, value("apns-collapse-id", id)?);
        }
        Ok(Self {
            headers: Arc::new(map),
            body,
        })
    }

    /// A request that is not for one device.
    pub(crate) fn of(headers: HeaderMap, body: Bytes) -> Self {
        Self {
            headers: Arc::new(headers),
            body,
        }
    }

    /// The same headers with the body of one recipient.
    #[must_use]
    pub fn with_body(&self, body: Bytes) -> Self {
        Self {
            headers: Arc::clone(&self.headers),
            body,
        }
    }

    /// Whether the headers are the very same.
    pub(crate) fn shares_headers(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.headers, &other.headers)
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Debug for Message {
    /// No payload: it is personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A header value. HTTP takes visible ASCII and opaque bytes, no control characters.
pub(crate) fn value(name: &str, text: &str) -> Result<HeaderValue, Undelivered> {
    HeaderValue::from_str(text)
        .or_else(|_| HeaderValue::from_bytes(text.as_bytes()))
        .map_err(|_| Undelivered::Unsupported {
            what: format!("a control character in {name}"),
        })
}
