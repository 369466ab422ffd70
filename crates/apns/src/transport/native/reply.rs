//! Answers as they come off the wire.

use std::time::Duration;

use http::HeaderMap;
use payload::Reason;
use serde_json::Value;

use super::slots::Answer;
use crate::push::Reply;

/// Reads an answer. What cannot be read is absent; it never makes an answer less of an answer.
pub(super) fn read(answer: Answer, signed_in: Duration, answered_in: Duration) -> Reply {
    let Answer {
        status,
        headers,
        body,
    } = answer;
    let json: Option<Value> = if body.is_empty() {
        None
    } else {
        serde_json::from_slice(&body).ok()
    };
    let member = |name: &str| json.as_ref().and_then(|json| json.get(name));
    let reason = member("reason").and_then(Value::as_str);
    Reply {
        status,
        apns_id: text(&headers, "apns-id"),
        unique_id: text(&headers, "apns-unique-id"),
        reason: reason.map(Reason::from_wire),
        reason_text: reason.map(str::to_owned),
        timestamp_ms: member("timestamp").and_then(Value::as_u64),
        signed_in,
        answered_in,
        headers,
        body: body.freeze(),
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}
