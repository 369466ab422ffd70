//! The cases. Each is one promise of the port, and its name says which.

use std::fmt::Write as _;
use std::time::Duration;

use apns::{Authentication, Doubt, Undelivered};
use bytes::Bytes;
use expect_test::expect;
use futures_util::future::join_all;
use payload::Reason;
use simulator::Answer;
use test_support::ManualClock;

use super::stage::{Stage, push, signer};
use super::{Place, Side};

/// `REFUSED_STREAM` and `CANCEL` of RFC 9113, section 7.
const REFUSED_STREAM: u32 = 7;
const CANCEL: u32 = 8;

pub(crate) async fn accepted_push_echoes_its_id_and_arrives_unchanged(side: &Side) {
    let stage = Stage::set(side).await;
    let mut deliveries = stage.simulator.deliveries();
    let mut sent = stage.push(7);
    sent.body = Bytes::from_static(b"{\"aps\" : {\"alert\":\"\\u00e9\", \"badge\":1.0E+0}}\n");

    let reply = stage.transport.deliver(&sent).await.unwrap();

    assert!(reply.is_accepted(), "{reply:?}");
    assert_eq!(reply.apns_id.as_deref(), Some(sent.id.as_str()));
    assert_eq!((reply.reason, reply.timestamp_ms), (None, None));
    let delivery = deliveries.recv().await.unwrap();
    assert_eq!(delivery.apns_id, sent.id);
    let records = stage.simulator.ledger().records();
    assert_eq!(records[0].body_bytes, sent.body.len());
    let mut headers = String::new();
    for (name, value) in &records[0].headers {
        writeln!(headers, "{name}: {value}").unwrap();
    }
    expect![[r"
        apns-collapse-id: contract
        apns-expiration: 0
        apns-priority: 10
        apns-push-type: alert
        apns-topic: com.example.demo
    "]]
    .assert_eq(&headers);
    stage.strike().await;
}

pub(crate) async fn every_rejection_carries_its_reason_and_status(side: &Side) {
    let stage = Stage::warm(side).await;
    let mut seen = String::new();
    for reason in [
        "BadDeviceToken",
        "BadExpirationDate",
        "BadPriority",
        "BadTopic",
        "DeviceTokenNotForTopic",
        "PayloadEmpty",
        "TopicDisallowed",
        "Forbidden",
        "InvalidProviderToken",
        "MissingProviderToken",
        "BadPath",
        "Unregistered",
        "PayloadTooLarge",
        "TooManyProviderTokenUpdates",
        "TooManyRequests",
        "InternalServerError",
        "ServiceUnavailable",
        "Shutdown",
    ] {
        stage
            .simulator
            .answer_next(&stage.device.token, Answer::reject(reason));
        let reply = stage.transport.deliver(&stage.push(1)).await.unwrap();
        let reason = reply.reason.unwrap();
        assert!(!matches!(reason, Reason::Unknown(_)), "{reason:?}");
        writeln!(seen, "{} {}", reply.status, reason.as_str()).unwrap();
    }
    expect![[r"
        400 BadDeviceToken
        400 BadExpirationDate
        400 BadPriority
        400 BadTopic
        400 DeviceTokenNotForTopic
        400 PayloadEmpty
        400 TopicDisallowed
        403 Forbidden
        403 InvalidProviderToken
        403 MissingProviderToken
        404 BadPath
        410 Unregistered
        413 PayloadTooLarge
        429 TooManyProviderTokenUpdates
        429 TooManyRequests
        500 InternalServerError
        503 ServiceUnavailable
        503 Shutdown
    "]]
    .assert_eq(&seen);
    stage.strike().await;
}

pub(crate) async fn unnamed_reason_is_never_guessed(side: &Side) {
    let stage = Stage::warm(side).await;
    stage.simulator.answer_next(
        &stage.device.token,
        Answer::Reject {
            reason: "SolarFlare".to_owned(),
            status: Some(418),
            timestamp_ms: None,
        },
    );
    let reply = stage.transport.deliver(&stage.push(1)).await.unwrap();
    assert_eq!(reply.status, 418);
    match reply.reason {
        Some(Reason::Unknown(text)) => {
            // Apple's word, or at least its status.
            assert!(&*text == "SolarFlare" || text.contains("418"), "{text}");
        }
        other => panic!("guessed {other:?}"),
    }
    stage.strike().await;
}

pub(crate) async fn unregistered_token_says_since_when(side: &Side) {
    let stage = Stage::warm(side).await;
    stage.simulator.answer_next(
        &stage.device.token,
        Answer::Reject {
            reason: "Unregistered".to_owned(),
            status: None,
            timestamp_ms: Some(1_508_249_865_488),
        },
    );
    let reply = stage.transport.deliver(&stage.push(1)).await.unwrap();
    assert_eq!(
        (reply.status, reply.timestamp_ms),
        (410, Some(1_508_249_865_488))
    );
    assert_eq!(reply.reason, Some(Reason::Unregistered));
    stage.strike().await;
}

pub(crate) async fn stalled_answer_is_unknown(side: &Side) {
    let stage = Stage::set_with_deadline(side, Duration::from_secs(2)).await;
    stage.warm_up().await;
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::Stall);
    let outcome = stage.transport.deliver(&stage.push(1)).await;
    assert!(
        matches!(
            outcome,
            Err(Undelivered::Unknown {
                doubt: Doubt::NoAnswer,
                ..
            })
        ),
        "{outcome:?}"
    );
    assert_eq!(
        stage.simulator.ledger().counts().received,
        2,
        "it must not be sent again"
    );
    stage.strike().await;
}

pub(crate) async fn go_away_above_the_last_stream_is_sent_again_once(side: &Side) {
    let stage = Stage::warm(side).await;
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::go_away("Shutdown"));
    let reply = stage.transport.deliver(&stage.push(1)).await.unwrap();
    assert!(reply.is_accepted(), "{reply:?}");
    check_sent_again_once(&stage, 1);
    stage.strike().await;
}

pub(crate) async fn refused_stream_is_sent_again(side: &Side) {
    let stage = Stage::warm(side).await;
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::Reset(REFUSED_STREAM));
    let reply = stage.transport.deliver(&stage.push(1)).await.unwrap();
    assert!(reply.is_accepted(), "{reply:?}");
    check_sent_again_once(&stage, 1);
    stage.strike().await;
}

/// The `n`th push came twice: once without an answer, once accepted.
fn check_sent_again_once(stage: &Stage, n: u32) {
    let id = stage.push(n).id;
    let records = stage.simulator.ledger().records();
    let answers: Vec<_> = records
        .iter()
        .filter(|record| record.apns_id == id)
        .map(|record| record.status)
        .collect();
    assert_eq!(answers, [None, Some(200)]);
}

pub(crate) async fn reset_stream_is_unknown(side: &Side) {
    let stage = Stage::warm(side).await;
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::Reset(CANCEL));
    let outcome = stage.transport.deliver(&stage.push(1)).await;
    assert!(
        matches!(
            outcome,
            Err(Undelivered::Unknown {
                doubt: Doubt::ConnectionLost,
                ..
            })
        ),
        "{outcome:?}"
    );
    assert_eq!(
        stage.simulator.ledger().counts().received,
        2,
        "it must not be sent again"
    );
    stage.strike().await;
}

