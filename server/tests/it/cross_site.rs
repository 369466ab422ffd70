//! What another site can make a browser send changes nothing.

use std::fmt::Write as _;

use api::{REQUESTED_BY, paths};
use expect_test::expect;
use http::{Method, header};
use serde_json::json;

use crate::bench::Bench;

#[tokio::test]
async fn only_the_pages_own_requests_pass() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let body = json!({ "device_id": "nobody’s", "answer": { "kind": "honest" } }).to_string();

    let origins: [(&str, &[(&str, &str)]); 7] = [
        ("same-origin", &[("sec-fetch-site", "same-origin")]),
        ("typed", &[("sec-fetch-site", "none")]),
        ("same-site", &[("sec-fetch-site", "same-site")]),
        ("cross-site", &[("sec-fetch-site", "cross-site")]),
        ("old browser, same", &[("origin", "http://127.0.0.1:8080")]),
        ("old browser, other", &[("origin", "https://evil.example")]),
        ("no word", &[]),
    ];
    let kinds = [
        "application/json",
        "application/json; charset=utf-8",
        "text/plain",
        "application/x-www-form-urlencoded",
        "",
    ];
    let mut table = String::new();
    for cookie in [true, false] {
        for (origin, headers) in origins {
            for kind in kinds {
                for marked in [true, false] {
                    let browser = if cookie { ada.clone() } else { bench.browser() };
                    let mut request = browser.request(Method::POST, paths::SIMULATOR_SCRIPT);
                    for (name, value) in headers {
                        request = request.header(*name, *value);
                    }
                    if !kind.is_empty() {
                        request = request.header(header::CONTENT_TYPE, kind);
                    }
                    if marked {
                        request = request.header(REQUESTED_BY, "carillon");
                    }
                    let answer = browser
                        .send(request.body(body.clone().into()).unwrap())
                        .await;
                    // 404: came through, and the device is nobody's. 401: came through, and nobody is signed in.
                    if !matches!(answer.status.as_u16(), 403) {
                        let _ = writeln!(
                            table,
                            "{} | {origin} | {kind} | {} → {}",
                            if cookie { "cookie" } else { "none" },
                            if marked { "marked" } else { "unmarked" },
                            answer.status.as_u16()
                        );
                    }
                }
            }
        }
    }
    expect![[r#"
        cookie | same-origin | application/json | marked → 404
        cookie | same-origin | application/json; charset=utf-8 | marked → 404
        cookie | same-origin | text/plain | marked → 415
        cookie | same-origin | application/x-www-form-urlencoded | marked → 415
        cookie | same-origin |  | marked → 415
        cookie | typed | application/json | marked → 404
        cookie | typed | application/json; charset=utf-8 | marked → 404
        cookie | typed | text/plain | marked → 415
        cookie | typed | application/x-www-form-urlencoded | marked → 415
        cookie | typed |  | marked → 415
        cookie | old browser, same | application/json | marked → 404
        cookie | old browser, same | application/json; charset=utf-8 | marked → 404
        cookie | old browser, same | text/plain | marked → 415
        cookie | old browser, same | application/x-www-form-urlencoded | marked → 415
        cookie | old browser, same |  | marked → 415
        none | same-origin | application/json | marked → 401
        none | same-origin | application/json; charset=utf-8 | marked → 401
        none | same-origin | text/plain | marked → 415
        none | same-origin | application/x-www-form-urlencoded | marked → 415
        none | same-origin |  | marked → 415
        none | typed | application/json | marked → 401
        none | typed | application/json; charset=utf-8 | marked → 401
        none | typed | text/plain | marked → 415
        none | typed | application/x-www-form-urlencoded | marked → 415
        none | typed |  | marked → 415
        none | old browser, same | application/json | marked → 401
        none | old browser, same | application/json; charset=utf-8 | marked → 401
        none | old browser, same | text/plain | marked → 415
        none | old browser, same | application/x-www-form-urlencoded | marked → 415
        none | old browser, same |  | marked → 415
        none | no word | application/json | marked → 401
        none | no word | application/json; charset=utf-8 | marked → 401
        none | no word | text/plain | marked → 415
        none | no word | application/x-www-form-urlencoded | marked → 415
        none | no word |  | marked → 415
    "#]]
    .assert_eq(&table);
}

#[tokio::test]
async fn refusals_say_what_is_missing() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let post = || ada.request(Method::POST, paths::SIMULATOR_SCRIPT);
    let json = "application/json";
    let send = |request: http::request::Builder| {
        let ada = ada.clone();
        async move { ada.send(request.body("{}".into()).unwrap()).await }
    };
    send(post().header("sec-fetch-site", "cross-site"))
        .await
        .check(expect![[r#"
            403 Forbidden
            {
              "error": {
                "code": "cross_site",
                "detail": "Refused, because another site could have made this request: the browser says that one did.",
                "request_id": "…"
              }
            }
        "#]]);
    send(post().header(header::CONTENT_TYPE, json))
        .await
        .check(expect![[r#"
            403 Forbidden
            {
              "error": {
                "code": "cross_site",
                "detail": "Refused, because another site could have made this request: it has a cookie, but neither `Sec-Fetch-Site` nor `Origin`.",
                "request_id": "…"
              }
            }
        "#]]);
    send(
        post()
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, json),
    )
    .await
    .check(expect![[r#"
        403 Forbidden
        {
          "error": {
            "code": "cross_site",
            "detail": "Refused, because another site could have made this request: the header `X-Requested-By: carillon` is missing.",
            "request_id": "…"
          }
        }
    "#]]);
    send(
        post()
            .header("sec-fetch-site", "same-origin")
            .header(REQUESTED_BY, "carillon"),
    )
    .await
    .check(expect![[r#"
        415 Unsupported Media Type
        {
          "error": {
            "code": "cross_site",
            "detail": "The content type must be `application/json`.",
            "request_id": "…"
          }
        }
    "#]]);
}

#[tokio::test]
async fn other_sites_get_no_leave_by_preflight() {
    let bench = Bench::start().await;
    let request = bench.browser().request(Method::OPTIONS, paths::PUSHES);
    let request = request
        .header(header::ORIGIN, "https://evil.example")
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST");
    let answer = bench
        .browser()
        .send(request.body(axum::body::Body::empty()).unwrap())
        .await;
    assert_eq!(answer.status, 405);
    let grants: Vec<_> = answer
        .headers
        .keys()
        .filter(|name| name.as_str().starts_with("access-control-"))
        .collect();
    assert!(grants.is_empty(), "{grants:?}");
}

#[tokio::test]
async fn the_public_origin_passes_behind_a_proxy_that_rewrites_the_host() {
    let bench = Bench::start_with(|config| {
        config.bind.public_url = server::config::PublicUrl::parse("https://push.example.com");
    })
    .await;
    for (origin, status) in [
        ("https://push.example.com", 401),
        ("https://evil.example", 403),
        ("http://push.example.com", 403),
    ] {
        let request = bench
            .browser()
            .request(Method::POST, paths::SESSION)
            .header(header::ORIGIN, origin);
        let request = request
            .header(REQUESTED_BY, "carillon")
            .header(header::CONTENT_TYPE, "application/json");
        let answer = bench
            .browser()
            .send(request.body(r#"{"token":"wrong"}"#.into()).unwrap())
            .await;
        assert_eq!(answer.status, status, "{origin}");
    }
}
