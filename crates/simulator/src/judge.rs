//! Apple's verdict on a request. When several things are wrong, Apple names one: this is in which order.
//!
//! Apple does not document the order. What is decided here, and from what:
//!
//! 1. **Method, path, device token present.** `GET /` without credentials is answered 405 (seen in public).
//! 2. **Repeated headers, then the form of each header**: id, push type, expiration, priority, collapse id.
//!    They need nothing but the head of the request.
//! 3. **The certificate or the provider token.** Before the topic, because with certificates the credential decides
//!    whether a topic has to be there and which one it is if it is not; and before the body, because the head is
//!    there first. Whoever has shown a certificate may send any token: it is not looked at.
//! 4. **The topic**: present, well-formed, fit for the push type, allowed for the key or listed in the certificate.
//! 5. **The body**: there, and not too large for its type. Whether it is JSON is never looked at.
//! 6. **The device token**, last, because it takes a look-up: known in this environment, for this topic, active.
//!    So a push to an impossible token is a way to have key, team and topic checked without sending to anybody.
//!
//! Three more decisions. A missing push type is accepted (Apple requires it for watchOS only). A background push is
//! refused with priority 10 when that is written out, but not when the header is missing, although 10 is the default.
//! A topic that lacks the suffix of its push type is `TopicDisallowed`; `BadTopic` is for what cannot be a topic.

mod broadcast;
mod head;

pub(crate) use broadcast::{Done, LIVE_ACTIVITY};

use crate::{
    Clock, Dialect, Reason, Service,
    channels::Channels,
    identity::Shown,
    phones::{self, Phones, Registered},
    provider_token::Keys,
    push_type::{self, PushType},
    request::{Request, Target},
    sender::Sender,
    session::Session,
};
use http::Method;

/// Who judges: what is known about keys and devices.
pub(crate) struct Judge<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) phones: &'a Phones,
    pub(crate) channels: &'a Channels,
    pub(crate) dialect: Dialect,
    pub(crate) clock: &'a Clock,
    /// What the connection has shown in the TLS handshake.
    pub(crate) shown: &'a Shown,
}

/// What a request comes to.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// A push goes to a device.
    Accepted(Accepted),
    /// Something was done with a channel.
    Done(Done),
}

/// A push that is accepted for its token.
#[derive(Debug)]
pub(crate) struct Accepted {
    /// `apns-topic`, or what a certificate puts in its place.
    pub(crate) topic: String,
}

/// Why a push is refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    /// With 410 only: since when the app has been gone.
    pub(crate) timestamp_ms: Option<u64>,
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self {
            reason,
            timestamp_ms: None,
        }
    }
}

impl Judge<'_> {
    /// What is done about a request, or why nothing is.
    pub(crate) fn judge(
        &self,
        request: &Request,
        session: &mut Session,
    ) -> Result<Verdict, Refusal> {
        match (request.service, &request.target) {
            (Service::Channels, _) => self.manage(request, session).map(Verdict::Done),
            (Service::Push, Target::Broadcast(bundle_id)) => {
                self.publish(request, session, bundle_id).map(Verdict::Done)
            }
            (Service::Push, _) => self.push(request, session).map(Verdict::Accepted),
        }
    }

    /// A push to a device.
    fn push(&self, request: &Request, session: &mut Session) -> Result<Accepted, Refusal> {
        let token = line(request)?;
        let push_type = head::device(request)?;
        let sender = self.sender(request, session)?;
        let topic = topic(request, push_type, &sender)?;
        body(request, push_type)?;
        self.device(request, token, topic)?;
        Ok(Accepted {
            topic: topic.to_owned(),
        })
    }

    /// Who is asking: the certificate of the connection, or else the key of the token.
    fn sender<'b>(
        &'b self,
        request: &Request,
        session: &'b mut Session,
    ) -> Result<Sender<'b>, Reason> {
        let now = self.clock.since_epoch();
        match self.shown {
            Shown::Foreign => Err(Reason::BadCertificate),
            Shown::Certificate(certificate) if certificate.is_expired(now) => {
                Err(Reason::BadCertificate)
            }
            Shown::Certificate(certificate)
                if !certificate.environments.contains(&request.environment) =>
            {
                Err(Reason::BadCertificateEnvironment)
            }
            Shown::Certificate(certificate) => Ok(Sender::Certificate(certificate)),
            Shown::Nothing => session
                .admit(bearer(request)?, request.environment, self.keys, now)
                .map(Sender::Key),
        }
    }

    fn device(&self, request: &Request, token: &str, topic: &str) -> Result<(), Refusal> {
        if !phones::is_token(token) {
            return Err(Reason::BadDeviceToken.into());
        }
        match self
            .phones
            .find(request.environment, &token.to_ascii_lowercase(), topic)
        {
            Registered::Active => Ok(()),
            Registered::Unknown => Err(Reason::BadDeviceToken.into()),
            Registered::OtherTopic => Err(Reason::DeviceTokenNotForTopic.into()),
            Registered::Gone { since_ms } => Err(Refusal {
                reason: Reason::Unregistered,
                timestamp_ms: Some(since_ms),
            }),
        }
    }
}

/// Method and path of a push to a device; gives the token.
pub(crate) fn line(request: &Request) -> Result<&str, Reason> {
    if request.method != Method::POST {
        return Err(Reason::MethodNotAllowed);
    }
    match &request.target {
        Target::Broadcast(_) | Target::Channels(_) | Target::AllChannels(_) | Target::Unknown => {
            Err(Reason::BadPath)
        }
        Target::NoDevice => Err(Reason::MissingDeviceToken),
        Target::Device(token) => Ok(token),
    }
}

/// The provider token, whatever it is worth.
fn bearer(request: &Request) -> Result<&str, Reason> {
    let Some((scheme, token)) = request
        .header("authorization")
        .and_then(|value| value.split_once(' '))
    else {
        return Err(Reason::MissingProviderToken);
    };
    if scheme.eq_ignore_ascii_case("bearer") {
        Ok(token.trim())
    } else {
        Err(Reason::MissingProviderToken)
    }
}

fn topic<'a>(
    request: &'a Request,
    push_type: Option<&PushType>,
    sender: &Sender<'a>,
) -> Result<&'a str, Reason> {
    let topic = request
        .header("apns-topic")
        .or_else(|| sender.only_topic())
        .ok_or(Reason::MissingTopic)?;
    if !push_type::is_topic(topic) {
        return Err(Reason::BadTopic);
    }
    if push_type.is_some_and(|push_type| !push_type.fits(topic)) || !sender.may_push_to(topic) {
        return Err(Reason::TopicDisallowed);
    }
    Ok(topic)
}

fn body(request: &Request, push_type: Option<&PushType>) -> Result<(), Reason> {
    if request.body.is_empty() {
        Err(Reason::PayloadEmpty)
    } else if request.body.len() > push_type.map_or(push_type::LIMIT, |push_type| push_type.limit) {
        Err(Reason::PayloadTooLarge)
    } else {
        Ok(())
    }
}
