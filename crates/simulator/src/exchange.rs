//! One request and its answer: read, decide, write down, deliver, answer.

use crate::{
    Answer, Delivery, Environment, Reason, Record,
    connection::Connection,
    judge::{self, Accepted, Judge, Refusal},
    phones::Registered,
    reply::{Pending, Reply},
    request::Request,
};
use bytes::Bytes;
use h2::RecvStream;
use http::{StatusCode, request::Parts};
use std::{
    future::poll_fn,
    sync::{Arc, PoisonError, atomic::Ordering},
    time::Duration,
};
use tokio::time::sleep;
use uuid::Uuid;

/// More than this is not read of any body: it is too large for every type of push.
const READ_LIMIT: usize = 64 * 1024;
/// Apple's default for `apns-priority`.
const DEFAULT_PRIORITY: u8 = 10;

/// A request that has come in.
pub(crate) struct Exchange {
    pub(crate) connection: Arc<Connection>,
    pub(crate) stream: u32,
    pub(crate) request: http::Request<RecvStream>,
    pub(crate) pending: Pending,
}

/// A request that is whole, with what is going to be said about it.
struct Case<'a> {
    connection: &'a Connection,
    stream: u32,
    request: Request,
    apns_id: String,
    received_at_ms: u64,
}

impl Exchange {
    /// Answers the request. Gives the stream back if it must stay unanswered until the connection ends.
    pub(crate) async fn run(self) -> Option<Pending> {
        let Self {
            connection,
            stream,
            request,
            mut pending,
        } = self;
        let open = Open(&connection);
        let (parts, body) = request.into_parts();
        // An error means that the client has taken its request back.
        let body = read(body).await.ok()?;
        if connection.wire.leaves_behind(stream) {
            return Some(pending);
        }
        let case = Case::new(&connection, stream, parts, body);
        let order = case.order();
        if let Some(Answer::GoAway {
            reason,
            last_stream,
        }) = &order
        {
            connection.wire.go_away(*last_stream, reason);
        }
        if !connection.wire.look_at(stream) {
            if order.is_some() {
                case.write(None, None);
            }
            return Some(pending);
        }
        let reply = match order {
            None | Some(Answer::GoAway { .. }) => case.decide(),
            Some(Answer::Delay(milliseconds)) => {
                let reply = case.decide();
                sleep(Duration::from_millis(milliseconds)).await;
                reply
            }
            Some(Answer::Reject {
                reason,
                status,
                timestamp_ms,
            }) => case.reject(reason, status, timestamp_ms),
            Some(Answer::Stall) => {
                case.write(None, None);
                // Ends when the client resets the stream, or with the connection.
                let _ = poll_fn(|cx| pending.poll_reset(cx)).await;
                return None;
            }
            Some(Answer::Reset(code)) => {
                case.write(None, None);
                pending.send_reset(code.into());
                return None;
            }
        };
        // GOAWAY may have been ordered with an earlier last stream in the meantime.
        if connection.wire.leaves_behind(stream) {
            return Some(pending);
        }
        drop(open);
        if case.is_authenticated() {
            connection.trust();
        }
        reply.send(&mut pending, connection.number);
        None
    }
}

impl<'a> Case<'a> {
    fn new(connection: &'a Connection, stream: u32, parts: Parts, body: Bytes) -> Self {
        let options = &connection.world.options;
        let request = Request::new(parts, body, connection.host);
        let id = request.id().map(str::to_owned);
        Self {
            connection,
            stream,
            request,
            apns_id: id.unwrap_or_else(|| Uuid::new_v4().to_string()),
            received_at_ms: options.clock.milliseconds(),
        }
    }

    /// What was ordered for this push.
    fn order(&self) -> Option<Answer> {
        self.connection
            .world
            .script
            .take(&self.request.token().to_ascii_lowercase())
    }

