//! A push from the request to Apple's answer, through the real simulator over TLS and HTTP/2.

use std::time::Duration;

use api::{Outcome, UnknownCause, paths};
use expect_test::expect;
use futures_util::FutureExt as _;
use serde_json::json;

use crate::bench::{Bench, PATIENCE};
use crate::browser::Browser;

const HELLO: &str = r#"{"aps": {"alert": {"title": "Hello"}}}"#;

/// Waits for the outcome by the event stream, then reads it from the list.
async fn settle(ada: &Browser, payload: &str) -> api::Push {
    let mut events = ada.events().await;
    let answer = ada.push(payload).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    let sent = answer.as_push();
    assert_eq!(sent.outcome, Outcome::Pending);
    events.outcome(&sent.id).await;
    ada.get(&paths::push(&sent.id)).await.as_push()
}

#[tokio::test]
async fn is_accepted_with_apples_label_and_the_times_of_its_steps() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let mut events = ada.events().await;
    let sent = ada.push(HELLO).await.as_push();
    let push = events
        .until(&sent.id, |push| {
            push.outcome != Outcome::Pending && push.steps.displayed_us.is_some()
        })
        .await;
    let Outcome::Accepted {
        apns_id,
        apns_unique_id,
    } = &push.outcome
    else {
        panic!("{:?}", push.outcome)
    };
    assert_eq!(
        *apns_id, push.id,
        "the push's id goes out as apns-id and comes back"
    );
    assert!(apns_unique_id.is_some());
    assert_eq!(push.payload, HELLO, "the history has what was typed");
    let steps = push.steps;
    assert!(
        steps.validated_us.unwrap() <= steps.written_us.unwrap(),
        "{steps:?}"
    );
    assert!(
        steps.written_us.unwrap() <= steps.signed_us.unwrap(),
        "{steps:?}"
    );
    assert!(
        steps.signed_us.unwrap() <= steps.answered_us.unwrap(),
        "{steps:?}"
    );

    let records = bench.app.demo().unwrap().simulator().ledger().records();
    let record = &records[0];
    assert_eq!(
        record.headers["apns-topic"], "com.example.demo",
        "derived from the app"
    );
    assert_eq!(
        record.body_bytes,
        HELLO.replace(' ', "").len(),
        "sent without the white space"
    );
}

#[tokio::test]
async fn is_rejected_with_apples_reason() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    for (reason, status) in [("BadDeviceToken", 400), ("PayloadEmpty", 400)] {
        assert_eq!(
            ada.script(json!({ "kind": "reject", "reason": reason }))
                .await
                .status,
            204
        );
        let push = settle(&ada, HELLO).await;
        assert_eq!(
            push.outcome,
            Outcome::Rejected {
                status,
                reason: reason.to_owned(),
                timestamp: None
            }
        );
        assert_eq!(push.steps.displayed_us, None);
    }
}

#[tokio::test]
async fn a_phone_that_was_unregistered_is_dead_until_it_shows_something_again() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    ada.script(json!({ "kind": "reject", "reason": "Unregistered" }))
        .await;
    let push = settle(&ada, HELLO).await;
    let Outcome::Rejected {
        status: 410,
        reason,
        timestamp: Some(_),
    } = push.outcome
    else {
        panic!("{:?}", push.outcome)
    };
    assert_eq!(reason, "Unregistered");
    assert!(ada.get(paths::SESSION).await.json()["devices"][0]["dead_since"].is_i64());

    let mut events = ada.events().await;
    let sent = ada.push(HELLO).await.as_push();
    events
        .until(&sent.id, |push| {
            matches!(push.outcome, Outcome::Accepted { .. }) && push.steps.displayed_us.is_some()
        })
        .await;
    // The phone registers again after it has shown the push; a second one is shown after that.
    let sent = ada.push(HELLO).await.as_push();
    events
        .until(&sent.id, |push| push.steps.displayed_us.is_some())
        .await;
    assert!(ada.get(paths::SESSION).await.json()["devices"][0]["dead_since"].is_null());
}

