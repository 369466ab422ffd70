//! The `a2` crate behind the port. The only file that names it.
//!
//! It is not the default (`docs/adr/0002-transports.md`): it reaches Apple's two hosts only, knows eight push types and
//! two priorities, drops the body of a rejection whose reason it does not know, and signs by itself.
//!
//! What it cannot carry is refused before anything is sent. What it cannot tell is not guessed: a reason that it does not
//! know becomes [`Reason::Unknown`] with the status in its text, and a failure that cannot be classified is unknown.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use a2::request::notification::{CollapseId, NotificationOptions};
use a2::request::payload::PayloadLike;
use a2::{Client, ClientConfig};
use credentials::{ExposeSecret as _, ProviderToken};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use payload::{Priority, PushType, Reason};
use serde::{Serialize, Serializer};

use crate::authentication::Authentication;
use crate::endpoint::{Endpoint, Roots};
use crate::error::ApnsError;
use crate::outcome::{Outcome, of_chain, words};
use crate::pem;
use crate::push::{Doubt, Push, Reply, Undelivered};
use crate::transport::Transport;

/// How often one push may be sent when the server says each time that it did not process it.
const MOST_TRIES: usize = 4;
/// `a2` does not tell how many streams the server allows, and queues what is over. With this many under way a
/// connection without `TCP_NODELAY` (`a2` does not set it) is past the worst of its delayed acknowledgments.
const IN_FLIGHT: usize = 500;
/// As in [`crate::Options`].
const DEADLINE: Duration = Duration::from_secs(30);

/// Apple's two hosts through the `a2` crate.
pub struct A2Transport {
    endpoint: a2::Endpoint,
    authentication: Authentication,
    current: Mutex<Current>,
    deadline: Duration,
}

/// A client, and the token of our own signer from its making: the mark by which the two age together.
#[derive(Clone)]
struct Current {
    client: Client,
    // `None` where a certificate speaks.
    mark: Option<ProviderToken>,
}

impl A2Transport {
    /// A transport to one of [`Endpoint::apple`]'s hosts; every other endpoint is refused.
    pub fn new(endpoint: &Endpoint, authentication: Authentication) -> Result<Self, ApnsError> {
        Self::with_deadline(endpoint, authentication, DEADLINE)
    }

    /// The same with another deadline, from the call to the answer.
    pub fn with_deadline(
        endpoint: &Endpoint,
        authentication: Authentication,
        deadline: Duration,
    ) -> Result<Self, ApnsError> {
        let endpoint = host(endpoint)?;
        let mark = match &authentication {
            Authentication::Token(signer) => Some(signer.bearer()?),
            Authentication::Certificate(_) => None,
        };
        let client = client(&endpoint, &authentication, deadline).map_err(|error| {
            ApnsError::Unsupported {
                what: format!("this credential: {}", words(&error)),
            }
        })?;
        Ok(Self {
            endpoint,
            authentication,
            current: Mutex::new(Current { client, mark }),
            deadline,
        })
    }

    async fn send(&self, push: &Push) -> Result<Reply, Undelivered> {
        let notification = Notification::of(push)?;
        let mut renewed = false;
        let mut cause = String::new();
        for _ in 0..MOST_TRIES {
            if push.is_too_late() {
                return Err(Undelivered::NotSent {
                    cause: "its deadline has passed".to_owned(),
                });
            }
            let Current { client, mark } = self.current();
            let asked = Instant::now();
            let failure = match client.send(&notification).await {
                Ok(response) => return Ok(reply(response, asked.elapsed())),
                Err(a2::Error::ResponseError(response)) => {
                    let reply = reply(response, asked.elapsed());
                    if reply.reason == Some(Reason::ExpiredProviderToken)
                        && !renewed
                        && self.renew(mark.as_ref())?
                    {
                        renewed = true;
                        continue;
                    }
                    return Ok(reply);
                }
                Err(failure) => failure,
            };
            match classify(&failure) {
                Outcome::NotSent => {
                    return Err(Undelivered::NotSent {
                        cause: words(&failure),
                    });
                }
                Outcome::NotProcessed => cause = words(&failure),
                Outcome::Unknown => {
                    return Err(Undelivered::Unknown {
                        doubt: doubt(&failure),
                        cause: words(&failure),
                    });
                }
            }
        }
        Err(Undelivered::NotSent { cause })
    }