    /// The verdict, written down, and carried out on the phone.
    fn decide(&self) -> Reply {
        match self.judge() {
            Ok(accepted) => {
                let unique_id = (self.request.environment == Environment::Sandbox)
                    .then(|| Uuid::new_v4().to_string());
                self.write(Some(StatusCode::OK), None);
                if let Some(accepted) = accepted {
                    self.deliver(accepted, unique_id.clone());
                }
                Reply {
                    status: StatusCode::OK,
                    apns_id: self.apns_id.clone(),
                    unique_id,
                    refusal: None,
                }
            }
            Err(Refusal {
                reason,
                timestamp_ms,
            }) => self.reject(reason.as_str().to_owned(), None, timestamp_ms),
        }
    }

    /// The device that gets the push; in the mode that accepts everything there need not be one.
    fn judge(&self) -> Result<Option<Accepted>, Refusal> {
        let world = &self.connection.world;
        if world.options.accept_all {
            let token = judge::line(&self.request)?.to_ascii_lowercase();
            let topic = self.request.header("apns-topic").unwrap_or_default();
            return Ok(
                match world.phones.find(self.request.environment, &token, topic) {
                    Registered::Active(device) => Some(Accepted {
                        device,
                        topic: topic.to_owned(),
                    }),
                    Registered::Gone { .. } | Registered::OtherTopic | Registered::Unknown => None,
                },
            );
        }
        let judge = Judge {
            keys: &world.keys,
            phones: &world.phones,
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

    fn is_authenticated(&self) -> bool {
        self.connection
            .session
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_authenticated()
    }

    fn reject(&self, reason: String, status: Option<u16>, timestamp_ms: Option<u64>) -> Reply {
        let status = status.or_else(|| Reason::from_wire(&reason).map(Reason::status));
        let status = status
            .and_then(|status| StatusCode::from_u16(status).ok())
            .unwrap_or(StatusCode::BAD_REQUEST);
        let timestamp_ms =
            (status == StatusCode::GONE).then(|| timestamp_ms.unwrap_or(self.received_at_ms));
        self.write(Some(status), Some(reason.clone()));
        Reply {
            status,
            apns_id: self.apns_id.clone(),
            unique_id: None,
            refusal: Some((reason, timestamp_ms)),
        }
    }

    fn write(&self, status: Option<StatusCode>, reason: Option<String>) {
        self.connection.world.ledger.write(Record {
            sequence: 0,
            connection: self.connection.number,
            stream: self.stream,
            environment: self.request.environment,
            apns_id: self.apns_id.clone(),
            token: self.request.token().to_owned(),
            headers: self.request.apns_headers(),
            body_bytes: self.request.body.len(),
            status: status.map(|status| status.as_u16()),
            reason,
            received_at_ms: self.received_at_ms,
        });
    }

    /// A phone drops what is not JSON without a word, as Apple's do.
    fn deliver(&self, accepted: Accepted, unique_id: Option<String>) {
        let Accepted { device, topic } = accepted;
        let Ok(payload) = serde_json::from_slice(&self.request.body) else {
            return;
        };
        let text = |name| self.request.header(name).map(str::to_owned);
        self.connection.world.deliveries.publish(Delivery {
            sequence: 0,
            device_id: device.id,
            bundle_id: device.bundle_id,
            environment: self.request.environment,
            apns_id: self.apns_id.clone(),
            unique_id,
            topic,
            push_type: text("apns-push-type"),
            priority: text("apns-priority")
                .and_then(|it| it.parse().ok())
                .unwrap_or(DEFAULT_PRIORITY),
            collapse_id: text("apns-collapse-id"),
            payload,
            accepted_at_ms: self.received_at_ms,
            delivered_at_ms: self.connection.world.options.clock.milliseconds(),
        });
    }
}

/// Counts a request as open for as long as it has no answer.
struct Open<'a>(&'a Connection);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Reads a body, but not without end.
async fn read(mut body: RecvStream) -> Result<Bytes, h2::Error> {
    let mut whole = Vec::new();
    while let Some(chunk) = body.data().await {
        let chunk = chunk?;
        body.flow_control().release_capacity(chunk.len())?;
        whole.extend_from_slice(&chunk);
        if whole.len() > READ_LIMIT {
            break;
        }
    }
    Ok(whole.into())
}