#[tokio::test]
async fn is_shown_as_waiting_when_apple_says_not_now_and_accepted_by_the_next_attempt() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    ada.script(json!({ "kind": "reject", "reason": "TooManyRequests" }))
        .await;
    let mut events = ada.events().await;
    let sent = ada.push(HELLO).await.as_push();
    let push = events
        .until(&sent.id, |push| {
            matches!(push.outcome, Outcome::Waiting { .. })
        })
        .await;
    let Outcome::Waiting {
        status,
        reason,
        attempts,
        next_attempt_at,
    } = &push.outcome
    else {
        unreachable!("it was waited for")
    };
    assert_eq!(
        (*status, reason.as_str(), *attempts),
        (Some(429), "TooManyRequests", 1)
    );
    let answered_at =
        push.created_at + i64::try_from(push.steps.answered_us.unwrap()).unwrap() / 1000;
    assert!(
        *next_attempt_at - answered_at >= 1900,
        "{next_attempt_at} leaves nobody the time to read it"
    );
    assert_eq!(
        ada.get(&paths::push(&sent.id)).await.as_push().outcome,
        push.outcome,
        "whoever opens the page now sees it, too"
    );

    bench.pass(Duration::from_secs(2));
    bench.app.engine().wake();
    let push = events
        .until(&sent.id, |push| push.outcome.is_settled())
        .await;
    assert!(
        matches!(push.outcome, Outcome::Accepted { .. }),
        "{:?}",
        push.outcome
    );
}

#[tokio::test]
async fn is_shown_as_going_on_the_wire_once_its_intent_is_in_the_ledger() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    ada.script(json!({ "kind": "stall" })).await;
    let mut events = ada.events().await;
    let sent = ada.push(HELLO).await.as_push();
    let push = events
        .until(&sent.id, |push| push.steps.written_us.is_some())
        .await;
    assert_eq!(push.outcome, Outcome::Pending);
    assert_eq!(push.steps.answered_us, None);
    assert!(
        push.steps.validated_us <= push.steps.written_us,
        "{:?}",
        push.steps
    );
}

