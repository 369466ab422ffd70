//! What must never be in a log is not in it, at the highest level, also when things go wrong.

use std::io;
use std::sync::{Arc, Mutex};

use api::{Outcome, paths};
use axum::body::Body;
use http::Method;
use serde_json::{Value, json};
use server::config::{LogFormat, Telemetry};
use server::telemetry;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::bench::Bench;

/// Keeps what is written to it.
#[derive(Clone, Default)]
struct Book(Arc<Mutex<Vec<u8>>>);

impl io::Write for Book {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn tokens_cookies_payloads_and_queries_are_in_no_line() {
    let book = Book::default();
    let settings = Telemetry {
        format: LogFormat::Json,
        level: tracing::Level::TRACE,
    };
    let writer = book.clone();
    let lines = telemetry::lines(settings, move || writer.clone());
    // For the whole process: what other tests log at the same time is held to the same.
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(lines)).unwrap();

    let bench = Bench::start().await;
    let token = bench.app.mint_sign_in().await.unwrap();
    let signed_in = bench
        .browser()
        .post(paths::SESSION, &json!({ "token": token.expose() }))
        .await;
    let cookie = signed_in.cookie();
    let ada = bench.browser().with_cookie(cookie.clone());
    bench
        .browser()
        .post(paths::SESSION, &json!({ "token": token.expose() }))
        .await;
    let device_token = bench.app.demo().unwrap().simulator().devices()[0]
        .token
        .clone();

    let mut events = ada.events().await;
    let payload = r#"{"aps":{"alert":"canary-payload"}}"#;
    let accepted = ada.push(payload).await.as_push();
    events
        .until(&accepted.id, |push| {
            push.outcome != Outcome::Pending && push.steps.displayed_us.is_some()
        })
        .await;
    ada.script(json!({ "kind": "reject", "reason": "Unregistered" }))
        .await;
    let rejected = ada.push(payload).await.as_push();
    events.outcome(&rejected.id).await;
    ada.push(r#"{"aps":{"alert":"canary-payload","badge":"3"}}"#)
        .await;
    ada.get("/api/v1/pushes?canary-query=1").await;
    let request = ada.unsafe_request(Method::POST, "/api/v1/line%0Abreak");
    ada.send(request.body(Body::from("canary-body")).unwrap())
        .await;
    ada.delete(paths::SESSION).await;

    let text = String::from_utf8(book.0.lock().unwrap().clone()).unwrap();
    let session_id = cookie.split_once('=').unwrap().1;
    let secrets = [
        token.expose(),
        session_id,
        &device_token,
        "canary-payload",
        "canary-query",
        "canary-body",
        "BEGIN ",
        "bearer ",
    ];
    for secret in secrets {
        assert!(!text.contains(secret), "{secret:?} is in the log");
    }
    let requests = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("one JSON object a line"));
    let paths_seen: Vec<Value> = requests
        .filter(|line| line["message"] == "answered")
        .map(|line| line["path"].clone())
        .collect();
    assert!(
        paths_seen.contains(&json!(format!("{:?}", paths::PUSHES))),
        "{paths_seen:?}"
    );
}