pub(crate) async fn refused_connection_is_not_sent(side: &Side) {
    let stage = Stage::set(side).await;
    let address = stage.simulator.address();
    // From now on nobody listens there; the stage keeps its turn, so that nobody else will.
    stage.simulator.shutdown().await;
    let place = Place {
        address,
        ca_pem: stage.simulator.ca_pem(),
    };
    let clock = ManualClock::before_now(Duration::ZERO);
    let transport = (side.transport)(
        &place,
        Authentication::Token(signer(&clock)),
        Duration::from_secs(30),
    );
    let outcome = transport.deliver(&push(&stage.device.token, 1)).await;
    assert!(
        matches!(outcome, Err(Undelivered::NotSent { .. })),
        "{outcome:?}"
    );
    stage.strike().await;
}

pub(crate) async fn concurrent_pushes_are_all_accepted(side: &Side) {
    const PUSHES: u32 = 200;
    let stage = Stage::warm(side).await;
    let pushes: Vec<_> = (1..=PUSHES).map(|n| stage.push(n)).collect();
    let replies = join_all(pushes.iter().map(|push| stage.transport.deliver(push))).await;
    for (reply, push) in replies.iter().zip(&pushes) {
        let reply = reply.as_ref().unwrap();
        assert!(reply.is_accepted(), "{reply:?}");
        assert_eq!(reply.apns_id.as_deref(), Some(push.id.as_str()));
    }
    assert_eq!(
        stage.simulator.ledger().counts().accepted,
        1 + u64::from(PUSHES)
    );
    stage.strike().await;
}

