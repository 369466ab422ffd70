//! Answers that were ordered: refusals, silence, delays, resets, GOAWAY.

use crate::client::{Scene, reply, soon};
use expect_test::expect;
use simulator::Answer;
use std::fmt::Write as _;

#[tokio::test]
async fn ordered_refusals_come_once_each_and_then_the_verdict() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let orders = [
        Answer::reject("Unregistered"),
        Answer::Reject {
            reason: "ExpiredToken".into(),
            status: None,
            timestamp_ms: Some(1_700_000_000_123),
        },
        Answer::reject("TooManyRequests"),
        Answer::reject("ServiceUnavailable"),
        Answer::Reject {
            reason: "BadMood".into(),
            status: Some(418),
            timestamp_ms: None,
        },
        Answer::reject("BadWeather"),
    ];
    for order in orders {
        scene.simulator.answer_next(&scene.device.token, order);
    }
    let mut answers = String::new();
    for _ in 0..7 {
        let reply = client.send(&scene.push()).await;
        writeln!(answers, "{} {}", reply.status, reply.body).unwrap();
    }
    expect![[r#"
        410 {"reason":"Unregistered","timestamp":1800000000000}
        410 {"reason":"ExpiredToken","timestamp":1700000000123}
        429 {"reason":"TooManyRequests"}
        503 {"reason":"ServiceUnavailable"}
        418 {"reason":"BadMood"}
        400 {"reason":"BadWeather"}
        200 null
    "#]]
    .assert_eq(&answers);
}

#[tokio::test]
async fn phase_lasts_until_it_is_taken_back() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let mut verdicts = Vec::new();
    for phase in [Some(Answer::reject("InternalServerError")), None] {
        scene.simulator.set_phase(phase);
        for _ in 0..2 {
            verdicts.push(client.send(&scene.push()).await.verdict());
        }
    }
    assert_eq!(
        verdicts,
        [
            "500 InternalServerError",
            "500 InternalServerError",
            "200",
            "200"
        ]
    );
}

#[tokio::test]
async fn stalled_push_stays_open_while_others_are_answered() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    client.send(&scene.push()).await;
    scene
        .simulator
        .answer_next(&scene.device.token, Answer::Stall);
    let mut stalled = client.start(&scene.push()).await;
    let records = soon(scene.simulator.ledger().wait_for(2)).await;
    assert_eq!(
        (
            records[1].status,
            scene.simulator.ledger().counts().unanswered
        ),
        (None, 1)
    );
    let push = scene.push();
    tokio::select! {
        biased;
        answer = &mut stalled => panic!("answered: {answer:?}"),
        other = client.send(&push) => assert_eq!(other.verdict(), "200"),
    }
}

#[tokio::test]
async fn delayed_push_is_accepted_at_once_and_answered_later() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let mut deliveries = scene.simulator.deliveries();
    scene
        .simulator
        .answer_next(&scene.device.token, Answer::Delay(60_000));
    let mut delayed = client.start(&scene.push()).await;
    tokio::select! {
        biased;
        answer = &mut delayed => panic!("answered: {answer:?}"),
        delivery = soon(deliveries.recv()) => assert_eq!(delivery.unwrap().sequence, 1),
    }
    scene
        .simulator
        .answer_next(&scene.device.token, Answer::Delay(1));
    let mut client = scene.client().await;
    assert_eq!(client.send(&scene.push()).await.verdict(), "200");
}

#[tokio::test]
async fn reset_ends_the_stream_and_nothing_else() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    scene.simulator.answer_next(
        &scene.device.token,
        Answer::Reset(h2::Reason::INTERNAL_ERROR.into()),
    );
    let response = client.start(&scene.push()).await;
    let error = soon(reply(response)).await.unwrap_err();
    assert!(error.is_reset() && error.is_remote());
    assert_eq!(error.reason(), Some(h2::Reason::INTERNAL_ERROR));
    assert_eq!(client.send(&scene.push()).await.verdict(), "200");
}

#[tokio::test]
async fn go_away_leaves_the_push_behind_and_ends_the_connection() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    client.send(&scene.push()).await;
    scene
        .simulator
        .answer_next(&scene.device.token, Answer::go_away("Shutdown"));
    let response = client.start(&scene.push()).await;
    let error = soon(reply(response)).await.unwrap_err();
    assert!(error.is_go_away() && error.is_remote(), "{error:?}");
    assert_eq!(error.reason(), Some(h2::Reason::NO_ERROR));
    assert!(client.try_start(&scene.push()).await.is_err());
    assert_eq!(scene.simulator.ledger().counts().unanswered, 1);
    assert_eq!(
        scene.client().await.send(&scene.push()).await.verdict(),
        "200"
    );
}

#[tokio::test]
async fn go_away_answers_the_streams_up_to_the_last() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    client.send(&scene.push()).await;
    // The next stream is 3.
    let order = Answer::GoAway {
        reason: "Shutdown".into(),
        last_stream: Some(3),
    };
    scene.simulator.answer_next(&scene.device.token, order);
    let response = client.start(&scene.push()).await;
    assert_eq!(soon(reply(response)).await.unwrap().verdict(), "200");
    assert!(client.try_start(&scene.push()).await.is_err());
}

#[tokio::test]
async fn go_away_waits_for_earlier_pushes_that_are_under_way() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    client.send(&scene.push()).await;
    scene
        .simulator
        .answer_next(&scene.device.token, Answer::Delay(20));
    let earlier = client.start(&scene.push()).await;
    soon(scene.simulator.ledger().wait_for(2)).await;
    scene
        .simulator
        .answer_next(&scene.device.token, Answer::go_away("Shutdown"));
    let later = client.start(&scene.push()).await;
    let (earlier, later) = soon(async { tokio::join!(reply(earlier), reply(later)) }).await;
    assert_eq!(earlier.unwrap().verdict(), "200");
    assert!(later.unwrap_err().is_go_away());
}
