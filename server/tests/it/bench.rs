//! A relay for one test: its own folder, a clock that can be moved, no socket; and browsers that ask it things.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use api::{Event, IDEMPOTENCY_KEY, Outcome, Push, REQUESTED_BY, REQUESTED_BY_VALUE, paths};
use axum::Router;
use axum::body::Body;
use delivery::Clock;
use expect_test::Expect;
use futures_util::StreamExt as _;
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use server::config::{Config, Source};
use server::{App, Assets, router};
use store::SecretHash;
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;

/// Long enough for a loaded machine; no test waits this long unless it fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What is served as the page.
const PAGE: [(&str, &[u8]); 8] = [
    ("index.html", b"<!doctype html><title>Carillon</title>"),
    ("carillon-0a1b2c3d4e5f6789.js", b"plain script"),
    ("carillon-0a1b2c3d4e5f6789.js.br", b"brotli script"),
    ("carillon-0a1b2c3d4e5f6789.js.gz", b"gzip script"),
    ("carillon-0a1b2c3d4e5f6789_bg.wasm", b"\0asm"),
    ("theme.js", b"unhashed"),
    ("favicon.svg", b"<svg/>"),
    ("manifest.webmanifest", b"{}"),
];

/// A relay for one test.
pub(crate) struct Bench {
    pub(crate) app: App,
    router: Router,
    folder: TempDir,
    ahead_us: Arc<AtomicI64>,
    /// As it is first used, so that a restart has the same.
    change: fn(&mut Config),
}

impl Bench {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub(crate) async fn start_with(change: fn(&mut Config)) -> Self {
        let folder = TempDir::new().unwrap();
        Self::open(folder, Arc::default(), change, Assets::of(PAGE)).await
    }

    pub(crate) async fn without_page() -> Self {
        let folder = TempDir::new().unwrap();
        Self::open(folder, Arc::default(), |_| {}, Assets::of([])).await
    }

    async fn open(
        folder: TempDir,
        ahead_us: Arc<AtomicI64>,
        change: fn(&mut Config),
        assets: Assets,
    ) -> Self {
        let data = folder.path().join("data");
        let mut config =
            Config::read(Source::of([("CARILLON_DATA", data.to_str().unwrap())])).unwrap();
        change(&mut config);
        let clock = {
            let (system, ahead_us) = (Clock::system(), ahead_us.clone());
            Clock::new(move || system.now_us() + ahead_us.load(Ordering::SeqCst))
        };
        let app = App::start(config, assets, clock).await.unwrap();
        Self {
            router: router(app.clone()),
            app,
            folder,
            ahead_us,
            change,
        }
    }

    /// The same folder, in a new process as it were. What was in flight is not waited for.
    pub(crate) async fn restart(self) -> Self {
        self.app.begin_stop();
        self.app.drain(Duration::ZERO).await;
        Self::open(self.folder, self.ahead_us, self.change, Assets::of(PAGE)).await
    }

    /// The same folder, started otherwise.
    pub(crate) async fn restart_with(mut self, change: fn(&mut Config)) -> Self {
        self.change = change;
        self.restart().await
    }

    /// The same folder, after what was in flight was left as it was: nothing is drained, nothing is closed.
    /// Whoever holds a browser or an event stream still holds the old relay.
    pub(crate) async fn crash(self) -> Self {
        drop((self.app, self.router));
        Self::open(self.folder, self.ahead_us, self.change, Assets::of(PAGE)).await
    }

    /// Makes time pass.
    pub(crate) fn pass(&self, time: Duration) {
        self.ahead_us
            .fetch_add(i64::try_from(time.as_micros()).unwrap(), Ordering::SeqCst);
    }

    /// A browser that nobody is signed in with.
    pub(crate) fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookie: None,
        }
    }

    /// A browser of the first person.
    pub(crate) async fn signed_in(&self) -> Browser {
        let token = self.app.mint_sign_in().await.unwrap();
        self.browser().sign_in(token.expose()).await
    }

    /// A browser of somebody in another workspace, which has an app and a device of its own.
    pub(crate) async fn stranger(&self) -> Browser {
        let [workspace, person, token] = [(); 3].map(|()| Uuid::new_v4().to_string());
        let store = self.app.store();
        store
            .workspaces()
            .create(&workspace, "Elsewhere")
            .await
            .unwrap();
        store
            .people()
            .add(&person, &workspace, "Bob")
            .await
            .unwrap();
        store
            .sessions()
            .issue_sign_in(SecretHash::of(&token), &person, i64::MAX)
            .await
            .unwrap();
        self.browser().sign_in(&token).await
    }
}

/// Asks as the page does.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookie: Option<String>,
}

impl Browser {
    async fn sign_in(mut self, token: &str) -> Self {
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
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not a push: {}", self.body))
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
            text = serde_json::to_string_pretty(&body).unwrap();
        }
        expected.assert_eq(&format!("{}\n{text}\n", self.status));
    }
}

/// An open event stream.
pub(crate) struct Events {
    chunks: futures_util::stream::BoxStream<'static, String>,
    read: String,
}

impl Events {
    fn of(response: Response<Body>) -> Self {
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "text/event-stream"
        );
        let chunks = response.into_body().into_data_stream();
        let chunks = chunks
            .map(|chunk| String::from_utf8(chunk.unwrap().to_vec()).unwrap())
            .boxed();
        Self {
            chunks,
            read: String::new(),
        }
    }

    /// The next event; `None` at the end of the stream.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.read.split_once("\n\n") {
                let data = block.strip_prefix("data: ").map(str::to_owned);
                self.read = rest.to_owned();
                if let Some(data) = data {
                    return Some(serde_json::from_str(&data).unwrap());
                }
            }
            let chunk = tokio::time::timeout(PATIENCE, self.chunks.next())
                .await
                .expect("an event or the end");
            self.read.push_str(&chunk?);
        }
    }

    /// Reads on until the push is as wished.
    pub(crate) async fn until(&mut self, id: &str, wished: impl Fn(&Push) -> bool) -> Push {
        loop {
            match self.next().await.expect("the stream goes on") {
                Event::Push(push) if push.id == id && wished(&push) => return *push,
                _ => {}
            }
        }
    }

    /// Reads on until the push has an outcome.
    pub(crate) async fn outcome(&mut self, id: &str) -> Outcome {
        self.until(id, |push| push.outcome != Outcome::Pending)
            .await
            .outcome
    }
}
