//! An answer, as Apple words it.

use bytes::Bytes;
use h2::server::SendResponse;
use http::{Response, StatusCode};
use serde_json::Value;

/// A stream that has not been answered.
pub(crate) type Pending = SendResponse<Bytes>;

/// What is answered.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    /// `apns-…` and their values, which are all text that fits into a header.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// JSON, usually.
    pub(crate) body: Option<Bytes>,
}

impl Reply {
    /// An answer that says nothing but its status.
    pub(crate) fn new(status: StatusCode) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn json(mut self, body: &Value) -> Self {
        self.body = Some(body.to_string().into());
        self
    }

    pub(crate) fn send(self, pending: &mut Pending, connection: u64) {
        let mut response = Response::builder().status(self.status);
        for (name, value) in self.headers {
            response = response.header(name, value);
        }
        if self.body.is_some() {
            response = response.header("content-type", "application/json");
        }
        let response = response
            .body(())
            .expect("identifiers are canonical, so that they are valid header values");
        let sent = pending
            .send_response(response, self.body.is_none())
            .and_then(|mut stream| match self.body {
                Some(body) => stream.send_data(body, true),
                None => Ok(()),
            });
        if let Err(error) = sent {
            tracing::debug!(connection, %error, "the client did not wait for its answer");
        }
    }
}
