//! Nothing that another site can make a browser send changes anything here.
//!
//! Three locks, each enough for most attacks: the Fetch Metadata check of `tower-http` (what Go 1.25 does); content type
//! and header that a form cannot set and that script of another site may not; and no belief in a cookie that comes
//! without any word of where the request came from, which that check lets pass.

use api::{ErrorCode, REQUESTED_BY, REQUESTED_BY_VALUE};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, Method, StatusCode, header};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::config::PublicUrl;
use crate::cookie;
use crate::error::ApiError;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The Fetch Metadata check. A proxy may rewrite `Host`, so the public origin is trusted by name.
pub(super) fn layer(
    public_url: Option<&PublicUrl>,
) -> CsrfLayer<impl Fn(ProtectionError) -> Response + Clone + use<>> {
    let layer = match public_url {
        // Invariant: a `PublicUrl` is an origin with an ASCII host.
        Some(url) => CsrfLayer::new()
            .add_trusted_origin(url.origin())
            .expect("a public URL is an origin"),
        None => CsrfLayer::new(),
    };
    layer.with_rejection_response(|_| refuse("the browser says that one did"))
}

/// The other two locks.
pub(super) async fn check(request: Request, next: Next) -> Response {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return next.run(request).await;
    }
    let headers = request.headers();
    if cookie::is_carried(headers)
        && !headers.contains_key(SEC_FETCH_SITE)
        && !headers.contains_key(header::ORIGIN)
    {
        return refuse("it has a cookie, but neither `Sec-Fetch-Site` nor `Origin`");
    }
    if headers
        .get(REQUESTED_BY)
        .is_none_or(|value| value != REQUESTED_BY_VALUE)
    {
        return refuse("the header `X-Requested-By: carillon` is missing");
    }
    if !is_json(headers) {
        let detail = "The content type must be `application/json`.";
        return ApiError::new(ErrorCode::CrossSite, detail)
            .with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
            .into_response();
    }
    next.run(request).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let text = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (kind, parameters) = text.split_once(';').unwrap_or((text, ""));
    let parameters = parameters.trim();
    kind.trim().eq_ignore_ascii_case("application/json")
        && (parameters.is_empty() || parameters.eq_ignore_ascii_case("charset=utf-8"))
}

fn refuse(why: &'static str) -> Response {
    ApiError::new(
        ErrorCode::CrossSite,
        format!("Refused, because another site could have made this request: {why}."),
    )
    .into_response()
}
