//! The one-time link, the session cookie, and how sessions end.

use std::time::Duration;

use api::paths;
use expect_test::expect;
use http::header;
use serde_json::json;
use server::config::{Config, PublicUrl};
use store::SecretHash;

use crate::bench::Bench;
use crate::browser::Browser;

const MINUTE: Duration = Duration::from_mins(1);

async fn is_signed_in(browser: &Browser) -> bool {
    let answer = browser.get(paths::SESSION).await;
    assert!(
        matches!(answer.status.as_u16(), 200 | 401),
        "{}",
        answer.body
    );
    answer.status == 200
}

#[tokio::test]
async fn the_link_works_once() {
    let bench = Bench::start().await;
    let token = bench.app.mint_sign_in().await.unwrap();
    let body = json!({ "token": token.expose() });
    let first = bench.browser().post(paths::SESSION, &body).await;
    assert_eq!(first.status, 200);
    assert_eq!(first.json()["apps"][0]["bundle_id"], "com.example.demo");
    assert_eq!(first.json()["devices"][0]["name"], "Ada’s iPhone");
    let second = bench.browser().post(paths::SESSION, &body).await;
    assert_eq!(second.header("set-cookie"), "");
    second.check(expect![[r#"
        401 Unauthorized
        {
          "error": {
            "code": "sign_in_link_spent",
            "detail": "This sign-in link was used already, or is too old. Start the relay again to get a new one.",
            "request_id": "…"
          }
        }
    "#]]);
}

#[tokio::test]
async fn the_link_works_for_an_hour() {
    let bench = Bench::start().await;
    for (minutes, status) in [(59, 200), (61, 401)] {
        let token = bench.app.mint_sign_in().await.unwrap();
        bench.pass(minutes * MINUTE);
        let answer = bench
            .browser()
            .post(paths::SESSION, &json!({ "token": token.expose() }))
            .await;
        assert_eq!(answer.status, status, "after {minutes} minutes");
    }
}

#[tokio::test]
async fn of_many_who_open_the_link_at_once_one_gets_in() {
    let bench = Bench::start().await;
    let token = bench.app.mint_sign_in().await.unwrap();
    let body = json!({ "token": token.expose() });
    let attempts = (0..10).map(|_| {
        let (browser, body) = (bench.browser(), body.clone());
        async move { browser.post(paths::SESSION, &body).await.status.as_u16() }
    });
    let mut statuses = futures_util::future::join_all(attempts).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401, 401, 401, 401, 401, 401, 401, 401, 401]);
}

#[tokio::test]
async fn guessing_is_limited_and_does_not_spend_the_link() {
    let bench = Bench::start_with(|config| config.limits.sign_ins_per_minute = 3).await;
    let token = bench.app.mint_sign_in().await.unwrap();
    let guess = |text: String| {
        let browser = bench.browser();
        async move {
            browser
                .post(paths::SESSION, &json!({ "token": text }))
                .await
        }
    };
    for number in 0..3 {
        assert_eq!(guess(format!("guess {number}")).await.status, 401);
    }
    let limited = guess(token.expose().to_owned()).await;
    assert_eq!(limited.header("retry-after"), "5");
    limited.check(expect![[r#"
        429 Too Many Requests
        {
          "error": {
            "code": "too_many_requests",
            "detail": "Too many sign-in attempts. Try again in a few seconds.",
            "request_id": "…"
          }
        }
    "#]]);
    bench.pass(MINUTE);
    assert_eq!(guess(token.expose().to_owned()).await.status, 200);
}

#[tokio::test]
async fn the_cookie_on_loopback_is_not_for_scripts_nor_other_sites() {
    let bench = Bench::start().await;
    let token = bench.app.mint_sign_in().await.unwrap();
    let answer = bench
        .browser()
        .post(paths::SESSION, &json!({ "token": token.expose() }))
        .await;
    let (pair, flags) = answer.header("set-cookie").split_once("; ").unwrap();
    assert_eq!(pair.len(), "sid=".len() + 43);
    expect!["sid=…; HttpOnly; SameSite=Lax; Path=/; Max-Age=43200"]
        .assert_eq(&format!("{}…; {flags}", &pair[..4]));
}

#[tokio::test]
async fn the_cookie_by_https_is_bound_to_the_host_and_secure() {
    fn by_https(config: &mut Config) {
        config.bind.public_url = PublicUrl::parse("https://push.example.com");
    }
    let bench = Bench::start_with(by_https).await;
    let token = bench.app.mint_sign_in().await.unwrap();
    let answer = bench
        .browser()
        .post(paths::SESSION, &json!({ "token": token.expose() }))
        .await;
    let (pair, flags) = answer.header("set-cookie").split_once("; ").unwrap();
    expect!["__Host-sid=…; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=43200"]
        .assert_eq(&format!("{}…; {flags}", &pair[..11]));
    let plain = bench
        .browser()
        .with_cookie(pair.replace("__Host-sid", "sid"));
    assert!(
        !is_signed_in(&plain).await,
        "under the name that any subdomain could set, it is nothing"
    );
}

#[tokio::test]
async fn a_session_id_that_came_from_outside_is_never_taken_over() {
    let bench = Bench::start().await;
    let planted = bench
        .browser()
        .with_cookie("sid=planted-by-somebody-who-waits-for-the-sign-in".to_owned());
    let token = bench.app.mint_sign_in().await.unwrap();
    let answer = planted
        .post(paths::SESSION, &json!({ "token": token.expose() }))
        .await;
    assert_eq!(answer.status, 200);
    assert_ne!(Some(answer.cookie()), planted.cookie);
    assert!(!is_signed_in(&planted).await);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let bench = Bench::start().await;
    let before = bench.signed_in().await;
    let mut events = before.events().await;
    let token = bench.app.mint_sign_in().await.unwrap();
    let after = before.clone().sign_in(token.expose()).await;
    assert!(is_signed_in(&after).await);
    assert!(!is_signed_in(&before).await);
    assert_eq!(events.next().await, None);
}

#[tokio::test]
async fn the_database_has_no_session_id() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let id = ada.cookie.as_deref().unwrap().strip_prefix("sid=").unwrap();
    assert!(
        bench
            .app
            .store()
            .sessions()
            .find(SecretHash::of(id), i64::MAX)
            .await
            .is_ok()
    );
    let folder = &bench.app.config().data.path;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(
            !bytes
                .windows(id.len())
                .any(|window| window == id.as_bytes())
        );
    }
}

#[tokio::test]
async fn signing_out_ends_this_session_here_and_now() {
    let bench = Bench::start().await;
    let (here, there) = (bench.signed_in().await, bench.signed_in().await);
    let answer = here.delete(paths::SESSION).await;
    assert_eq!(answer.status, 204);
    expect!["sid=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"]
        .assert_eq(answer.header("set-cookie"));
    expect![[r#""cache", "storage""#]].assert_eq(answer.header("clear-site-data"));
    assert!(
        !is_signed_in(&here).await,
        "a copy of the cookie is worth nothing"
    );
    assert!(is_signed_in(&there).await);
    here.delete(paths::SESSION).await.check(expect![[r#"
        401 Unauthorized
        {
          "error": {
            "code": "signed_out",
            "detail": "Nobody is signed in. Open the sign-in link that the relay printed when it started.",
            "request_id": "…"
          }
        }
    "#]]);
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    bench.pass(29 * MINUTE);
    assert!(is_signed_in(&ada).await);
    bench.pass(29 * MINUTE);
    assert!(is_signed_in(&ada).await, "using it counts");
    bench.pass(31 * MINUTE);
    assert!(!is_signed_in(&ada).await);
}

#[tokio::test]
async fn a_session_ends_after_half_a_day_however_much_it_is_used() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    for _ in 0..35 {
        bench.pass(20 * MINUTE);
        assert!(is_signed_in(&ada).await);
    }
    bench.pass(20 * MINUTE + Duration::from_secs(1));
    assert!(!is_signed_in(&ada).await);
}

#[tokio::test]
async fn sessions_outlive_a_restart() {
    let bench = Bench::start().await;
    let cookie = bench.signed_in().await.cookie.unwrap();
    let before = bench
        .browser()
        .with_cookie(cookie.clone())
        .get(paths::SESSION)
        .await
        .body;
    let bench = bench.restart().await;
    let after = bench
        .browser()
        .with_cookie(cookie)
        .get(paths::SESSION)
        .await
        .body;
    assert_eq!(
        before, after,
        "the same workspace, app and phone, with the same token"
    );
}

#[tokio::test]
async fn what_a_person_did_is_written_down() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let session = ada.get(paths::SESSION).await.json();
    ada.script(json!({ "kind": "honest" })).await;
    let push = ada.push(r#"{"aps":{"alert":"Hi"}}"#).await.as_push();
    ada.delete(paths::SESSION).await;
    let scoped = bench
        .app
        .store()
        .scoped(session["workspace"]["id"].as_str().unwrap());
    let log = scoped.audit_log(10).await.unwrap();
    let actions: Vec<&str> = log.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(
        actions,
        [
            "session.end",
            "push.send",
            "simulator.script",
            "session.begin"
        ]
    );
    assert_eq!(log[1].subject, push.id);
    assert!(log.iter().all(|entry| entry.person_id.is_some()));
}

#[tokio::test]
async fn other_host_names_get_nothing() {
    let bench = Bench::start().await;
    for (host, status) in [
        ("127.0.0.1:8080", 200),
        ("localhost", 200),
        ("[::1]:8080", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
    ] {
        let mut request = bench
            .browser()
            .request(http::Method::GET, "/")
            .body(axum::body::Body::empty())
            .unwrap();
        request
            .headers_mut()
            .insert(header::HOST, host.parse().unwrap());
        assert_eq!(bench.browser().send(request).await.status, status, "{host}");
    }
}
