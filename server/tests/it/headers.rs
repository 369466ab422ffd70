//! Every answer has the security headers, whatever it is; and says how long it may be kept.

use std::fmt::Write as _;

use api::paths;
use expect_test::expect;
use http::{HeaderMap, Method};

use crate::bench::Bench;

const SECURITY: [&str; 8] = [
    "content-security-policy",
    "cross-origin-embedder-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
];

/// One request per kind of answer: every route signed in and not, every kind of refusal, the page and its absence.
const REQUESTS: [(Method, &str); 18] = [
    (Method::GET, paths::SESSION),
    (Method::POST, paths::SESSION),
    (Method::DELETE, paths::SESSION),
    (Method::GET, paths::PUSHES),
    (Method::POST, paths::PUSHES),
    (Method::GET, "/api/v1/pushes/no-such-push"),
    (Method::GET, paths::EVENTS),
    (Method::POST, paths::SIMULATOR_SCRIPT),
    (Method::GET, paths::HEALTHZ),
    (Method::GET, paths::READYZ),
    (Method::PUT, paths::PUSHES),
    (Method::TRACE, paths::PUSHES),
    (Method::OPTIONS, paths::PUSHES),
    (Method::GET, "/api/v1/nothing"),
    (Method::GET, "/"),
    (Method::GET, "/carillon-0a1b2c3d4e5f6789.js"),
    (Method::GET, "/no-such-file.js"),
    (Method::POST, "/"),
];

fn security(headers: &HeaderMap) -> String {
    SECURITY.iter().fold(String::new(), |mut text, name| {
        let values: Vec<&str> = headers
            .get_all(*name)
            .iter()
            .map(|value| value.to_str().unwrap())
            .collect();
        let _ = writeln!(text, "{name}: {}", values.join(" AND "));
        text
    })
}

#[tokio::test]
async fn every_answer_has_them_and_says_how_long_it_may_be_kept() {
    let bench = Bench::start().await;
    let (ada, nobody) = (bench.signed_in().await, bench.browser());
    let expected = security(&nobody.get("/").await.headers);
    let mut others = String::new();
    for (who, browser) in [("nobody", &nobody), ("ada", &ada)] {
        for (method, path) in REQUESTS {
            if (who, &method, path) == ("ada", &Method::DELETE, paths::SESSION) {
                continue; // Would sign her out; `sessions.rs` looks at that answer.
            }
            let request = browser
                .unsafe_request(method.clone(), path)
                .body("{}".into())
                .unwrap();
            let response = browser.raw(request).await;
            assert_eq!(security(response.headers()), expected, "{method} {path}");
            let of = |name: &str| {
                response
                    .headers()
                    .get(name)
                    .map(|value| value.to_str().unwrap())
                    .unwrap_or_default()
            };
            assert_eq!(of("access-control-allow-origin"), "", "{method} {path}");
            assert_eq!(of("x-request-id").len(), 36, "{method} {path}");
            let _ = writeln!(
                others,
                "{who}: {method} {path}: {} | {} | {}",
                response.status().as_u16(),
                of("content-type"),
                of("cache-control")
            );
        }
    }
    expect![[r#"
        content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types carillon-worker
        cross-origin-embedder-policy: require-corp
        cross-origin-opener-policy: same-origin
        cross-origin-resource-policy: same-origin
        permissions-policy: accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()
        referrer-policy: no-referrer
        strict-transport-security: max-age=31536000; includeSubDomains
        x-content-type-options: nosniff
    "#]].assert_eq(&expected);
    expect![[r#"
        nobody: GET /api/v1/session: 401 | application/json | no-store
        nobody: POST /api/v1/session: 400 | application/json | no-store
        nobody: DELETE /api/v1/session: 401 | application/json | no-store
        nobody: GET /api/v1/pushes: 401 | application/json | no-store
        nobody: POST /api/v1/pushes: 401 | application/json | no-store
        nobody: GET /api/v1/pushes/no-such-push: 401 | application/json | no-store
        nobody: GET /api/v1/events: 401 | application/json | no-store
        nobody: POST /api/v1/simulator/script: 401 | application/json | no-store
        nobody: GET /healthz: 200 | application/json | no-store
        nobody: GET /readyz: 200 | application/json | no-store
        nobody: PUT /api/v1/pushes: 405 | application/json | no-store
        nobody: TRACE /api/v1/pushes: 405 | application/json | no-store
        nobody: OPTIONS /api/v1/pushes: 405 | application/json | no-store
        nobody: GET /api/v1/nothing: 404 | application/json | no-store
        nobody: GET /: 200 | text/html; charset=utf-8 | no-cache
        nobody: GET /carillon-0a1b2c3d4e5f6789.js: 200 | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
        nobody: GET /no-such-file.js: 404 | text/plain; charset=utf-8 | no-store
        nobody: POST /: 405 | text/plain; charset=utf-8 | no-store
        ada: GET /api/v1/session: 200 | application/json | no-store
        ada: POST /api/v1/session: 400 | application/json | no-store
        ada: GET /api/v1/pushes: 200 | application/json | no-store
        ada: POST /api/v1/pushes: 400 | application/json | no-store
        ada: GET /api/v1/pushes/no-such-push: 404 | application/json | no-store
        ada: GET /api/v1/events: 200 | text/event-stream | no-store
        ada: POST /api/v1/simulator/script: 400 | application/json | no-store
        ada: GET /healthz: 200 | application/json | no-store
        ada: GET /readyz: 200 | application/json | no-store
        ada: PUT /api/v1/pushes: 405 | application/json | no-store
        ada: TRACE /api/v1/pushes: 405 | application/json | no-store
        ada: OPTIONS /api/v1/pushes: 405 | application/json | no-store
        ada: GET /api/v1/nothing: 404 | application/json | no-store
        ada: GET /: 200 | text/html; charset=utf-8 | no-cache
        ada: GET /carillon-0a1b2c3d4e5f6789.js: 200 | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
        ada: GET /no-such-file.js: 404 | text/plain; charset=utf-8 | no-store
        ada: POST /: 405 | text/plain; charset=utf-8 | no-store
    "#]].assert_eq(&others);
}
