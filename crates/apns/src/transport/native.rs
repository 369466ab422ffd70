//! The default transport: HTTP/2 on `h2` and rustls, to any endpoint, with exact knowledge of what was processed.
//!
//! ```text
//! deliver, send_all ─ pool (queue) ─┬─ driver (lane 1: connection, slots, pulse)
//!                                   └─ driver (lane 2 …)      opening ─ dial (TCP, tunnel, TLS)
//! ```
//!
//! A push costs no task and no timer. Each lane has one task, which takes pushes in batches, writes many requests at
//! once, looks only at streams of which something came, and looks at all deadlines together every 25 ms.

mod authorization;
mod dial;
mod driver;
mod job;
mod opening;
mod options;
mod pool;
mod pulse;
mod reply;
mod request;
mod slots;
mod tunnel;

use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use payload::DeviceToken;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use crate::authentication::Authentication;
use crate::endpoint::Endpoint;
use crate::error::ApnsError;
use crate::message::Message;
use crate::push::{Doubt, Push, Reply, Undelivered};
use crate::transport::Transport;
use authorization::Authorization;
use dial::Dial;
pub(crate) use job::Call;
pub use job::Delivery;
use job::{Ear, Job, Target, Waiting};
pub use options::Options;
use pool::Pool;
use request::Requests;

/// HTTP/2 to one endpoint with one credential. All pushes share its connections ("lanes"): the first is opened when it
/// is needed, each further one when all are full.
pub struct Native {
    pool: Arc<Pool>,
}

/// One recipient of a [`Message`].
#[derive(Debug)]
pub struct Recipient {
    /// Comes back with the outcome.
    pub tag: u64,
    /// The `apns-id`: a UUID in canonical lower case.
    pub id: String,
    /// The device.
    pub token: DeviceToken,
    /// What it gets.
    pub message: Message,
    /// As in [`Push::not_after`].
    pub not_after: Option<Instant>,
}

impl Native {
    /// A transport that connects when the first push comes.
    pub fn new(endpoint: Endpoint, authentication: Authentication) -> Result<Self, ApnsError> {
        Self::with_options(endpoint, authentication, Options::default())
    }

    /// The same with other patience.
    pub fn with_options(
        endpoint: Endpoint,
        authentication: Authentication,
        options: Options,
    ) -> Result<Self, ApnsError> {
        let requests = Requests::to(&endpoint)?;
        let dial = Dial::new(endpoint, &authentication)?;
        let authorization = Authorization::by(authentication);
        let pool = Pool::new(Box::new(dial), requests, authorization, options);
        Ok(Self {
            pool: Arc::new(pool),
        })
    }

    /// Sends to many recipients. Each gets exactly one outcome, with its tag, in the order in which they become known.
    ///
    /// What is over [`Transport::capacity`] waits in memory, and its deadline runs. A million tokens share one body.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn send_all(
        &self,
        recipients: impl IntoIterator<Item = Recipient>,
        outcomes: &mpsc::UnboundedSender<(u64, Delivery)>,
    ) {
        let now = Instant::now();
        let jobs = recipients.into_iter().filter_map(|recipient| {
            let Recipient {
                tag,
                id,
                token,
                message,
                not_after,
            } = recipient;
            let ear = Ear::Many {
                tag,
                outcomes: outcomes.clone(),
            };
            let waiting = Waiting::new(ear);
            match request::id(&id) {
                Ok(id) => {
                    let target = Target::Device { token, id };
                    Some(self.job(message, target, not_after, waiting, now))
                }
                Err(refusal) => {
                    waiting.tell(Err(refusal));
                    None
                }
            }
        });
        self.pool.submit(jobs);
    }

    fn job(
        &self,
        message: Message,
        target: Target,
        not_after: Option<Instant>,
        waiting: Waiting,
        now: Instant,
    ) -> Job {
        let patience = self.pool.options.deadline;
        Job {
            message,
            target,
            not_after,
            send_by: now + patience - patience / 10,
            deadline: now + patience,
            waiting,
            refused_by: None,
            is_renewed: false,
            returns: 0,
        }
    }

    async fn send(&self, push: &Push) -> Delivery {
        let message = Message::new(&push.headers, push.body.clone())?;
        let target = Target::Device {
            token: push.token.clone(),
            id: request::id(&push.id)?,
        };
        self.ask(message, target, push.not_after).await
    }

    /// Makes a request that is not for one device.
    pub(crate) async fn call(&self, call: Call, message: Message) -> Delivery {
        self.ask(message, Target::Other(Box::new(call)), None).await
    }

    async fn ask(&self, message: Message, target: Target, not_after: Option<Instant>) -> Delivery {
        let (ear, outcome) = oneshot::channel();
        let waiting = Waiting::new(Ear::One(ear));
        let job = self.job(message, target, not_after, waiting, Instant::now());
        self.pool.submit([job]);
        outcome.await.unwrap_or_else(|_| {
            Err(Undelivered::Unknown {
                doubt: Doubt::ConnectionLost,
                cause: "the connection's task ended".to_owned(),
            })
        })
    }
}

impl Transport for Native {
    fn deliver<'a>(&'a self, push: &'a Push) -> BoxFuture<'a, Result<Reply, Undelivered>> {
        self.send(push).boxed()
    }

    fn capacity(&self) -> usize {
        self.pool.capacity()
    }
}

impl Drop for Native {
    fn drop(&mut self) {
        self.pool.close();
    }
}

#[cfg(test)]
mod tests;
