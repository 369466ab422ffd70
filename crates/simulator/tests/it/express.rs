//! The short way of a simulator that accepts everything: what it says is what the long way says.

use crate::{
    changes::change,
    client::{BUNDLE_ID, Scene, reply, soon},
    raw::{
        ACK, CONTINUATION, DATA, END_HEADERS, END_STREAM, GO_AWAY, HEADERS, PING, RESET, Raw,
        SETTINGS,
    },
};
use expect_test::expect;
use simulator::{Answer, Fault, Options, Settings};
use std::{fmt::Write as _, time::Duration};
use tokio::time::timeout;

/// Who has taken nothing for so long takes nothing any more.
const STILL: Duration = Duration::from_millis(300);

async fn express() -> Scene {
    Scene::with(Options {
        accept_all: true,
        ..Options::default()
    })
    .await
}

#[tokio::test]
async fn both_ways_say_the_same() {
    let (long, short) = (Scene::new().await, express().await);
    let mut clients = [long.client().await, short.client().await];
    let orders = [
        None,
        Some(Answer::reject("TooManyRequests")),
        Some(Answer::reject("Unregistered")),
        Some(Answer::reject("NeverHeardOf")),
        Some(Answer::Raw {
            status: 502,
            body: "<html>".into(),
        }),
        Some(Answer::Delay(1)),
        Some(Answer::Reset(8)),
        Some(Answer::go_away("Shutdown")),
    ];
    let mut said = String::new();
    for order in orders {
        let mut answers = Vec::new();
        for (scene, client) in [&long, &short].into_iter().zip(&mut clients) {
            if let Some(order) = order.clone() {
                scene.simulator.answer_next(&scene.device.token, order);
            }
            let response = client.start(&scene.push()).await;
            answers.push(match soon(reply(response)).await {
                Ok(mut reply) => {
                    if reply.body.get("timestamp").is_some() {
                        reply.body["timestamp"] = 1.into();
                    }
                    let names: Vec<_> = reply.headers.keys().map(ToString::to_string).collect();
                    format!("{} {} {}", reply.status, reply.body, names.join(" "))
                }
                Err(error) => format!("{:?} {}", error.reason(), error.is_go_away()),
            });
        }
        assert_eq!(answers[0], answers[1], "{order:?}");
        writeln!(said, "{}", answers[0]).unwrap();
    }
    expect![[r#"
        200 null apns-id apns-unique-id
        429 {"reason":"TooManyRequests"} apns-id content-type
        410 {"reason":"Unregistered","timestamp":1} apns-id content-type
        400 {"reason":"NeverHeardOf"} apns-id content-type
        502 "<html>" apns-id content-type
        200 null apns-id apns-unique-id
        Some(CANCEL) false
        Some(NO_ERROR) true
    "#]]
    .assert_eq(&said);
}

#[tokio::test]
async fn form_is_judged_and_nothing_else() {
    let scene = express().await;
    let mut client = scene.client().await;
    let mut verdicts = String::new();
    for changes in [
        "apns-topic=com.example.other",
        "without authorization",
        "path /3/device/ABCDEF",
        "method GET",
        "method GET; path /; spaces 0",
        "path /3/device/",
        "path /3/devices/ab",
        "path /4/broadcasts/apps/com.example.demo",
        "spaces 0",
        "spaces 40000",
        "apns-collapse-id=x*64",
    ] {
        let mut push = scene.push();
        change(&mut push, changes);
        writeln!(
            verdicts,
            "{changes} → {}",
            client.send(&push).await.verdict()
        )
        .unwrap();
    }
    expect![[r#"
        apns-topic=com.example.other → 200
        without authorization → 200
        path /3/device/ABCDEF → 200
        method GET → 405 MethodNotAllowed
        method GET; path /; spaces 0 → 405 MethodNotAllowed
        path /3/device/ → 400 MissingDeviceToken
        path /3/devices/ab → 404 BadPath
        path /4/broadcasts/apps/com.example.demo → 200
        spaces 0 → 200
        spaces 40000 → 200
        apns-collapse-id=x*64 → 200
    "#]]
    .assert_eq(&verdicts);
}

#[tokio::test]
async fn id_is_that_of_the_request_and_the_ledger_has_it_all() {
    let scene = express().await;
    let mut client = scene.client().await;
    let mut push = scene.push();
    push.set("apns-id", "e77c8a1f-9d5c-4f0e-b1c9-0e0f6c7f3a10");
    push.set("apns-priority", "5");
    // Twice, so that the second comes from the table of headers.
    for _ in 0..2 {
        let reply = client.send(&push).await;
        let id = reply.header("apns-id");
        assert_eq!(id, "e77c8a1f-9d5c-4f0e-b1c9-0e0f6c7f3a10");
        assert_eq!(reply.header("apns-unique-id").len(), 36);
    }
    for record in scene.simulator.ledger().records() {
        let headers: Vec<_> = record.headers.values().map(String::as_str).collect();
        assert_eq!(headers, ["5", "alert", BUNDLE_ID]);
        assert_eq!(record.token, scene.device.token);
        assert_eq!(record.body_bytes, push.body.len());
        assert_eq!(record.status, Some(200));
    }
}

#[tokio::test]
async fn thousands_at_once_are_all_answered_and_counted() {
    let scene = express().await;
    let mut client = scene.client().await;
    for _ in 0..5 {
        let mut responses = Vec::new();
        for _ in 0..1000 {
            responses.push(client.start(&scene.push()).await);
        }
        for response in responses {
            assert_eq!(soon(reply(response)).await.unwrap().status, 200);
        }
    }
    let counts = scene.simulator.ledger().counts();
    assert_eq!((counts.received, counts.accepted), (5000, 5000));
    assert_eq!(scene.simulator.deliveries_since(0).len(), 1000);
}

#[tokio::test]
async fn connections_can_be_disturbed() {
    let scene = express().await;
    let mut client = scene.client().await;
    client.send(&scene.push()).await;
    let seven = Settings {
        max_concurrent_streams: Some(7),
        ..Settings::default()
    };
    assert_eq!(scene.simulator.disturb(None, &Fault::Settings(seven)), 1);
    client.send(&scene.push()).await;
    assert_eq!(client.streams(), 7);
    for fault in [Fault::HalfClose, Fault::Disconnect] {
        let mut client = scene.client().await;
        client.send(&scene.push()).await;
        scene.simulator.disturb(None, &fault);
        while let Ok(response) = client.try_start(&scene.push()).await {
            drop(soon(reply(response)).await);
        }
    }
}

#[tokio::test]
async fn shutdown_sends_go_away() {
    let scene = express().await;
    let mut raw = Raw::connect(&scene).await;
    raw.open(1, END_STREAM).await;
    assert_eq!(raw.read_kind(HEADERS).await.stream, 1);
    let (frame, ()) =
        soon(async { tokio::join!(raw.read_kind(GO_AWAY), scene.simulator.shutdown()) }).await;
    assert_eq!(frame.payload[..8], [0, 0, 0, 1, 0, 0, 0, 0]);
    assert_eq!(&frame.payload[8..], br#"{"reason":"Shutdown"}"#);
}

#[tokio::test]
async fn client_that_reads_nothing_does_not_hold_up_the_end() {
    let scene = Scene::with(Options {
        accept_all: true,
        drain: Duration::ZERO,
        ..Options::default()
    })
    .await;
    let mut raw = Raw::connect(&scene).await;
    let block = block();
    let stop = async {
        let ledger = scene.simulator.ledger();
        // Until nothing more is taken, because nothing more can be answered.
        while timeout(STILL, ledger.wait_for(ledger.counts().received + 1))
            .await
            .is_ok()
        {}
        scene.simulator.shutdown().await;
    };
    soon(async { tokio::join!(raw.flood(&block), stop) }).await;
}

/// The header block of a push to `ab`, as [`Raw::open`] sends it.
fn block() -> Vec<u8> {
    let mut block = vec![0x83, 0x87];
    block.extend([0x04, 12]);
    block.extend(b"/3/device/ab");
    block
}

#[tokio::test]
async fn frames_in_every_form_are_understood() {
    let scene = express().await;
    let mut raw = Raw::connect(&scene).await;
    raw.send(PING, 0, 0, &[1, 2, 3, 4, 5, 6, 7, 8]).await;
    let pong = raw.read_kind(PING).await;
    assert_eq!((pong.flags, pong.payload[7]), (ACK, 8));
    // Padded, with a priority.
    let mut padded = vec![3, 0, 0, 0, 0, 16];
    padded.extend(block());
    padded.extend([0; 3]);
    raw.send(HEADERS, END_HEADERS | 0x08 | 0x20, 1, &padded)
        .await;
    raw.send(DATA, 0x08, 1, &[1, b'{', 0]).await;
    raw.send(0xfa, 0, 0, b"unknown").await;
    raw.send(DATA, 0, 1, b"").await;
    raw.send(DATA, END_STREAM, 1, b"}").await;
    assert_eq!(raw.read_kind(HEADERS).await.stream, 1);
    // A head in three parts.
    let block = block();
    raw.send(HEADERS, END_STREAM, 3, &block[..1]).await;
    raw.send(CONTINUATION, 0, 3, &block[1..5]).await;
    raw.send(CONTINUATION, END_HEADERS, 3, &block[5..]).await;
    assert_eq!(raw.read_kind(HEADERS).await.stream, 3);
    // A head after the body.
    raw.send(HEADERS, END_HEADERS, 5, &block).await;
    raw.send(DATA, 0, 5, b"{}").await;
    raw.send(HEADERS, END_HEADERS | END_STREAM, 5, &[]).await;
    assert_eq!(raw.read_kind(HEADERS).await.stream, 5);
    // A request that is taken back.
    raw.send(HEADERS, END_HEADERS, 7, &block).await;
    raw.send(RESET, 0, 7, &[0, 0, 0, 8]).await;
    raw.send(HEADERS, END_HEADERS | END_STREAM, 9, &block).await;
    assert_eq!(raw.read_kind(HEADERS).await.stream, 9);
    let sizes: Vec<_> = scene
        .simulator
        .ledger()
        .records()
        .iter()
        .map(|record| record.body_bytes)
        .collect();
    assert_eq!(sizes, [2, 0, 2, 0]);
}

#[tokio::test]
async fn stream_too_many_is_refused() {
    let scene = Scene::with(Options {
        accept_all: true,
        max_concurrent_streams: 1,
        ..Options::default()
    })
    .await;
    let mut raw = Raw::connect(&scene).await;
    raw.open(1, 0).await;
    raw.open(3, 0).await;
    let reset = raw.read_kind(RESET).await;
    assert_eq!((reset.stream, reset.payload), (3, vec![0, 0, 0, 7]));
}

#[tokio::test]
async fn garbage_ends_its_own_connection_and_no_other() {
    let scene = express().await;
    let mut good = scene.client().await;
    let too_long = vec![0; 16_385];
    let frames: [(u8, u8, u32, &[u8]); 7] = [
        (HEADERS, END_HEADERS, 1, &[0xff; 32]),
        (HEADERS, END_HEADERS | 0x08, 1, &[9, 0x83]),
        (HEADERS, END_HEADERS | 0x20, 1, &[0, 0]),
        (HEADERS, END_HEADERS, 2, &[0x83]),
        (CONTINUATION, END_HEADERS, 1, &[0x83]),
        (DATA, 0x08, 1, &[]),
        (DATA, 0, 1, &too_long),
    ];
    for (kind, flags, stream, payload) in frames {
        let mut raw = Raw::connect(&scene).await;
        raw.send(kind, flags, stream, payload).await;
        while raw.read().await.is_some() {}
    }
    let mut between = Raw::connect(&scene).await;
    between.send(HEADERS, 0, 1, &[0x83]).await;
    between.send(SETTINGS, 0, 0, &[]).await;
    while between.read().await.is_some() {}
    assert_eq!(good.send(&scene.push()).await.verdict(), "200");
}

#[tokio::test]
async fn bytes_may_come_one_by_one() {
    let scene = express().await;
    let stream = crate::client::tls(
        scene.simulator.address(),
        scene.simulator.ca_pem(),
        "localhost",
    )
    .await;
    let mut raw = Raw::silent(stream);
    let mut bytes = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    bytes.extend([0, 0, 0, SETTINGS, 0, 0, 0, 0, 0]);
    let block = block();
    let length = u8::try_from(block.len()).unwrap();
    bytes.extend([0, 0, length, HEADERS, END_HEADERS | END_STREAM, 0, 0, 0, 1]);
    bytes.extend(block);
    for byte in bytes {
        raw.write(&[byte]).await;
    }
    assert_eq!(raw.read_kind(HEADERS).await.stream, 1);
}
