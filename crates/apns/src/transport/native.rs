//! The default transport: HTTP/2 on `h2` and rustls, to any endpoint, with exact knowledge of what was processed.

mod authorization;
mod connection;
mod dial;
mod lane;
mod reply;
mod request;
mod streams;
mod tunnel;

use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use credentials::KeyError;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use payload::Reason;
use tokio::time::timeout_at;

use crate::authentication::Authentication;
use crate::endpoint::Endpoint;
use crate::error::ApnsError;
use crate::outcome::{Outcome, words};
use crate::push::{Doubt, Push, Reply, Undelivered};
use crate::transport::Transport;
use authorization::Authorization;
use dial::Dial;
use lane::Lane;
use request::Requests;

/// How many connections one push may be tried on. Each try after the first follows a server's word that it did not
/// process the push; a server that says so four times in a row is not going to.
const MOST_TRIES: usize = 4;

/// How long a [`Native`] waits for what, and how much it sends at once.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// From the call to the whole answer.
    pub deadline: Duration,
    /// For a TCP and TLS handshake.
    pub connect_within: Duration,
    /// Silence after which a connection is asked for a sign of life.
    pub ping_after: Duration,
    /// How long that sign may take before the connection counts as dead.
    pub pong_within: Duration,
    /// The pause before connecting again after a first failure; it doubles with each further one.
    pub first_pause: Duration,
    /// The longest such pause.
    pub longest_pause: Duration,
    /// The most pushes under way on one connection, whatever the server allows.
    pub most_streams: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(30),
            connect_within: Duration::from_secs(10),
            ping_after: Duration::from_mins(1),
            pong_within: Duration::from_secs(10),
            first_pause: Duration::from_millis(100),
            longest_pause: Duration::from_secs(10),
            most_streams: 2000,
        }
    }
}

/// HTTP/2 to one endpoint with one credential. All pushes share one connection, which is opened when it is needed.
pub struct Native {
    lane: Lane,
    requests: Requests,
    authorization: Authorization,
    deadline: Duration,
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
        Ok(Self {
            requests: Requests::to(&endpoint)?,
            lane: Lane::new(Dial::new(endpoint, &authentication)?, options),
            authorization: Authorization::by(authentication),
            deadline: options.deadline,
        })
    }

    /// Sends until there is an answer, or until it is certain or uncertain that there will be none.
    ///
    /// `handed` is true while a connection has the push, for the reader of the deadline.
    async fn send(&self, push: &Push, handed: &AtomicBool) -> Result<Reply, Undelivered> {
        let mut renewed = false;
        let mut cause = String::new();
        for _ in 0..MOST_TRIES {
            handed.store(false, Ordering::Relaxed);
            if push.is_too_late() {
                return Err(too_late());
            }
            let connection = match self.lane.connection().await {
                Ok(connection) => connection,
                Err(cause) => return Err(Undelivered::NotSent { cause }),
            };
            let signing = Instant::now();
            let authorization = self.authorization.header().map_err(cannot_sign)?;
            let signed_in = signing.elapsed();
            let request = self.requests.make(push, authorization.clone())?;
            let asked = Instant::now();
            match connection.ask(request, push.body.clone(), handed).await {
                Ok(answer) => {
                    let reply = reply::read(answer, signed_in, asked.elapsed());
                    if reply.reason == Some(Reason::ExpiredProviderToken)
                        && !renewed
                        && self
                            .authorization
                            .renew(authorization)
                            .map_err(cannot_sign)?
                    {
                        // Apple keeps to a connection what it once thought of its token, so the new one goes elsewhere.
                        renewed = true;
                        connection.close();
                        continue;
                    }
                    return Ok(reply);
                }
                Err(failure) => match failure.outcome {
                    Outcome::NotSent | Outcome::NotProcessed => {
                        connection.close();
                        cause = failure.cause;
                    }
                    Outcome::Unknown => {
                        return Err(Undelivered::Unknown {
                            doubt: Doubt::ConnectionLost,
                            cause: failure.cause,
                        });
                    }
                },
            }
        }
        Err(Undelivered::NotSent { cause })
    }
}

impl Transport for Native {
    fn deliver<'a>(&'a self, push: &'a Push) -> BoxFuture<'a, Result<Reply, Undelivered>> {
        async move {
            let handed = AtomicBool::new(false);
            let sending = tokio::time::timeout(self.deadline, self.send(push, &handed));
            let mut sending = pin!(sending);
            let result = match push.not_after {
                None => sending.await,
                Some(not_after) => match timeout_at(not_after, &mut sending).await {
                    Ok(result) => result,
                    // What has left is waited for.
                    Err(_) if handed.load(Ordering::Relaxed) => sending.await,
                    Err(_) => return Err(too_late()),
                },
            };
            result.unwrap_or_else(|_| {
                let seconds = self.deadline.as_secs_f32();
                Err(if handed.load(Ordering::Relaxed) {
                    Undelivered::Unknown {
                        doubt: Doubt::NoAnswer,
                        cause: format!("no answer within {seconds} s"),
                    }
                } else {
                    Undelivered::NotSent {
                        cause: format!("no connection with a free stream within {seconds} s"),
                    }
                })
            })
        }
        .boxed()
    }

    fn capacity(&self) -> usize {
        self.lane.capacity()
    }
}

fn too_late() -> Undelivered {
    Undelivered::NotSent {
        cause: "its deadline came before there was a connection with a free stream".to_owned(),
    }
}

fn cannot_sign(error: KeyError) -> Undelivered {
    Undelivered::NotSent {
        cause: words(&error),
    }
}
