//! Faults of connections: on one that is open, on those that are to come, and by chance.

use crate::{
    client::{Scene, reply, soon, tls_with},
    raw::{DATA, END_STREAM, HEADERS, Raw, WINDOW_UPDATE},
};
use rustls::DEFAULT_VERSIONS;
use simulator::{Answer, Conditions, Dice, Face, Fault, Settings, TlsRefusal};

#[tokio::test]
async fn answer_may_be_anything_at_all() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let mut answers = Vec::new();
    for (status, body) in [
        (400, r#"{"reas"#),
        (200, "<html>"),
        (502, "Bad Gateway"),
        (410, r#"{"reason":410}"#),
    ] {
        let body = body.to_owned();
        scene
            .simulator
            .answer_next(&scene.device.token, Answer::Raw { status, body });
        let reply = client.send(&scene.push()).await;
        answers.push(format!("{} {}", reply.status, reply.body));
    }
    assert_eq!(
        answers,
        [
            r#"400 "{\"reas""#,
            r#"200 "<html>""#,
            r#"502 "Bad Gateway""#,
            r#"410 {"reason":410}"#,
        ]
    );
}

#[tokio::test]
async fn connection_ends_without_go_away_when_it_is_half_closed_or_dropped() {
    for answer in [Answer::HalfClose, Answer::Disconnect] {
        let scene = Scene::new().await;
        scene.simulator.answer_next("ab", answer.clone());
        let mut raw = Raw::connect(&scene).await;
        raw.open(1, END_STREAM).await;
        while let Some(frame) = raw.read().await {
            assert!(frame.kind != HEADERS && frame.kind != crate::raw::GO_AWAY);
        }
        assert_eq!(scene.simulator.ledger().counts().unanswered, 1);
        if answer == Answer::HalfClose {
            // It is still there, and listens.
            raw.open(3, END_STREAM).await;
            soon(scene.simulator.ledger().wait_for(2)).await;
        }
    }
}

#[tokio::test]
async fn order_for_a_stream_of_a_connection_waits_for_it() {
    let scene = Scene::new().await;
    let (mut client, mut other) = (scene.client().await, scene.client().await);
    client.send(&scene.push()).await;
    let [chosen] = &scene.simulator.connections()[..1] else {
        unreachable!("there is one at least");
    };
    let first = scene.simulator.ledger().records()[0].connection;
    assert_eq!(chosen.number, first);
    let order = Fault::Answer {
        stream: Some(5),
        answer: Answer::go_away("Shutdown"),
    };
    assert_eq!(scene.simulator.disturb(Some(first), &order), 1);
    assert_eq!(scene.simulator.disturb(Some(99), &order), 0);
    assert_eq!(client.send(&scene.push()).await.verdict(), "200");
    for _ in 0..4 {
        assert_eq!(other.send(&scene.push()).await.verdict(), "200");
    }
    let left_behind = client.start(&scene.push()).await;
    assert!(soon(reply(left_behind)).await.unwrap_err().is_go_away());
}

#[tokio::test]
async fn all_connections_can_be_disturbed_at_once() {
    let scene = Scene::new().await;
    let mut clients = [scene.client().await, scene.client().await];
    for client in &mut clients {
        client.send(&scene.push()).await;
    }
    let five = Settings {
        max_concurrent_streams: Some(5),
        ..Settings::default()
    };
    assert_eq!(scene.simulator.disturb(None, &Fault::Settings(five)), 2);
    for client in &mut clients {
        client.send(&scene.push()).await;
        assert_eq!(client.streams(), 5);
    }
    let go_away = Fault::GoAway {
        reason: "IdleTimeout".into(),
        last_stream: None,
    };
    scene.simulator.disturb(None, &go_away);
    for client in &mut clients {
        while let Ok(response) = client.try_start(&scene.push()).await {
            drop(soon(reply(response)).await);
        }
    }
}

/// What has come when twelve bodies of 4 KB were answered: enough for the server to give room on the connection.
async fn window_updates(raw: &mut Raw) -> usize {
    let mut updates = 0;
    for number in 0..12 {
        let stream = 2 * number + 1;
        raw.open(stream, 0).await;
        raw.send(DATA, END_STREAM, stream, &[b' '; 4096]).await;
        loop {
            let frame = raw.read().await.unwrap();
            updates += usize::from(frame.kind == WINDOW_UPDATE);
            if frame.kind == DATA && frame.stream == stream {
                break;
            }
        }
    }
    updates
}

#[tokio::test]
async fn window_updates_come_late_when_that_is_ordered() {
    let scene = Scene::new().await;
    let with = |milliseconds| Conditions {
        faults: vec![Fault::SlowWindows(milliseconds)],
        ..Conditions::default()
    };
    let mut raw = Raw::connect(&scene).await;
    assert!(window_updates(&mut raw).await > 0);
    scene.simulator.set_conditions(with(3_600_000));
    let mut raw = Raw::connect(&scene).await;
    assert_eq!(window_updates(&mut raw).await, 0);
    scene.simulator.set_conditions(with(1));
    let mut raw = Raw::connect(&scene).await;
    // Either among the answers, or after them.
    if window_updates(&mut raw).await == 0 {
        raw.read_kind(WINDOW_UPDATE).await;
    }
}

#[tokio::test]
async fn tls_is_refused_in_each_way_until_it_is_not() {
    let scene = Scene::new().await;
    let (address, ca_pem) = (scene.simulator.address(), scene.simulator.ca_pem());
    let connect = || tls_with(address, ca_pem, "localhost", DEFAULT_VERSIONS, &["h2"]);
    let refuse = |refuse_tls| {
        scene.simulator.set_conditions(Conditions {
            refuse_tls,
            ..Conditions::default()
        });
    };
    refuse(Some(TlsRefusal::Alert));
    let error = soon(connect()).await.unwrap_err().to_string();
    assert!(error.contains("alert"), "{error}");
    refuse(Some(TlsRefusal::Close));
    let error = soon(connect()).await.unwrap_err().to_string();
    assert!(!error.contains("alert"), "{error}");
    refuse(None);
    assert_eq!(
        scene.client().await.send(&scene.push()).await.verdict(),
        "200"
    );
    refuse(Some(TlsRefusal::Stall));
    let (connected, ()) = soon(async { tokio::join!(connect(), scene.simulator.shutdown()) }).await;
    assert!(connected.is_err());
}

#[tokio::test]
async fn new_connections_meet_what_is_ordered_for_them() {
    let scene = Scene::new().await;
    scene.simulator.set_conditions(Conditions {
        faults: vec![Fault::Answer {
            stream: Some(3),
            answer: Answer::reject("Forbidden"),
        }],
        ..Conditions::default()
    });
    for _ in 0..2 {
        let mut client = scene.client().await;
        let mut verdicts = Vec::new();
        for _ in 0..3 {
            verdicts.push(client.send(&scene.push()).await.verdict());
        }
        assert_eq!(verdicts, ["200", "403 Forbidden", "200"]);
    }
}

#[tokio::test]
async fn dice_decide_until_they_are_taken_back() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let face = |per_million, reason: &str| Face {
        per_million,
        answer: Answer::reject(reason),
    };
    scene.simulator.set_dice(Some(Dice {
        seed: 1,
        faces: vec![
            face(300_000, "TooManyRequests"),
            face(300_000, "InternalServerError"),
        ],
    }));
    for _ in 0..100 {
        client.send(&scene.push()).await;
    }
    scene.simulator.set_dice(None);
    assert_eq!(client.send(&scene.push()).await.verdict(), "200");
    let counts = scene.simulator.ledger().counts();
    // The seed decides, and not the day.
    assert_eq!(
        (
            counts.accepted,
            counts.rejected["TooManyRequests"],
            counts.rejected["InternalServerError"]
        ),
        (42, 25, 34)
    );
}
