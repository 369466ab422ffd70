//! Asks the relay things as the page does, and looks at what comes back.

use api::{IDEMPOTENCY_KEY, Push, REQUESTED_BY, REQUESTED_BY_VALUE, paths};
use axum::Router;
use axum::body::Body;
use expect_test::Expect;
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::bench::PATIENCE;
use crate::stream::Events;

/// Asks as the page does.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookie: Option<String>,
}

impl Browser {
    pub(crate) fn of(router: Router) -> Self {
        Self {
            router,
            cookie: None,
        }
    }

    pub(crate) async fn sign_in(mut self, token: &str) -> Self {
        let answer = self.post(paths::SESSION, &json!({ "token": token })).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.cookie = Some(answer.cookie());
        self
    }

    /// The same with this cookie and no other.
    pub(crate) fn with_cookie(self, cookie: impl Into<String>) -> Self {
        Self {
            cookie: Some(cookie.into()),
            ..self
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(
            self.unsafe_request(Method::DELETE, path)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(
            self.unsafe_request(Method::POST, path)
                .body(body.to_string().into())
                .unwrap(),
        )
        .await
    }

    /// Sends a push to the demo's phone.
    pub(crate) async fn push(&self, payload: &str) -> Answer {
        self.push_with(payload, &Uuid::new_v4().to_string()).await
    }

    pub(crate) async fn push_with(&self, payload: &str, key: &str) -> Answer {
        let body = self.send_request(payload).await;
        self.push_body(&body, key).await
    }

    pub(crate) async fn push_body(&self, body: &Value, key: &str) -> Answer {
        let request = self
            .unsafe_request(Method::POST, paths::PUSHES)
            .header(IDEMPOTENCY_KEY, key);
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }

    /// The body of a request to send to the demo's phone.
    pub(crate) async fn send_request(&self, payload: &str) -> Value {
        let session = self.get(paths::SESSION).await.json();
        json!({
            "app_id": session["apps"][0]["id"],
            "device_id": session["devices"][0]["id"],
            "environment": "simulator",
            "headers": { "apns-push-type": "alert" },
            "payload": payload,
        })
    }

    /// Orders the simulator's next answer.
    pub(crate) async fn script(&self, answer: Value) -> Answer {
        let session = self.get(paths::SESSION).await.json();
        let body = json!({ "device_id": session["devices"][0]["id"], "answer": answer });
        self.post(paths::SIMULATOR_SCRIPT, &body).await
    }

    pub(crate) async fn events(&self) -> Events {
        let request = self
            .request(Method::GET, paths::EVENTS)
            .body(Body::empty())
            .unwrap();
        let response = self.raw(request).await;
        assert_eq!(response.status(), 200);
        Events::of(response)
    }

    /// A request with what every browser sends on its own.
    pub(crate) fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let builder = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080");
        match &self.cookie {
            Some(cookie) => builder.header(header::COOKIE, cookie),
            None => builder,
        }
    }

    /// The same with what the page adds to change something.
    pub(crate) fn unsafe_request(&self, method: Method, path: &str) -> http::request::Builder {
        self.request(method, path)
            .header("sec-fetch-site", "same-origin")
            .header(REQUESTED_BY, REQUESTED_BY_VALUE)
            .header(header::CONTENT_TYPE, "application/json")
    }

    pub(crate) async fn raw(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (head, body) = self.raw(request).await.into_parts();
        let body = tokio::time::timeout(PATIENCE, body.collect())
            .await
            .expect("a body that ends")
            .unwrap()
            .to_bytes();
        Answer {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    #[track_caller]
    pub(crate) fn as_push(&self) -> Push {
        api::read(&self.body).unwrap_or_else(|| panic!("not a push: {}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }

    /// What a browser would send back.
    pub(crate) fn cookie(&self) -> String {
        self.header("set-cookie")
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    }

    /// Compares status and body. The request's id is different each time, and is checked to be the header's.
    #[track_caller]
    pub(crate) fn check(&self, expected: Expect) {
        let mut text = self.body.clone();
        if let Ok(mut body) = serde_json::from_str::<Value>(&self.body) {
            if let Some(id) = body.pointer_mut("/error/request_id") {
                assert_eq!(
                    id,
                    self.header("x-request-id"),
                    "the id in the body is that of the header"
                );
                *id = "…".into();
            }
            // A build of the whole workspace keeps keys in the order in which they were put.
            body.sort_all_objects();
            text = serde_json::to_string_pretty(&body).unwrap();
        }
        expected.assert_eq(&format!("{}\n{text}\n", self.status));
    }
}