#[tokio::test]
async fn is_refused_with_findings_and_nothing_is_sent() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let answer = ada.push(r#"{"aps":{"alert":"Hi","badge":"3"}}"#).await;
    answer.check(expect![[r#"
        422 Unprocessable Entity
        {
          "error": {
            "code": "payload_refused",
            "detail": "The payload or its headers would be refused. Each finding says where and why.",
            "findings": [
              {
                "args": {
                  "found": "\"3\"",
                  "what": "quoted"
                },
                "code": "P003",
                "fix": [
                  {
                    "edit": "text",
                    "range": {
                      "end": 32,
                      "start": 29
                    },
                    "replacement": "3"
                  }
                ],
                "message": "badge must be a whole number; you wrote \"3\" in quotes.",
                "place": {
                  "in": "body",
                  "pointer": "/aps/badge",
                  "range": {
                    "end": 32,
                    "start": 29
                  }
                },
                "severity": "error"
              }
            ],
            "request_id": "…"
          }
        }
    "#]]);
    assert_eq!(ada.get(paths::PUSHES).await.body, r#"{"pushes":[]}"#);
    assert_eq!(
        bench
            .app
            .demo()
            .unwrap()
            .simulator()
            .ledger()
            .counts()
            .received,
        0
    );
}

#[tokio::test]
async fn a_repetition_is_the_same_push() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let mut events = ada.events().await;
    let first = ada.push_with(HELLO, "key").await;
    events.outcome(&first.as_push().id).await;
    let again = ada.push_with(HELLO, "key").await;
    assert_eq!(again.status, 202);
    assert_eq!(again.as_push().id, first.as_push().id);
    assert!(
        matches!(again.as_push().outcome, Outcome::Accepted { .. }),
        "as it is now"
    );
    ada.push_with(r#"{"aps":{"alert":"Other"}}"#, "key")
        .await
        .check(expect![[r#"
            409 Conflict
            {
              "error": {
                "code": "idempotency_conflict",
                "detail": "This `Idempotency-Key` was used for another push. Take a new one for each.",
                "request_id": "…"
              }
            }
        "#]]);
    assert_eq!(
        bench
            .app
            .demo()
            .unwrap()
            .simulator()
            .ledger()
            .counts()
            .received,
        1
    );
}

#[tokio::test]
async fn is_sent_also_when_the_caller_hangs_up_between_its_commit_and_the_answer() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let body = ada.send_request(HELLO).await;
    let mut settled = bench.app.engine().settled();
    let newest = async || ada.get(paths::PUSHES).await.json()["pushes"][0]["id"].clone();
    // The request goes on only between two looks at the list, so that it stands still when the push appears there.
    // It may get to its end before that; then another one is tried.
    for key in 0..100 {
        let (before, key) = (newest().await, format!("key-{key}"));
        let mut request = Box::pin(ada.push_body(&body, &key));
        while (&mut request).now_or_never().is_none() {
            let id = newest().await;
            if id == before {
                continue;
            }
            drop(request);
            let told = async { while id != settled.recv().await.unwrap().push_id.as_str() {} };
            tokio::time::timeout(PATIENCE, told)
                .await
                .expect("it is sent, although nobody asks for it");
            return;
        }
    }
    panic!("the request always got to its end");
}

#[tokio::test]
async fn must_be_for_the_environment_of_the_device() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let mut body = ada.send_request(HELLO).await;
    body["environment"] = json!("production");
    ada.push_body(&body, "key").await.check(expect![[r#"
        400 Bad Request
        {
          "error": {
            "code": "bad_request",
            "detail": "This device's token is of the simulator environment; it cannot be sent to in production.",
            "request_id": "…"
          }
        }
    "#]]);
}

#[tokio::test]
async fn needs_a_way_to_apple() {
    let bench = Bench::start().await;
    let cookie = bench.signed_in().await.cookie.unwrap();
    // The workspace of the demo stays when the simulator is off.
    let bench = bench
        .restart_with(|config| config.demo = server::config::Demo::Off)
        .await;
    let ada = bench.browser().with_cookie(cookie);
    assert_eq!(
        ada.get(paths::SESSION).await.json()["apps"][0]["environments"],
        json!([])
    );
    ada.push(HELLO).await.check(expect![[r#"
        422 Unprocessable Entity
        {
          "error": {
            "code": "no_transport",
            "detail": "This app has no credential for this environment, or the simulator is off.",
            "request_id": "…"
          }
        }
    "#]]);
    ada.script(json!({ "kind": "stall" }))
        .await
        .check(expect![[r#"
            422 Unprocessable Entity
            {
              "error": {
                "code": "no_transport",
                "detail": "The simulator is off. Start the relay with `--demo on`.",
                "request_id": "…"
              }
            }
        "#]]);
}

#[tokio::test]
async fn what_was_in_flight_when_the_relay_died_is_listed_as_unknown() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    ada.script(json!({ "kind": "stall" })).await;
    let sent = ada.push(HELLO).await.as_push();
    bench
        .app
        .demo()
        .unwrap()
        .simulator()
        .ledger()
        .wait_for(1)
        .await;

    let cookie = ada.cookie.clone().unwrap();
    drop(ada);
    let bench = bench.crash().await;
    let ada = bench.browser().with_cookie(cookie);
    let listed = ada.get(paths::PUSHES).await.json();
    assert_eq!(listed["pushes"][0]["id"], sent.id.as_str());
    let push = ada.get(&paths::push(&sent.id)).await.as_push();
    assert_eq!(
        push.outcome,
        Outcome::Unknown {
            cause: UnknownCause::RelayStopped
        }
    );
}

#[tokio::test]
async fn the_list_is_newest_first() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let mut sent = Vec::new();
    for number in 0..3 {
        sent.insert(
            0,
            ada.push(&json!({ "aps": { "alert": number.to_string() } }).to_string())
                .await
                .as_push()
                .id,
        );
        bench.pass(std::time::Duration::from_millis(1));
    }
    let listed = ada.get(paths::PUSHES).await.json();
    let listed: Vec<&str> = listed["pushes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|push| push["id"].as_str().unwrap())
        .collect();
    assert_eq!(listed, sent);
}

#[tokio::test]
async fn so_many_a_minute_and_no_more() {
    let bench = Bench::start_with(|config| config.limits.sends_per_minute = 2).await;
    let ada = bench.signed_in().await;
    let statuses = [
        ada.push(HELLO).await.status,
        ada.push(HELLO).await.status,
        ada.push(HELLO).await.status,
    ];
    assert_eq!(statuses.map(|status| status.as_u16()), [202, 202, 429]);
}

#[tokio::test]
async fn the_simulator_takes_only_words_as_reasons() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    for reason in ["", "two words", "line\nbreak", &"x".repeat(65)] {
        let answer = ada
            .script(json!({ "kind": "reject", "reason": reason }))
            .await;
        assert_eq!(answer.status, 400, "{reason:?}");
    }
}
