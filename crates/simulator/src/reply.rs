//! An answer, as Apple words it.

use bytes::Bytes;
use h2::server::SendResponse;
use http::{Response, StatusCode};

/// A stream that has not been answered.
pub(crate) type Pending = SendResponse<Bytes>;

/// What is answered.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) apns_id: String,
    pub(crate) unique_id: Option<String>,
    /// The reason, and the timestamp of a 410; `None` with 200.
    pub(crate) refusal: Option<(String, Option<u64>)>,
}

impl Reply {
    pub(crate) fn send(self, pending: &mut Pending, connection: u64) {
        let mut response = Response::builder()
            .status(self.status)
            .header("apns-id", self.apns_id);
        if let Some(unique_id) = self.unique_id {
            response = response.header("apns-unique-id", unique_id);
        }
        let body = self.refusal.map(|(reason, timestamp_ms)| {
            let mut body = serde_json::json!({ "reason": reason });
            if let Some(timestamp_ms) = timestamp_ms {
                body["timestamp"] = timestamp_ms.into();
            }
            Bytes::from(body.to_string())
        });
        if body.is_some() {
            response = response.header("content-type", "application/json");
        }
        let response = response
            .body(())
            .expect("identifiers are canonical, so that they are valid header values");
        let sent =
            pending
                .send_response(response, body.is_none())
                .and_then(|mut stream| match body {
                    Some(body) => stream.send_data(body, true),
                    None => Ok(()),
                });
        if let Err(error) = sent {
            tracing::debug!(connection, %error, "the client did not wait for its answer");
        }
    }
}
