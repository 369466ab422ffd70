//! One request that is whole: judged, written down, carried out, and put into an answer.

use crate::{
    Answer, Environment, Reason, Record, Service,
    connection::Connection,
    judge::{self, Accepted, Done, Judge, LIVE_ACTIVITY, Refusal, Verdict},
    phones::{Address, Push, Registered},
    reply::Reply,
    request::{Request, Target},
};
use http::StatusCode;
use serde_json::json;
use std::{sync::PoisonError, time::Duration};

/// Apple's default for `apns-priority`.
const DEFAULT_PRIORITY: u8 = 10;

/// A request that is whole, with what is going to be said about it.
pub(crate) struct Case<'a> {
    connection: &'a Connection,
    stream: u32,
    request: Request,
    /// `apns-id` of the answer, or `apns-request-id`.
    id: String,
    received_at_ms: u64,
}

/// What becomes of a stream.
pub(crate) enum Outcome {
    Reply(Reply),
    /// Answered only after this time.
    Late(Duration, Reply),
    /// Never answered, and open until the client gives up.
    Stalled,
    /// Never answered, and open until the connection ends: to reset it would say something about it.
    LeftBehind,
    /// Reset with this code.
    Reset(u32),
}

impl<'a> Case<'a> {
    pub(crate) fn new(connection: &'a Connection, stream: u32, request: Request) -> Self {
        let options = &connection.world.options;
        let id = request.uuid(request.id_header()).map(str::to_owned);
        Self {
            connection,
            stream,
            request,
            id: id.unwrap_or_else(new_id),
            received_at_ms: options.clock.milliseconds(),
        }
    }

    /// Carries out what was ordered for this request, or else the verdict.
    pub(crate) fn outcome(&self) -> Outcome {
        let wire = &self.connection.wire;
        let order = self.order();
        if let Some(Answer::GoAway {
            reason,
            last_stream,
        }) = &order
        {
            wire.go_away(*last_stream, reason);
        }
        if !wire.look_at(self.stream) {
            if order.is_some() {
                self.write(None, None);
            }
            return Outcome::LeftBehind;
        }
        match order {
            None | Some(Answer::GoAway { .. }) => Outcome::Reply(self.decide()),
            Some(Answer::Delay(milliseconds)) => {
                Outcome::Late(Duration::from_millis(milliseconds), self.decide())
            }
            Some(Answer::Reject {
                reason,
                status,
                timestamp_ms,
            }) => Outcome::Reply(self.reject(&reason, status, timestamp_ms)),
            Some(Answer::Raw { status, body }) => Outcome::Reply(self.raw(status, body)),
            Some(Answer::Stall) => {
                self.write(None, None);
                Outcome::Stalled
            }
            Some(Answer::Reset(code)) => {
                self.write(None, None);
                Outcome::Reset(code)
            }
            Some(Answer::HalfClose) => {
                self.write(None, None);
                wire.close();
                Outcome::LeftBehind
            }
            Some(Answer::Disconnect) => {
                self.write(None, None);
                wire.cut();
                Outcome::LeftBehind
            }
        }
    }

    /// What was ordered for this request: by its connection, by its token or channel, by chance, for all.
    fn order(&self) -> Option<Answer> {
        let subject = match self.request.token() {
            "" => self.request.header("apns-channel-id").unwrap_or_default(),
            token => token,
        };
        self.connection.order(self.stream).or_else(|| {
            let script = &self.connection.world.script;
            script.take(&subject.to_ascii_lowercase())
        })
    }

    /// The verdict, written down, and carried out on the phone.
    fn decide(&self) -> Reply {
        match self.judge() {
            Ok(Some(Verdict::Accepted(accepted))) => self.accept(Some(accepted)),
            Ok(Some(Verdict::Done(done))) => self.done(done),
            Ok(None) => self.accept(None),
            Err(Refusal {
                reason,
                timestamp_ms,
            }) => {
                let reason_text = reason.text(self.connection.world.options.dialect);
                self.reject(reason_text, Some(reason.status()), timestamp_ms)
            }
        }
    }

    /// A push that is accepted, perhaps without anybody to get it.
    fn accept(&self, accepted: Option<Accepted>) -> Reply {
        self.write(Some(StatusCode::OK), None);
        let mut reply = self.reply(StatusCode::OK);
        let is_sandbox = self.request.environment == Environment::Sandbox;
        let unique_id = (is_sandbox && self.request.is_device_push()).then(new_id);
        if let Some(unique_id) = &unique_id {
            reply = reply.header("apns-unique-id", unique_id);
        }
        if let Some(accepted) = accepted {
            self.deliver(accepted, unique_id);
        }
        reply
    }

    /// The answer to what was done with a channel.
    fn done(&self, done: Done) -> Reply {
        let status = match done {
            Done::Created(_) => StatusCode::CREATED,
            Done::Deleted => StatusCode::NO_CONTENT,
            Done::Published | Done::Read(_) | Done::Listed(_) => StatusCode::OK,
        };
        self.write(Some(status), None);
        match done {
            Done::Published => self.publish(),
            Done::Created(_) | Done::Deleted => {
                self.connection.world.changes.send_replace(());
            }
            Done::Read(_) | Done::Listed(_) => {}
        }
        let reply = self.reply(status);
        match done {
            Done::Created(id) => reply.header("apns-channel-id", id),
            Done::Read(policy) => reply.json(&json!({
                "message-storage-policy": policy.number(),
                "push-type": LIVE_ACTIVITY,
            })),
            Done::Listed(ids) => reply.json(&json!({ "channels": ids })),
            Done::Published | Done::Deleted => reply,
        }
    }

