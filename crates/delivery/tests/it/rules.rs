//! The decision table, the backoff, dead tokens, ids.

use std::fmt::Write;

use delivery::rules::{Attempt, POISON, dead_since, judge, resend_at};
use delivery::{
    Doubt, Kind, Outcome, Reply, State, Undelivered, UnknownPolicy, Verdict, apns_id, backoff,
};
use expect_test::expect;
use payload::Reason;
use proptest::prelude::*;

const NOW: i64 = 1_000_000;
const EARLY: Attempt = Attempt {
    kind: Kind::Campaign,
    now_ms: NOW,
    deadline_ms: NOW + 60_000,
    attempts: 1,
    fraction: 1.0,
};
const LATE: Attempt = Attempt {
    deadline_ms: NOW + 400,
    ..EARLY
};

#[expect(clippy::unnecessary_wraps, reason = "what a transport gives")]
fn reply(status: u16, reason: Option<&str>) -> Result<Reply, Undelivered> {
    Ok(Reply {
        status,
        reason: reason.map(Reason::from_wire),
        ..Reply::default()
    })
}

fn describe(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Settled(outcome) => match outcome.unknown {
            Some(cause) => format!("{:?} ({})", outcome.state, cause.as_str()),
            None => format!("{:?}", outcome.state),
        },
        Verdict::Later { due_ms, .. } => format!("again in {} ms", due_ms - NOW),
        Verdict::Released { .. } => "released".to_owned(),
    }
}

