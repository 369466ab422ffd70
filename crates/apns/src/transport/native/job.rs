//! A push on its way through a [`super::Native`], with the place where its outcome is waited for.

use http::uri::PathAndQuery;
use http::{HeaderValue, Method};
use payload::DeviceToken;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use crate::message::Message;
use crate::push::{Doubt, Reply, Undelivered};

/// What became of a push.
pub type Delivery = Result<Reply, Undelivered>;

/// One push.
pub(super) struct Job {
    pub(super) message: Message,
    pub(super) target: Target,
    /// After this moment it is no longer put on the wire.
    pub(super) not_after: Option<Instant>,
    /// Nor after this one: what leaves in the last moment only becomes unknown.
    pub(super) send_by: Instant,
    /// Until then it is waited for.
    pub(super) deadline: Instant,
    pub(super) waiting: Waiting,
    /// The lane that was the last to say `REFUSED_STREAM` to it.
    pub(super) refused_by: Option<u64>,
    /// Whether a newer provider token was made for it.
    pub(super) is_renewed: bool,
    /// How often a server has said that it did not process it.
    pub(super) returns: u8,
}

/// What a request is for.
pub(super) enum Target {
    Device { token: DeviceToken, id: HeaderValue },
    Other(Box<Call>),
}

/// A request that is not for one device.
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: PathAndQuery,
}

impl Target {
    /// The most of an answer's body that is kept, in bytes. Answers about one device have under 100; a list of 10,000
    /// channels has some 300,000.
    pub(super) fn most_body(&self) -> usize {
        match self {
            Self::Device { .. } => 8 * 1024,
            Self::Other(_) => 1024 * 1024,
        }
    }
}

impl Job {
    pub(super) fn settle(self, delivery: Delivery) {
        self.waiting.tell(delivery);
    }

    /// Whether it must no longer be put on the wire.
    pub(super) fn is_late(&self, now: Instant) -> bool {
        self.send_by <= now || self.not_after.is_some_and(|not_after| not_after <= now)
    }

    /// Says which of its two limits has passed while it waited for a stream.
    pub(super) fn too_late(self, now: Instant) {
        let cause = if self.send_by <= now {
            "no connection had a free stream in time"
        } else {
            "its deadline came before there was a connection with a free stream"
        };
        self.not_sent(cause);
    }

    pub(super) fn not_sent(self, cause: impl Into<String>) {
        let cause = cause.into();
        self.settle(Err(Undelivered::NotSent { cause }));
    }
}

/// Who waits for an outcome. Whoever waits is told exactly once, even when the task that has the push ends early.
pub(super) struct Waiting(Option<Ear>);

pub(super) enum Ear {
    One(oneshot::Sender<Delivery>),
    Many {
        tag: u64,
        outcomes: mpsc::UnboundedSender<(u64, Delivery)>,
    },
}

impl Waiting {
    pub(super) fn new(ear: Ear) -> Self {
        Self(Some(ear))
    }

    /// Whether nobody wants to know any more.
    pub(super) fn is_over(&self) -> bool {
        match &self.0 {
            None => true,
            Some(Ear::One(sender)) => sender.is_closed(),
            Some(Ear::Many { outcomes, .. }) => outcomes.is_closed(),
        }
    }

    pub(super) fn tell(mut self, delivery: Delivery) {
        self.tell_once(delivery);
    }

    fn tell_once(&mut self, delivery: Delivery) {
        // A waiter that has gone away does not want to know.
        match self.0.take() {
            None => {}
            Some(Ear::One(sender)) => drop(sender.send(delivery)),
            Some(Ear::Many { tag, outcomes }) => drop(outcomes.send((tag, delivery))),
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if !self.is_over() {
            self.tell_once(Err(Undelivered::Unknown {
                doubt: Doubt::ConnectionLost,
                cause: "the connection's task ended".to_owned(),
            }));
        }
    }
}