pub(crate) async fn crowd_on_a_new_connection_is_all_accepted(side: &Side) {
    const PUSHES: u32 = 50;
    // Apple allows one stream until it has accepted a push with a token; nobody may be lost or wait forever meanwhile.
    let stage = Stage::set(side).await;
    let pushes: Vec<_> = (1..=PUSHES).map(|n| stage.push(n)).collect();
    let replies = join_all(pushes.iter().map(|push| stage.transport.deliver(push))).await;
    for reply in replies {
        assert!(
            reply.as_ref().is_ok_and(apns::Reply::is_accepted),
            "{reply:?}"
        );
    }
    assert_eq!(
        stage.simulator.ledger().counts().accepted,
        u64::from(PUSHES)
    );
    stage.strike().await;
}

pub(crate) async fn provider_token_is_reused(side: &Side) {
    let stage = Stage::warm(side).await;
    // The simulator answers TooManyProviderTokenUpdates when a connection shows a second token within 20 minutes.
    for n in 1..=5 {
        stage.clock.advance(Duration::from_secs(2));
        let reply = stage.transport.deliver(&stage.push(n)).await.unwrap();
        assert!(reply.is_accepted(), "{reply:?}");
    }
    let connections: Vec<_> = stage
        .simulator
        .ledger()
        .records()
        .iter()
        .map(|record| record.connection)
        .collect();
    assert!(
        connections.iter().all(|it| *it == connections[0]),
        "{connections:?}"
    );
    stage.strike().await;
}

pub(crate) async fn expired_provider_token_is_renewed_once(side: &Side) {
    let stage = Stage::warm(side).await;
    let first = stage.signer.bearer().unwrap();
    stage.clock.advance(Duration::from_mins(25));
    let expired = || Answer::reject("ExpiredProviderToken");
    stage.simulator.answer_next(&stage.device.token, expired());

    let reply = stage.transport.deliver(&stage.push(1)).await.unwrap();

    assert!(reply.is_accepted(), "{reply:?}");
    assert_ne!(stage.signer.bearer().unwrap(), first);
    let records = stage.simulator.ledger().records();
    assert_eq!(records.len(), 3);
    assert_ne!(
        records[1].connection, records[2].connection,
        "a new token needs a new connection"
    );

    // A second complaint is passed on.
    stage.simulator.answer_next(&stage.device.token, expired());
    let reply = stage.transport.deliver(&stage.push(2)).await.unwrap();
    assert_eq!(reply.reason, Some(Reason::ExpiredProviderToken));
    stage.strike().await;
}

pub(crate) async fn young_provider_token_is_not_renewed(side: &Side) {
    let stage = Stage::warm(side).await;
    let first = stage.signer.bearer().unwrap();
    stage.clock.advance(Duration::from_mins(10));
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::reject("ExpiredProviderToken"));
    let reply = stage.transport.deliver(&stage.push(1)).await.unwrap();
    assert_eq!(
        (reply.status, reply.reason),
        (403, Some(Reason::ExpiredProviderToken))
    );
    assert_eq!(stage.signer.bearer().unwrap(), first);
    stage.strike().await;
}
