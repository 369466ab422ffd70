//! How the page's requests travel: `fetch`, to where the page came from, stopped when nobody waits any more.

use client::{Request, Response, Transport, Unreachable};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCredentials, RequestInit};

use super::dom;

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
        fetch(request).await.map_err(|_| Unreachable)
    }
}

/// The text of a file beside the page; `None` when it did not come.
pub async fn text(path: String) -> Option<String> {
    let request = Request {
        method: "GET",
        path,
        headers: Vec::new(),
        body: None,
    };
    let answer = fetch(request).await.ok()?;
    (answer.status == 200).then_some(answer.body)
}

async fn fetch(request: Request) -> Result<Response, JsValue> {
    let guard = AbortOnDrop(AbortController::new().ok());
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_signal(guard.0.as_ref().map(AbortController::signal).as_ref());
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    init.set_headers(&headers);
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body));
    }
    let window = dom::window().ok_or(JsValue::UNDEFINED)?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(&request.path, &init)).await?;
    let answer: web_sys::Response = answer.dyn_into()?;
    let body = JsFuture::from(answer.text()?).await?;
    Ok(Response {
        status: answer.status(),
        body: body.as_string().unwrap_or_default(),
    })
}
