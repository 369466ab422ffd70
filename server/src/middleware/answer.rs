//! Gives each request an id and one log line, and each refusal its body.
//!
//! The log line has the path, never the query, headers or bodies: those may carry what is nobody's business.

use api::{ErrorBody, Problem};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use tracing::Instrument as _;

use crate::app::App;
use crate::error::ApiError;
use crate::middleware::{Peer, Received};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Runs the rest within a span that bears the request's id.
pub(super) async fn finish(State(app): State<App>, mut request: Request, next: Next) -> Response {
    // Ours alone: an id that came with the request would let strangers write into the log.
    let id = uuid::Uuid::new_v4().to_string();
    let began_us = app.clock().now_us();
    request
        .extensions_mut()
        .insert(Received { at_us: began_us });
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let peer = request
        .extensions()
        .get::<Peer>()
        .map(|peer| peer.0.to_string())
        .unwrap_or_default();

    let span = tracing::info_span!("request", request_id = %id);
    let mut response = next.run(request).instrument(span).await;

    let error = response.extensions_mut().remove::<ApiError>();
    let status = response.status();
    let took_us = app.clock().now_us() - began_us;
    let cause = error.as_ref().and_then(|error| error.internal.as_ref());
    let line = Line {
        id: &id,
        method: &method,
        path: &path,
        status: status.as_u16(),
        took_us,
        peer: &peer,
    };
    line.write(cause.map(|cause| format!("{cause:#}")));
    if let Some(error) = error {
        response = body(error, &id, &response);
    }
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// What the log says about one request.
struct Line<'a> {
    id: &'a str,
    method: &'a Method,
    path: &'a str,
    status: u16,
    took_us: i64,
    peer: &'a str,
}

impl Line<'_> {
    fn write(&self, cause: Option<String>) {
        let Self {
            id: request_id,
            method,
            path,
            status,
            took_us,
            peer,
        } = *self;
        // A page has many files, and what watches over the relay asks often: neither is news while it goes well.
        let is_news = status >= 400 || path.starts_with("/api/");
        match cause {
            Some(cause) => {
                tracing::error!(request_id, %method, ?path, status, took_us, peer, cause, "failed");
            }
            None if is_news => {
                tracing::info!(request_id, %method, ?path, status, took_us, peer, "answered");
            }
            None => tracing::debug!(request_id, %method, ?path, status, took_us, peer, "answered"),
        }
    }
}

/// The refusal as JSON, with the headers that the handler has set.
fn body(error: ApiError, request_id: &str, bare: &Response) -> Response {
    let status = error.status();
    let problem = Problem {
        code: error.code,
        detail: error.detail.into_owned(),
        request_id: request_id.to_owned(),
        findings: error.findings,
    };
    let mut response = (status, axum::Json(ErrorBody { error: problem })).into_response();
    for (name, value) in bare.headers() {
        if *name != header::CONTENT_LENGTH && *name != header::CONTENT_TYPE {
            response.headers_mut().append(name, value.clone());
        }
    }
    if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}