    fn current(&self) -> Current {
        self.current
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Replaces the client, and with it token and connection, unless it was made less than 20 minutes ago. Says whether
    /// there is a newer client than the one with this mark.
    fn renew(&self, expired: Option<&ProviderToken>) -> Result<bool, Undelivered> {
        let not_sent = |cause| Undelivered::NotSent { cause };
        let (Authentication::Token(signer), Some(expired)) = (&self.authentication, expired) else {
            return Ok(false);
        };
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if current.mark.as_ref() != Some(expired) {
            return Ok(true);
        }
        let mark = signer
            .renew_after(expired)
            .map_err(|error| not_sent(words(&error)))?;
        if mark == *expired {
            return Ok(false);
        }
        let client = client(&self.endpoint, &self.authentication, self.deadline);
        let client = client.map_err(|error| not_sent(words(&error)))?;
        *current = Current {
            client,
            mark: Some(mark),
        };
        Ok(true)
    }
}

impl Transport for A2Transport {
    fn deliver<'a>(&'a self, push: &'a Push) -> BoxFuture<'a, Result<Reply, Undelivered>> {
        async move {
            let answer = tokio::time::timeout(self.deadline, self.send(push)).await;
            answer.unwrap_or_else(|_| {
                let seconds = self.deadline.as_secs_f32();
                Err(Undelivered::Unknown {
                    doubt: Doubt::NoAnswer,
                    cause: format!("no answer within {seconds} s"),
                })
            })
        }
        .boxed()
    }

    fn capacity(&self) -> usize {
        IN_FLIGHT
    }
}

/// Which of `a2`'s two hosts an endpoint is. `a2` names the sandbox `api.development.push.apple.com`; both names lead
/// to the same place.
fn host(endpoint: &Endpoint) -> Result<a2::Endpoint, ApnsError> {
    let Endpoint {
        host,
        port,
        roots,
        proxy,
    } = endpoint;
    if proxy.is_some() {
        return Err(ApnsError::Unsupported {
            what: "a proxy".to_owned(),
        });
    }
    match (host.as_str(), *port, roots) {
        ("api.push.apple.com", 443, Roots::WebPki) => Ok(a2::Endpoint::Production),
        ("api.sandbox.push.apple.com" | "api.development.push.apple.com", 443, Roots::WebPki) => {
            Ok(a2::Endpoint::Sandbox)
        }
        (host, port, Roots::WebPki) => Err(ApnsError::Unsupported {
            what: format!("{host}:{port}: it reaches Apple's hosts only"),
        }),
        (_, _, Roots::Pem(_)) => Err(ApnsError::Unsupported {
            what: "private roots".to_owned(),
        }),
    }
}

fn client(
    endpoint: &a2::Endpoint,
    authentication: &Authentication,
    deadline: Duration,
) -> Result<Client, a2::Error> {
    let config = ClientConfig {
        endpoint: endpoint.clone(),
        // Ours ends first; this one is counted in whole seconds.
        request_timeout_secs: Some(deadline.as_secs().saturating_add(5)),
        // Apple asks for connections that stay open.
        pool_idle_timeout_secs: None,
    };
    match authentication {
        Authentication::Token(signer) => Client::token(
            signer.key().to_p8_pem().expose_secret().as_bytes(),
            signer.key_id().as_str(),
            signer.team_id().as_str(),
            config,
        ),
        Authentication::Certificate(identity) => Client::certificate_parts(
            pem::certificates(identity).as_bytes(),
            pem::private_key(identity).as_bytes(),
            config,
        ),
    }
}

/// What is certain after a failure that is not an answer.
fn classify(failure: &a2::Error) -> Outcome {
    match failure {
        a2::Error::ClientError(error) if error.is_connect() => Outcome::NotSent,
        // The request was never made.
        a2::Error::BuildRequestError(_)
        | a2::Error::InvalidCertificate
        | a2::Error::InvalidOptions(_)
        | a2::Error::SerializeError(_)
        | a2::Error::SignerError(_)
        | a2::Error::Tls(_)
        | a2::Error::UnexpectedKey(_) => Outcome::NotSent,
        _ => of_chain(failure),
    }
}

/// How a failure of which nothing is certain came about.
fn doubt(failure: &a2::Error) -> Doubt {
    match failure {
        a2::Error::RequestTimeout(_) => Doubt::NoAnswer,
        _ => Doubt::ConnectionLost,
    }
}

fn reply(response: a2::Response, answered_in: Duration) -> Reply {
    let a2::Response {
        error,
        apns_id,
        code,
    } = response;
    let timestamp_ms = error.as_ref().and_then(|error| error.timestamp);
    // Its variants bear Apple's texts as names: that is how it reads them.
    let reason_text = error.map(|error| format!("{:?}", error.reason));
    let reason = match &reason_text {
        Some(text) => Some(Reason::from_wire(text)),
        None if code == 200 => None,
        None => Some(Reason::Unknown(
            format!("a reason with status {code} that a2 does not name").into(),
        )),
    };
    Reply {
        status: code,
        apns_id,
        reason,
        reason_text,
        timestamp_ms,
        answered_in,
        ..Reply::default()
    }
}

/// A push in `a2`'s terms.
struct Notification<'a> {
    token: &'a str,
    options: NotificationOptions<'a>,
    body: &'a str,
}

