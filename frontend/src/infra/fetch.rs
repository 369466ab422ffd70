//! How the page's requests travel: `fetch`, to where the page came from, stopped when nobody waits any more.

use std::str::FromStr;

use client::{Request, Response, Transport, Unreachable};
use gloo_net::http::{Method, RequestBuilder};
use web_sys::{AbortController, RequestCredentials};

/// The browser's `fetch`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fetch;

/// The relay, as the page talks to it.
pub type Relay = client::Client<Fetch>;

/// The relay that the page came from.
pub const fn relay() -> Relay {
    Relay::new(Fetch)
}

/// Stops the request when the future that waits for it is dropped.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Transport for Fetch {
    async fn send(&self, request: Request) -> Result<Response, Unreachable> {
        let guard = AbortOnDrop(AbortController::new().ok());
        let method = Method::from_str(request.method).map_err(|_| Unreachable)?;
        let signal = guard.0.as_ref().map(AbortController::signal);
        let builder = RequestBuilder::new(&request.path)
            .method(method)
            .credentials(RequestCredentials::SameOrigin)
            .abort_signal(signal.as_ref());
        let builder = request
            .headers
            .iter()
            .fold(builder, |builder, (name, value)| {
                builder.header(name, value)
            });
        let ready = match request.body {
            Some(body) => builder.body(body),
            None => builder.build(),
        };
        let response = ready
            .map_err(|_| Unreachable)?
            .send()
            .await
            .map_err(|_| Unreachable)?;
        let status = response.status();
        let body = response.text().await.map_err(|_| Unreachable)?;
        Ok(Response { status, body })
    }
}
