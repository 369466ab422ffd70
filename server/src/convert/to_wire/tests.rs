//! Each state of the ledger has its word on the wire, and the steps are counted from the receipt of the request.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a snapshot is made for the one check that takes it"
)]

use delivery::{Kind, Tally, Timings, UnknownPolicy};
use expect_test::{Expect, expect};
use payload::{Draft, DraftHeaders, Headers, PushType, Sealed};
use store::Outcomes;

use super::*;

#[track_caller]
fn check(first: Option<delivery::Outcome>, expected: Expect) {
    let pushed = stored(first);
    let answer = push(&pushed);
    expected.assert_eq(&serde_json::to_string_pretty(&(answer.outcome, answer.steps)).unwrap());
}

fn stored(first: Option<delivery::Outcome>) -> store::Push {
    let headers = DraftHeaders::of(PushType::Alert);
    let sent = Headers {
        push_type: PushType::Alert,
        topic: "com.example.demo".to_owned(),
        priority: None,
        expiration: None,
        collapse_id: None,
    };
    store::Push {
        id: "0b1c".to_owned(),
        kind: Kind::Test,
        app_id: "app".to_owned(),
        environment: Environment::Simulator,
        device_id: Some("phone".to_owned()),
        draft: Draft {
            text: "{}".to_owned(),
            headers,
        },
        sealed: Sealed {
            headers: sent,
            body: "{}".to_owned(),
        },
        created_by: None,
        created_at: 1,
        received_at_us: 1000,
        validated_at_us: 1300,
        written_at_us: Some(1400),
        displayed_at_us: None,
        deadline_at: 60_001,
        unknown_policy: UnknownPolicy::Leave,
        cancelled_at: None,
        outcomes: Outcomes {
            tally: Tally::default(),
            first,
            waiting: None,
        },
    }
}

fn bare(state: State) -> delivery::Outcome {
    delivery::Outcome::bare(state)
}

