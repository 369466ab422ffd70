//! Wrong turns and wrong bodies are answered in the API's own words.

use api::{IDEMPOTENCY_KEY, paths};
use axum::body::{Body, Bytes};
use expect_test::expect;
use futures_util::stream;
use http::Method;
use serde_json::json;
use std::convert::Infallible;
use std::time::Duration;

use crate::bench::Bench;

#[tokio::test]
async fn a_path_that_is_not_there() {
    let bench = Bench::start().await;
    bench
        .browser()
        .get("/api/v1/nothing")
        .await
        .check(expect![[r#"
            404 Not Found
            {
              "error": {
                "code": "no_such_path",
                "detail": "This relay has no such path.",
                "request_id": "…"
              }
            }
        "#]]);
    assert_eq!(bench.browser().get("/api").await.status, 404);
    assert_eq!(
        bench
            .browser()
            .post("/api/v2/session", &json!({}))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_method_that_the_path_does_not_have() {
    let bench = Bench::start().await;
    let answer = bench.browser().delete(paths::PUSHES).await;
    assert_eq!(answer.header("allow"), "GET,HEAD,POST");
    answer.check(expect![[r#"
        405 Method Not Allowed
        {
          "error": {
            "code": "no_such_path",
            "detail": "This path does not have this method.",
            "request_id": "…"
          }
        }
    "#]]);
}

#[tokio::test]
async fn a_body_that_is_too_large() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let at_limit = json!({ "token": "x".repeat(64 * 1024 - r#"{"token":""}"#.len()) });
    assert_eq!(at_limit.to_string().len(), 64 * 1024);
    assert_eq!(ada.post(paths::SESSION, &at_limit).await.status, 401);
    let above = json!({ "token": "x".repeat(64 * 1024) });
    ada.post(paths::SESSION, &above).await.check(expect![[r#"
        413 Payload Too Large
        {
          "error": {
            "code": "too_large",
            "detail": "The body is larger than 64 KiB.",
            "request_id": "…"
          }
        }
    "#]]);

    let endless = stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from_static(&[b' '; 1024])));
    let request = ada
        .unsafe_request(Method::POST, paths::SESSION)
        .body(Body::from_stream(endless))
        .unwrap();
    assert_eq!(
        ada.send(request).await.status,
        413,
        "one that does not say its length is cut at the limit"
    );
}

#[tokio::test]
async fn a_body_that_does_not_come() {
    let bench = Bench::start_with(|config| config.limits.body = Duration::from_millis(50)).await;
    let never = Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
    let request = bench
        .browser()
        .unsafe_request(Method::POST, paths::SESSION)
        .body(never)
        .unwrap();
    bench.browser().send(request).await.check(expect![[r#"
        408 Request Timeout
        {
          "error": {
            "code": "bad_request",
            "detail": "The body did not arrive in time.",
            "request_id": "…"
          }
        }
    "#]]);
}

#[tokio::test]
async fn a_body_of_another_shape() {
    let bench = Bench::start().await;
    let nobody = bench.browser();
    nobody
        .post(paths::SESSION, &json!({}))
        .await
        .check(expect![[r#"
            400 Bad Request
            {
              "error": {
                "code": "bad_request",
                "detail": "The body is not what this path takes: missing field `token` at line 1 column 2.",
                "request_id": "…"
              }
            }
        "#]]);
    nobody
        .post(paths::SESSION, &json!({ "role": "owner", "token": "t" }))
        .await
        .check(expect![[r#"
            400 Bad Request
            {
              "error": {
                "code": "bad_request",
                "detail": "The body is not what this path takes: unknown field `role`, expected `token` at line 1 column 7.",
                "request_id": "…"
              }
            }
        "#]]);
    let request = nobody
        .unsafe_request(Method::POST, paths::SESSION)
        .body("{".into())
        .unwrap();
    nobody.send(request).await.check(expect![[r#"
        400 Bad Request
        {
          "error": {
            "code": "bad_request",
            "detail": "The body is not what this path takes: EOF while parsing an object at line 1 column 1.",
            "request_id": "…"
          }
        }
    "#]]);
}

#[tokio::test]
async fn a_send_without_a_key_of_its_own() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let body = ada.send_request("{}").await;
    ada.post(paths::PUSHES, &body).await.check(expect![[r#"
        400 Bad Request
        {
          "error": {
            "code": "idempotency_key_needed",
            "detail": "Sending needs the header `Idempotency-Key` with 1 to 64 visible ASCII characters, new for each push.",
            "request_id": "…"
          }
        }
    "#]]);
    for key in ["", "with space", &"x".repeat(65)] {
        let request = ada
            .unsafe_request(Method::POST, paths::PUSHES)
            .header(IDEMPOTENCY_KEY, key);
        assert_eq!(
            ada.send(request.body(body.to_string().into()).unwrap())
                .await
                .status,
            400,
            "{key:?}"
        );
    }
}

#[tokio::test]
async fn nobody_is_told_anything_before_signing_in() {
    let bench = Bench::start().await;
    let nobody = bench.browser();
    nobody.get(paths::SESSION).await.check(expect![[r#"
        401 Unauthorized
        {
          "error": {
            "code": "signed_out",
            "detail": "Nobody is signed in. Open the sign-in link that the relay printed when it started.",
            "request_id": "…"
          }
        }
    "#]]);
    let one = api::paths::push("x");
    for path in [paths::PUSHES, paths::EVENTS, &one] {
        assert_eq!(nobody.get(path).await.status, 401, "{path}");
    }
    for path in [paths::PUSHES, paths::SIMULATOR_SCRIPT] {
        assert_eq!(nobody.post(path, &json!({})).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn health_says_so() {
    let bench = Bench::start().await;
    let nobody = bench.browser();
    nobody.get(paths::HEALTHZ).await.check(expect![[r#"
        200 OK
        {
          "status": "ok",
          "version": "0.1.0"
        }
    "#]]);
    assert_eq!(nobody.get(paths::READYZ).await.status, 200);
    bench.app.begin_stop();
    assert_eq!(nobody.get(paths::HEALTHZ).await.status, 200);
    nobody.get(paths::READYZ).await.check(expect![[r#"
        503 Service Unavailable
        {
          "status": "stopping",
          "version": "0.1.0"
        }
    "#]]);
}
