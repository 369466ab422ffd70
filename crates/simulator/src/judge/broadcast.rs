//! Apple's verdict on broadcasts and on the management of channels.
//!
//! The order is that of device pushes: path and method, headers, credential, app, body, and last what takes a look-up.
//!
//! Apple's pages and the wire disagree here more than elsewhere. [`Dialect`] chooses between the two: what the pages
//! say, or what was seen in the sandbox in September 2026.

use super::{Judge, Refusal, head};
use crate::{
    Dialect, Reason,
    channels::{Known, StoragePolicy},
    push_type,
    request::{Request, Target},
    session::Session,
};
use http::Method;
use serde_json::{Map, Value};

/// The most bytes that a broadcast may carry.
const LIMIT: usize = 5120;
/// The only kind of push that goes to channels, as it is spelled in JSON.
pub(crate) const LIVE_ACTIVITY: &str = "LiveActivity";

/// What is done, and what there is to say about it.
#[derive(Debug)]
pub(crate) enum Done {
    /// A push has gone to a channel.
    Published,
    /// A channel was made, with this id.
    Created(String),
    /// What a channel is.
    Read(StoragePolicy),
    /// All channels of the app.
    Listed(Vec<String>),
    Deleted,
}

impl Judge<'_> {
    /// A push to a channel.
    pub(super) fn publish(
        &self,
        request: &Request,
        session: &mut Session,
        bundle_id: &str,
    ) -> Result<Done, Refusal> {
        if request.method != Method::POST {
            return Err(Reason::MethodNotAllowed.into());
        }
        let (channel_id, expiration) = head::broadcast(request)?;
        self.app(request, session, bundle_id)?;
        if request.body.is_empty() {
            return Err(Reason::PayloadEmpty.into());
        }
        if request.body.len() > LIMIT {
            return Err(Reason::PayloadTooLarge.into());
        }
        self.channels.capable(bundle_id)?;
        let policy = self.channel(request, bundle_id, channel_id)?;
        if policy == StoragePolicy::None && expiration != 0 {
            return Err(Reason::BadExpirationDate.into());
        }
        Ok(Done::Published)
    }

    /// A request to the host that manages channels.
    pub(super) fn manage(&self, request: &Request, session: &mut Session) -> Result<Done, Refusal> {
        let (environment, channels) = (request.environment, self.channels);
        match (&request.target, request.method.as_str()) {
            (Target::Channels(bundle_id), "POST") => {
                head::no_channel(request)?;
                self.app(request, session, bundle_id)?;
                let policy = self.wanted(&request.body)?;
                channels.capable(bundle_id)?;
                let id = channels.create(environment, bundle_id, policy)?;
                Ok(Done::Created(id))
            }
            (Target::Channels(bundle_id), "GET") => {
                let id = head::one_channel(request)?;
                self.app(request, session, bundle_id)?;
                channels.capable(bundle_id)?;
                Ok(Done::Read(self.channel(request, bundle_id, id)?))
            }
            (Target::Channels(bundle_id), "DELETE") => {
                let id = head::one_channel(request)?;
                self.app(request, session, bundle_id)?;
                channels.capable(bundle_id)?;
                if channels.delete(environment, bundle_id, id) {
                    return Ok(Done::Deleted);
                }
                Err(match self.dialect {
                    Dialect::Documented => Reason::ChannelNotRegistered.into(),
                    Dialect::Observed => Reason::BadPath.into(),
                })
            }
            (Target::AllChannels(bundle_id), "GET") => {
                head::no_channel(request)?;
                self.app(request, session, bundle_id)?;
                channels.capable(bundle_id)?;
                Ok(Done::Listed(channels.list(environment, bundle_id)))
            }
            (_, "GET" | "POST" | "DELETE") => Err(Reason::BadPath.into()),
            _ => Err(Reason::MethodNotAllowed.into()),
        }
    }

    /// The credential, and whether it is for the app in the path.
    fn app(&self, request: &Request, session: &mut Session, bundle_id: &str) -> Result<(), Reason> {
        let sender = self.sender(request, session)?;
        if push_type::bundle_id_of(bundle_id) != bundle_id {
            return Err(Reason::TopicDisallowed);
        }
        if sender.may_broadcast_for(bundle_id) {
            Ok(())
        } else {
            Err(Reason::TopicMismatch)
        }
    }

    fn channel(
        &self,
        request: &Request,
        bundle_id: &str,
        id: &str,
    ) -> Result<StoragePolicy, Reason> {
        match self.channels.find(request.environment, bundle_id, id) {
            Known::Open(policy) => Ok(policy),
            Known::Never if self.dialect == Dialect::Observed => Err(Reason::BadChannelId),
            Known::Deleted | Known::Never => Err(Reason::ChannelNotRegistered),
        }
    }

    /// The channel that a body asks for. Both attributes are required, and there are no others.
    fn wanted(&self, body: &[u8]) -> Result<StoragePolicy, Reason> {
        if body.is_empty() {
            return Err(Reason::PayloadEmpty);
        }
        let attributes: Map<String, Value> =
            serde_json::from_slice(body).map_err(|_| Reason::BadRequestPayload)?;
        if attributes
            .keys()
            .any(|name| !matches!(name.as_str(), "message-storage-policy" | "push-type"))
        {
            return Err(Reason::BadRequestParams);
        }
        match attributes.get("push-type") {
            None => return Err(Reason::MissingPushType),
            Some(Value::String(name)) if name == LIVE_ACTIVITY => {}
            Some(_) => return Err(Reason::InvalidPushType),
        }
        attributes
            .get("message-storage-policy")
            .and_then(Value::as_u64)
            .and_then(StoragePolicy::of_number)
            .ok_or(match self.dialect {
                Dialect::Documented => Reason::BadRequestParams,
                Dialect::Observed => Reason::MissingChannelQueueSize,
            })
    }
}
