//! Answers only to its own names, so that a stranger's name that is pointed at this address (DNS rebinding) gets nothing.
//!
//! Addresses are always its own: nobody can point an address somewhere else.

use std::net::IpAddr;

use api::ErrorCode;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

use crate::app::App;
use crate::config::{PublicUrl, host_of};
use crate::error::ApiError;

/// Refuses a request for a name that is not ours.
pub(super) async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let claimed = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let authority = request
        .uri()
        .authority()
        .map(http::uri::Authority::as_str)
        .or(claimed);
    if authority
        .is_some_and(|authority| is_ours(host_of(authority), app.config().bind.public_url.as_ref()))
    {
        return next.run(request).await;
    }
    let detail = "This relay does not answer to this host name. Start it with `--public-url` to give it one.";
    ApiError::new(ErrorCode::CrossSite, detail)
        .with_status(StatusCode::MISDIRECTED_REQUEST)
        .into_response()
}

fn is_ours(host: &str, public_url: Option<&PublicUrl>) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok()
        || public_url.is_some_and(|url| host.eq_ignore_ascii_case(url.host()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_names_and_addresses_are_ours() {
        let public_url = PublicUrl::parse("https://push.example.com").unwrap();
        for authority in [
            "127.0.0.1:80",
            "localhost:8080",
            "[::1]:80",
            "10.0.0.1",
            "LocalHost",
        ] {
            assert!(is_ours(host_of(authority), None), "{authority}");
        }
        for authority in [
            "push.example.com",
            "localhost.example.com",
            "127.0.0.1.example.com:80",
            "",
        ] {
            assert!(!is_ours(host_of(authority), None), "{authority}");
        }
        assert!(is_ours(host_of("Push.Example.com:443"), Some(&public_url)));
        assert!(!is_ours(host_of("example.com"), Some(&public_url)));
    }
}
