//! One typed method per endpoint of the relay. How a request travels is the caller's business: `fetch` in the page,
//! an HTTP client on the command line and in tests.

use std::future::Future;

use api::{
    Answer, ErrorBody, IDEMPOTENCY_KEY, NewPhone, Phones, Problem, Push, PushList, REQUESTED_BY,
    REQUESTED_BY_VALUE, SendRequest, Session, SignIn, SimulatorScript, paths,
};
use serde::Serialize;

/// A request to the relay, ready to travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST` or `DELETE`.
    pub method: &'static str,
    /// Path below the relay's address.
    pub path: String,
    /// Header names and values.
    pub headers: Vec<(&'static str, String)>,
    /// JSON text.
    pub body: Option<String>,
}

/// The relay's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The body's text.
    pub body: String,
}

/// Carries requests. Fails only when no answer came.
pub trait Transport {
    /// Sends one request and waits for the whole answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, Unreachable>>;
}

/// No answer came: offline, or the relay is not running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the relay cannot be reached")]
pub struct Unreachable;

/// Why a call did not give what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// The relay answered with something that this client does not understand: another version, or something between them.
    #[error("the answer (HTTP {status}) is not one that this version understands")]
    Foreign {
        /// HTTP status.
        status: u16,
    },
    /// No answer came.
    #[error(transparent)]
    Offline(#[from] Unreachable),
    /// The relay refused, and says why.
    #[error("{}", .0.detail)]
    Problem(Box<Problem>),
}

/// What is done with the simulated phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhonesChange<'a> {
    /// Which phone; empty for none.
    pub phone_id: &'a str,
    /// Words of a [`api::PhoneVerb`]. Without a phone the name of a new one; empty to look only.
    pub words: &'a str,
}

/// The relay, as methods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client<T> {
    transport: T,
}

impl<T: Transport> Client<T> {
    /// A client that sends over `transport`.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Who is signed in.
    pub async fn session(&self) -> Result<Session, ClientError> {
        self.call("GET", paths::SESSION.to_owned(), Vec::new(), None)
            .await
    }

    /// Signs in with the token of a one-time link.
    pub async fn sign_in(&self, token: &str) -> Result<Session, ClientError> {
        let body = json(&SignIn {
            token: token.to_owned(),
        });
        self.call("POST", paths::SESSION.to_owned(), Vec::new(), Some(body))
            .await
    }

    /// Ends the session.
    pub async fn sign_out(&self) -> Result<(), ClientError> {
        self.send("DELETE", paths::SESSION.to_owned(), Vec::new(), None)
            .await
            .map(drop)
    }

    /// Sends a push. Repeating it with the same `idempotency_key` gives the same push.
    pub async fn send_push(
        &self,
        request: &SendRequest,
        idempotency_key: &str,
    ) -> Result<Push, ClientError> {
        let headers = vec![(IDEMPOTENCY_KEY, idempotency_key.to_owned())];
        self.call(
            "POST",
            paths::PUSHES.to_owned(),
            headers,
            Some(json(request)),
        )
        .await
    }

    /// The newest pushes, at most 100.
    pub async fn pushes(&self) -> Result<PushList, ClientError> {
        self.call("GET", paths::PUSHES.to_owned(), Vec::new(), None)
            .await
    }

    /// One push.
    pub async fn push(&self, id: &str) -> Result<Push, ClientError> {
        self.call("GET", paths::push(id), Vec::new(), None).await
    }

    /// Tells the simulator what to answer to the next push to one of its devices.
    pub async fn script_simulator(&self, script: &SimulatorScript) -> Result<(), ClientError> {
        self.send(
            "POST",
            paths::SIMULATOR_SCRIPT.to_owned(),
            Vec::new(),
            Some(json(script)),
        )
        .await
        .map(drop)
    }

    /// The simulated phones and the delivery log, after something was done with them.
    pub async fn change_phones(&self, change: PhonesChange<'_>) -> Result<Phones, ClientError> {
        let PhonesChange { phone_id, words } = change;
        let all = paths::SIMULATOR_PHONES.to_owned();
        let (method, path, body) = match (phone_id, words) {
            ("", "") => ("GET", all, None),
            ("", name) => (
                "POST",
                all,
                Some(json(&NewPhone {
                    name: name.to_owned(),
                })),
            ),
            (id, words) => ("POST", paths::simulator_verbs(id), Some(json(&words))),
        };
        self.call(method, path, Vec::new(), body).await
    }

    async fn call<A: Answer>(
        &self,
        method: &'static str,
        path: String,
        headers: Vec<(&'static str, String)>,
        body: Option<String>,
    ) -> Result<A, ClientError> {
        let response = self.send(method, path, headers, body).await?;
        api::read(&response.body).ok_or(ClientError::Foreign {
            status: response.status,
        })
    }

    async fn send(
        &self,
        method: &'static str,
        path: String,
        mut headers: Vec<(&'static str, String)>,
        body: Option<String>,
    ) -> Result<Response, ClientError> {
        if method != "GET" {
            headers.push((REQUESTED_BY, REQUESTED_BY_VALUE.to_owned()));
            headers.push(("content-type", "application/json".to_owned()));
        }
        let response = self
            .transport
            .send(Request {
                method,
                path,
                headers,
                body,
            })
            .await?;
        if (200..300).contains(&response.status) {
            return Ok(response);
        }
        Err(match api::read::<ErrorBody>(&response.body) {
            Some(body) => ClientError::Problem(Box::new(body.error)),
            None => ClientError::Foreign {
                status: response.status,
            },
        })
    }
}

fn json<B: Serialize>(body: &B) -> String {
    // Invariant: wire types have string keys and no fallible `Serialize`, so this cannot fail.
    serde_json::to_string(body).unwrap_or_default()
}