#[test]
fn without_an_answer_it_is_pending() {
    check(
        None,
        expect![[r#"
        [
          {
            "state": "pending"
          },
          {
            "validated_us": 300,
            "written_us": 400,
            "signed_us": null,
            "answered_us": null,
            "displayed_us": null
          }
        ]"#]],
    );
    check(
        Some(bare(State::Undecided)),
        expect![[r#"
        [
          {
            "state": "pending"
          },
          {
            "validated_us": 300,
            "written_us": 400,
            "signed_us": null,
            "answered_us": null,
            "displayed_us": null
          }
        ]"#]],
    );
}

#[track_caller]
fn check_waiting(so_far: delivery::Outcome, expected: Expect) {
    let mut push = stored(None);
    push.outcomes.waiting = Some(store::Waiting {
        due_at: 2009,
        so_far: delivery::Outcome {
            attempts: 1,
            ..so_far
        },
    });
    let answer = super::push(&push);
    expected.assert_eq(&serde_json::to_string(&(answer.outcome, answer.steps)).unwrap());
}

#[test]
fn waiting_says_what_apple_said_and_when_it_is_tried_again() {
    check_waiting(
        delivery::Outcome {
            status: Some(429),
            reason: Some(Reason::TooManyRequests),
            timings: Timings {
                sent_at_us: Some(1500),
                signed_at_us: Some(2000),
                answered_at_us: Some(9000),
            },
            ..bare(State::Undecided)
        },
        expect![[
            r#"[{"state":"waiting","status":429,"reason":"TooManyRequests","attempts":1,"next_attempt_at":2009},{"validated_us":300,"written_us":400,"signed_us":1000,"answered_us":8000,"displayed_us":null}]"#
        ]],
    );
    check_waiting(
        delivery::Outcome {
            status: Some(503),
            ..bare(State::Undecided)
        },
        expect![[
            r#"[{"state":"waiting","status":503,"reason":"","attempts":1,"next_attempt_at":2009},{"validated_us":300,"written_us":400,"signed_us":null,"answered_us":null,"displayed_us":null}]"#
        ]],
    );
    check_waiting(
        delivery::Outcome {
            detail: Some("connection refused".to_owned()),
            ..bare(State::Undecided)
        },
        expect![[
            r#"[{"state":"waiting","status":null,"reason":"connection refused","attempts":1,"next_attempt_at":2009},{"validated_us":300,"written_us":400,"signed_us":null,"answered_us":null,"displayed_us":null}]"#
        ]],
    );
}

#[test]
fn given_back_untried_it_is_pending() {
    check_waiting(
        bare(State::Undecided),
        expect![[
            r#"[{"state":"pending"},{"validated_us":300,"written_us":400,"signed_us":null,"answered_us":null,"displayed_us":null}]"#
        ]],
    );
}

#[test]
fn accepted_has_apples_label_and_its_times() {
    let timings = Timings {
        sent_at_us: Some(1500),
        signed_at_us: Some(2000),
        answered_at_us: Some(9000),
    };
    let outcome = delivery::Outcome {
        apns_id: Some("0b1c".to_owned()),
        unique_id: Some("9f".to_owned()),
        timings,
        ..bare(State::Accepted)
    };
    check(
        Some(outcome),
        expect![[r#"
        [
          {
            "state": "accepted",
            "apns_id": "0b1c",
            "apns_unique_id": "9f"
          },
          {
            "validated_us": 300,
            "written_us": 400,
            "signed_us": 1000,
            "answered_us": 8000,
            "displayed_us": null
          }
        ]"#]],
    );
}

#[test]
fn rejected_has_apples_own_word_also_an_unknown_one() {
    let outcome = delivery::Outcome {
        status: Some(410),
        reason: Some(Reason::from_wire("Unregistered")),
        apns_timestamp_ms: Some(7),
        ..bare(State::Rejected)
    };
    check(
        Some(outcome),
        expect![[r#"
        [
          {
            "state": "rejected",
            "status": 410,
            "reason": "Unregistered",
            "timestamp": 7
          },
          {
            "validated_us": 300,
            "written_us": 400,
            "signed_us": null,
            "answered_us": null,
            "displayed_us": null
          }
        ]"#]],
    );
    let outcome = delivery::Outcome {
        status: Some(418),
        reason: Some(Reason::from_wire("BrandNewReason")),
        ..bare(State::Rejected)
    };
    check(
        Some(outcome),
        expect![[r#"
        [
          {
            "state": "rejected",
            "status": 418,
            "reason": "BrandNewReason",
            "timestamp": null
          },
          {
            "validated_us": 300,
            "written_us": 400,
            "signed_us": null,
            "answered_us": null,
            "displayed_us": null
          }
        ]"#]],
    );
}

#[test]
fn unknown_is_never_anything_else() {
    for cause in delivery::UnknownCause::ALL {
        let answer = push(&stored(Some(delivery::Outcome::unknown(cause, "it broke")))).outcome;
        let text = serde_json::to_value(answer).unwrap();
        assert_eq!(
            text,
            serde_json::json!({ "state": "unknown", "cause": cause.as_str() })
        );
    }
}

#[test]
fn giving_up_says_why() {
    check(
        Some(delivery::Outcome::gave_up("Apple said no three times")),
        expect![[r#"
            [
              {
                "state": "gave_up",
                "detail": "Apple said no three times"
              },
              {
                "validated_us": 300,
                "written_us": 400,
                "signed_us": null,
                "answered_us": null,
                "displayed_us": null
              }
            ]"#]],
    );
    check(
        Some(bare(State::Cancelled)),
        expect![[r#"
        [
          {
            "state": "cancelled"
          },
          {
            "validated_us": 300,
            "written_us": 400,
            "signed_us": null,
            "answered_us": null,
            "displayed_us": null
          }
        ]"#]],
    );
}

#[test]
fn giving_up_after_an_answer_says_which() {
    let after = |status, reason: Option<&str>| {
        let outcome = delivery::Outcome {
            status: Some(status),
            reason: reason.map(Reason::from_wire),
            ..bare(State::GaveUp)
        };
        match push(&stored(Some(outcome))).outcome {
            Outcome::GaveUp { detail } => detail,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        after(503, Some("ServiceUnavailable")),
        "Apple's last answer was 503 ServiceUnavailable"
    );
    assert_eq!(after(500, None), "Apple's last answer was 500");
}

#[test]
fn a_clock_that_was_set_back_gives_zero() {
    let mut push = stored(None);
    push.displayed_at_us = Some(10);
    assert_eq!(steps(&push).displayed_us, Some(0));
}

#[test]
fn a_device_shows_eight_digits_of_its_token() {
    let token = payload::DeviceToken::parse(&"0123456789abcdef".repeat(4)).unwrap();
    let stored = store::Device {
        id: "phone".to_owned(),
        app_id: "app".to_owned(),
        environment: Environment::Simulator,
        kind: "iphone".to_owned(),
        name: "Ada’s iPhone".to_owned(),
        token,
        simulated: true,
        registered_at: 1,
        dead_since: None,
    };
    let text = serde_json::to_string(&device(stored)).unwrap();
    assert!(text.contains(r#""token_hint":"01234567""#), "{text}");
    assert!(!text.contains("012345678"), "{text}");
}
