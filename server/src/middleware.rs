//! What every request and every answer goes through, from the outside in:
//! security headers, request id with log line and error body, panics, host name, cross-site checks.

mod answer;
mod cross_site;
mod headers;
mod host;

use std::net::IpAddr;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse as _;
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;
use crate::error::ApiError;

/// The address at the other end of the connection. Headers of proxies are not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// What counts as one stranger: an IPv4 address, or the /64 that one IPv6 customer has.
    pub fn stranger(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V6(address) => {
                IpAddr::from((address.to_bits() & !u128::from(u64::MAX)).to_be_bytes())
            }
            address @ IpAddr::V4(_) => address,
        }
    }
}

/// When the relay got the request: what the steps of a push are measured from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Received {
    /// Unix microseconds.
    pub(crate) at_us: i64,
}

/// Puts everything around `routes`.
pub(crate) fn around(routes: Router, app: App) -> Router {
    routes
        .layer(from_fn(cross_site::check))
        .layer(cross_site::layer(app.config().bind.public_url.as_ref()))
        .layer(from_fn_with_state(app.clone(), host::check))
        .layer(CatchPanicLayer::custom(|_| {
            ApiError::internal(anyhow::anyhow!("a handler panicked")).into_response()
        }))
        .layer(from_fn_with_state(app, answer::finish))
        .layer(from_fn(headers::add))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::routing::get;
    use delivery::Clock;
    use http::{Request, StatusCode};
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;
    use crate::assets::Assets;
    use crate::config::{Config, Demo, Source};

    #[tokio::test]
    async fn a_panic_is_an_answer_that_says_nothing_of_it() {
        async fn broken() {
            panic!("a secret place, /etc/carillon");
        }
        let folder = tempfile::TempDir::new().unwrap();
        let mut config = Config::read(Source::of([(
            "CARILLON_DATA",
            folder.path().to_str().unwrap(),
        )]))
        .unwrap();
        config.demo = Demo::Off;
        let app = App::start(config, Assets::of([]), Clock::system())
            .await
            .unwrap();
        let relay = around(Router::new().route("/broken", get(broken)), app);
        let request = Request::get("/broken")
            .header("host", "localhost")
            .body(Body::empty())
            .unwrap();
        let response = relay.oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(response.headers().contains_key("content-security-policy"));
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let body: api::ErrorBody = api::read(std::str::from_utf8(&body).unwrap()).unwrap();
        assert_eq!(body.error.code, api::ErrorCode::Internal);
        assert!(
            !body.error.detail.contains("secret"),
            "{}",
            body.error.detail
        );
    }

    #[test]
    fn strangers_are_told_apart_by_what_one_customer_has() {
        let stranger = |text: &str| Peer(text.parse().unwrap()).stranger().to_string();
        assert_eq!(stranger("192.0.2.7"), "192.0.2.7");
        assert_eq!(stranger("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(stranger("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