#[test]
fn every_answer_has_one_meaning() {
    let answers: [(&str, Result<Reply, Undelivered>); 20] = [
        ("200", reply(200, None)),
        ("400 BadDeviceToken", reply(400, Some("BadDeviceToken"))),
        (
            "403 ExpiredProviderToken",
            reply(403, Some("ExpiredProviderToken")),
        ),
        (
            "403 InvalidProviderToken",
            reply(403, Some("InvalidProviderToken")),
        ),
        ("404 BadPath", reply(404, Some("BadPath"))),
        ("405 MethodNotAllowed", reply(405, Some("MethodNotAllowed"))),
        ("410 Unregistered", reply(410, Some("Unregistered"))),
        ("413 PayloadTooLarge", reply(413, Some("PayloadTooLarge"))),
        ("418", reply(418, None)),
        ("429 TooManyRequests", reply(429, Some("TooManyRequests"))),
        (
            "500 InternalServerError",
            reply(500, Some("InternalServerError")),
        ),
        ("503 Shutdown", reply(503, Some("Shutdown"))),
        ("201", reply(201, None)),
        ("302", reply(302, None)),
        ("502", reply(502, None)),
        ("504", reply(504, None)),
        (
            "not sent",
            Err(Undelivered::NotSent {
                cause: "connection refused".to_owned(),
            }),
        ),
        (
            "connection broke",
            Err(Undelivered::Unknown {
                doubt: Doubt::ConnectionLost,
                cause: "broken pipe".to_owned(),
            }),
        ),
        (
            "silence",
            Err(Undelivered::Unknown {
                doubt: Doubt::NoAnswer,
                cause: "whatever the words".to_owned(),
            }),
        ),
        (
            "unsupported",
            Err(Undelivered::Unsupported {
                what: "controls".to_owned(),
            }),
        ),
    ];
    let mut table = String::new();
    for (name, answer) in answers {
        let early = describe(&judge(answer.clone(), &EARLY));
        let late = describe(&judge(answer, &LATE));
        writeln!(table, "{name:<26} {early:<28} {late}").unwrap();
    }
    expect![[r"
        200                        Accepted                     Accepted
        400 BadDeviceToken         Rejected                     Rejected
        403 ExpiredProviderToken   Rejected                     Rejected
        403 InvalidProviderToken   Rejected                     Rejected
        404 BadPath                Rejected                     Rejected
        405 MethodNotAllowed       Rejected                     Rejected
        410 Unregistered           Rejected                     Rejected
        413 PayloadTooLarge        Rejected                     Rejected
        418                        Rejected                     Rejected
        429 TooManyRequests        again in 500 ms              GaveUp
        500 InternalServerError    again in 500 ms              GaveUp
        503 Shutdown               again in 500 ms              GaveUp
        201                        Unknown (connection_lost)    Unknown (connection_lost)
        302                        Unknown (connection_lost)    Unknown (connection_lost)
        502                        Unknown (connection_lost)    Unknown (connection_lost)
        504                        Unknown (connection_lost)    Unknown (connection_lost)
        not sent                   again in 500 ms              GaveUp
        connection broke           Unknown (connection_lost)    Unknown (connection_lost)
        silence                    Unknown (no_answer)          Unknown (no_answer)
        unsupported                GaveUp                       GaveUp
    "]]
    .assert_eq(&table);
}

#[test]
fn giving_up_keeps_what_apple_said_last() {
    let Verdict::Settled(outcome) = judge(
        reply(503, Some("Shutdown")),
        &Attempt {
            attempts: 7,
            ..LATE
        },
    ) else {
        panic!("the deadline has passed");
    };
    assert_eq!(outcome.state, State::GaveUp);
    assert_eq!(
        (outcome.status, outcome.reason, outcome.attempts),
        (Some(503), Some(Reason::from_wire("Shutdown")), 7)
    );
}

#[test]
fn the_ceiling_doubles_up_to_a_minute() {
    let ceilings: Vec<i64> = (1..=10)
        .map(|attempts| backoff::wait_ms(Kind::Campaign, attempts, 1.0))
        .collect();
    assert_eq!(
        ceilings,
        [
            500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000
        ]
    );
}

#[test]
fn a_test_push_waits_long_enough_to_be_read_and_always_as_long() {
    for fraction in [0.0, 0.3, 1.0] {
        let waits: Vec<i64> = (1..=7)
            .map(|attempts| backoff::wait_ms(Kind::Test, attempts, fraction))
            .collect();
        assert_eq!(waits, [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    }
}

#[test]
fn unknown_recipients_are_sent_again_only_where_the_push_asks_for_it() {
    let again = |policy, crashes, attempt: &Attempt| resend_at(policy, crashes, attempt).is_some();
    assert!(!again(UnknownPolicy::Leave, 0, &EARLY));
    assert!(again(UnknownPolicy::Resend, 0, &EARLY));
    assert!(again(UnknownPolicy::Resend, POISON - 1, &EARLY));
    assert!(
        !again(UnknownPolicy::Resend, POISON, &EARLY),
        "what brings the relay down is left alone"
    );
    assert!(
        !again(UnknownPolicy::Resend, 0, &LATE),
        "nothing goes out after the deadline"
    );
}

#[test]
fn ids_of_recipients_are_stable_uuids() {
    let push = "7b1f7e0e-5d0c-4d0b-9f5e-2f1f2b0a9c11";
    let ids: Vec<String> = [0, 1, 2, 1]
        .into_iter()
        .map(|index| apns_id::of(push, index))
        .collect();
    assert_eq!(ids[0], push);
    assert_eq!(ids[1], ids[3], "a second attempt carries the same id");
    expect![[r"
        e8b3279b-613e-8fcc-a648-b09bac863abb
        99c1d922-85c9-8c1f-9776-c3dace95d5c1"]]
    .assert_eq(&ids[1..3].join("\n"));
}

proptest! {
    #[test]
    fn a_wait_is_never_longer_than_its_ceiling(attempts in 0u32.., fraction in 0.0..=1.0f64) {
        for kind in Kind::ALL {
            let wait = backoff::wait_ms(kind, attempts, fraction);
            prop_assert!((0..=backoff::wait_ms(kind, attempts, 1.0)).contains(&wait));
            prop_assert!(wait <= backoff::CAP_MS);
        }
    }

    #[test]
    fn nothing_is_tried_again_after_the_deadline(
        now_ms in 0i64..1_000_000,
        left in -10_000i64..100_000,
        attempts in 1u32..40,
        fraction in 0.0..=1.0f64,
        kind in prop_oneof![Just(Kind::Test), Just(Kind::Campaign)],
    ) {
        let attempt = Attempt { kind, now_ms, deadline_ms: now_ms + left, attempts, fraction };
        match judge(reply(503, Some("ServiceUnavailable")), &attempt) {
            Verdict::Later { due_ms, so_far } => {
                prop_assert!(due_ms >= now_ms && due_ms < attempt.deadline_ms);
                prop_assert_eq!(so_far.attempts, attempts);
            }
            Verdict::Settled(outcome) => prop_assert_eq!(outcome.state, State::GaveUp),
            Verdict::Released { .. } => prop_assert!(false, "it was on the wire"),
        }
    }

    #[test]
    fn a_token_is_dead_only_by_a_later_word_of_apple(told in any::<Option<u32>>(), registered in any::<u32>()) {
        let gone = Outcome {
            status: Some(410),
            reason: Some(Reason::from_wire("Unregistered")),
            apns_timestamp_ms: told.map(i64::from),
            ..Outcome::bare(State::Rejected)
        };
        let dead = dead_since(&gone, i64::from(registered));
        prop_assert_eq!(dead, told.filter(|told| *told > registered).map(i64::from));
        let refused = Outcome { status: Some(400), ..gone };
        prop_assert_eq!(dead_since(&refused, i64::from(registered)), None);
    }
}