impl<'a> Notification<'a> {
    /// Refuses what `a2` cannot carry.
    fn of(push: &'a Push) -> Result<Self, Undelivered> {
        let headers = &push.headers;
        let apns_collapse_id = match &headers.collapse_id {
            Some(id) => {
                Some(CollapseId::new(id).map_err(|_| unsupported("a collapse id over 64 bytes"))?)
            }
            None => None,
        };
        Ok(Self {
            token: push.token.as_str(),
            options: NotificationOptions {
                apns_id: Some(&push.id),
                apns_push_type: Some(push_type(headers.push_type)?),
                apns_expiration: headers.expiration,
                apns_priority: headers.priority.map(priority).transpose()?,
                apns_topic: Some(&headers.topic),
                apns_collapse_id,
            },
            body: std::str::from_utf8(&push.body)
                .map_err(|_| unsupported("a body that is not UTF-8"))?,
        })
    }
}

fn push_type(kind: PushType) -> Result<a2::PushType, Undelivered> {
    Ok(match kind {
        PushType::Alert => a2::PushType::Alert,
        PushType::Background => a2::PushType::Background,
        PushType::Fileprovider => a2::PushType::FileProvider,
        PushType::Liveactivity => a2::PushType::LiveActivity,
        PushType::Location => a2::PushType::Location,
        PushType::Mdm => a2::PushType::Mdm,
        PushType::Pushtotalk => a2::PushType::PushToTalk,
        PushType::Voip => a2::PushType::Voip,
        PushType::Complication | PushType::Controls | PushType::Widgets => {
            return Err(unsupported(&format!("the push type {kind}")));
        }
    })
}

fn priority(priority: Priority) -> Result<a2::Priority, Undelivered> {
    match priority {
        Priority::Considerate => Ok(a2::Priority::Normal),
        Priority::Immediate => Ok(a2::Priority::High),
        Priority::PowerFirst => Err(unsupported("priority 1")),
    }
}

fn unsupported(what: &str) -> Undelivered {
    Undelivered::Unsupported {
        what: what.to_owned(),
    }
}

impl PayloadLike for &Notification<'_> {
    /// The body as it is. `a2`'s own way would write the JSON anew: other escapes, other numbers, another order.
    fn to_json_string(&self) -> Result<String, a2::Error> {
        Ok(self.body.to_owned())
    }

    fn get_device_token(&self) -> &str {
        self.token
    }

    fn get_options(&self) -> &NotificationOptions<'_> {
        &self.options
    }
}

/// `a2` asks for it, and [`PayloadLike::to_json_string`] bypasses it.
impl Serialize for Notification<'_> {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("the body is sent as it is"))
    }
}

/// Shows neither token nor body.
impl fmt::Debug for Notification<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Notification(…)")
    }
}

#[cfg(test)]
mod tests;