    fn reply(&self, status: StatusCode) -> Reply {
        Reply::new(status).header(self.request.id_header(), self.id.clone())
    }

    /// What is to be done. In the mode that accepts everything, nobody need get a push.
    fn judge(&self) -> Result<Option<Verdict>, Refusal> {
        let world = &self.connection.world;
        if world.options.accept_all && self.request.service == Service::Push {
            return self.accept_any();
        }
        let judge = Judge {
            keys: &world.keys,
            phones: &world.phones,
            channels: &world.channels,
            dialect: world.options.dialect,
            clock: &world.options.clock,
            shown: &self.connection.shown,
        };
        let mut session = self
            .connection
            .session
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        judge.judge(&self.request, &mut session).map(Some)
    }

    fn accept_any(&self) -> Result<Option<Verdict>, Refusal> {
        if matches!(self.request.target, Target::Broadcast(_)) {
            return Ok(None);
        }
        let token = judge::line(&self.request)?.to_ascii_lowercase();
        let topic = self.request.header("apns-topic").unwrap_or_default();
        let phones = &self.connection.world.phones;
        Ok(match phones.find(self.request.environment, &token, topic) {
            Registered::Active => Some(Verdict::Accepted(Accepted {
                topic: topic.to_owned(),
            })),
            Registered::Gone { .. } | Registered::OtherTopic | Registered::Unknown => None,
        })
    }

    pub(crate) fn is_authenticated(&self) -> bool {
        self.connection
            .session
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_authenticated()
    }

    fn reject(&self, reason: &str, status: Option<u16>, timestamp_ms: Option<u64>) -> Reply {
        let status = status.or_else(|| Reason::from_wire(reason).map(Reason::status));
        let status = status
            .and_then(|status| StatusCode::from_u16(status).ok())
            .unwrap_or(StatusCode::BAD_REQUEST);
        let timestamp_ms =
            (status == StatusCode::GONE).then(|| timestamp_ms.unwrap_or(self.received_at_ms));
        self.write(Some(status), Some(reason.to_owned()));
        let mut body = json!({ "reason": reason });
        if let Some(timestamp_ms) = timestamp_ms {
            body["timestamp"] = timestamp_ms.into();
        }
        self.reply(status).json(&body)
    }

    /// An answer in somebody else's words. The ledger has the body as its reason.
    fn raw(&self, status: u16, body: String) -> Reply {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        self.write(Some(status), Some(body.clone()));
        let mut reply = self.reply(status);
        reply.body = Some(body.into());
        reply
    }

    fn write(&self, status: Option<StatusCode>, reason: Option<String>) {
        self.connection.world.ledger.write(Record {
            sequence: 0,
            connection: self.connection.number,
            stream: self.stream,
            environment: self.request.environment,
            apns_id: self.id.clone(),
            token: self.request.token().to_owned(),
            headers: self.request.apns_headers(),
            body_bytes: self.request.body.len(),
            status: status.map(|status| status.as_u16()),
            reason,
            received_at_ms: self.received_at_ms,
        });
    }

    /// The push is on its way to the phone.
    fn deliver(&self, accepted: Accepted, unique_id: Option<String>) {
        let to = Address::Token(self.request.token().to_ascii_lowercase());
        let world = &self.connection.world;
        let now_ms = world.options.clock.milliseconds();
        world
            .phones
            .accept(self.push(to, accepted.topic, unique_id), now_ms);
    }

    /// The message is on its way to everybody on its channel.
    fn publish(&self) {
        let Target::Broadcast(bundle_id) = &self.request.target else {
            return;
        };
        let channel_id = self.request.header("apns-channel-id").unwrap_or_default();
        let push = self.push(
            Address::Channel(channel_id.to_owned()),
            bundle_id.clone(),
            None,
        );
        let world = &self.connection.world;
        let now_ms = world.options.clock.milliseconds();
        world.phones.broadcast(bundle_id, &push, now_ms);
    }

    /// What the way to a phone needs of the request. APNs does not look whether the body is JSON.
    fn push(&self, to: Address, topic: String, unique_id: Option<String>) -> Push {
        let text = |name| self.request.header(name).map(str::to_owned);
        Push {
            environment: self.request.environment,
            to,
            topic,
            type_name: text("apns-push-type"),
            priority: text("apns-priority")
                .and_then(|it| it.parse().ok())
                .unwrap_or(DEFAULT_PRIORITY),
            expiration: text("apns-expiration").and_then(|it| it.parse().ok()),
            collapse_id: text("apns-collapse-id"),
            payload: serde_json::from_slice(&self.request.body).unwrap_or_default(),
            apns_id: self.id.clone(),
            unique_id,
            accepted_at_ms: self.received_at_ms,
        }
    }
}

/// An identifier that nobody has. Not from the system's own source of randomness, which would cost a call each time.
fn new_id() -> String {
    uuid::Builder::from_random_bytes(rand::random())
        .into_uuid()
        .to_string()
}
