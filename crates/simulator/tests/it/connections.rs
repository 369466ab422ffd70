//! Limits, ends and abuse of connections.

use crate::{
    client::{Client, Scene, now, reply, soon, tls, tls_with},
    raw::{ACK, END_STREAM, Frame, GO_AWAY, HEADERS, RESET, Raw, SETTINGS},
};
use rustls::{
    SupportedProtocolVersion,
    version::{TLS12, TLS13},
};
use simulator::{Answer, Clock, Options};
use std::io;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::client::TlsStream;

#[tokio::test]
async fn one_stream_is_announced_until_a_good_provider_token_is_answered() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let mut unsigned = scene.push();
    unsigned.remove("authorization");
    client.send(&unsigned).await;
    assert_eq!(client.streams(), 1);
    // The push may be wrong, if only the token is right.
    let mut wrong = scene.push();
    wrong.remove("apns-topic");
    assert_eq!(client.send(&wrong).await.verdict(), "400 MissingTopic");
    assert_eq!(client.streams(), 1000);
}

#[tokio::test]
async fn limits_are_those_of_the_options() {
    let (streams_before_token, max_concurrent_streams) = (3, 7);
    let clock = Clock::new(now);
    let options = Options {
        streams_before_token,
        max_concurrent_streams,
        clock,
        ..Options::default()
    };
    let scene = Scene::with(options).await;
    let mut client = scene.client().await;
    let mut unsigned = scene.push();
    unsigned.remove("authorization");
    client.send(&unsigned).await;
    assert_eq!(client.streams(), 3);
    client.send(&scene.push()).await;
    assert_eq!(client.streams(), 7);
}

#[tokio::test]
async fn first_settings_are_those_seen_from_apple() {
    let scene = Scene::new().await;
    let mut raw = Raw::connect(&scene).await;
    let settings = raw.read().await.unwrap();
    assert_eq!((settings.kind, settings.flags), (SETTINGS, 0));
    let values: Vec<_> = settings
        .payload
        .chunks(6)
        .map(|it| {
            (
                u16::from_be_bytes([it[0], it[1]]),
                u32::from_be_bytes([it[2], it[3], it[4], it[5]]),
            )
        })
        .collect();
    assert_eq!(values, [(1, 4096), (3, 1), (5, 16_384), (6, 8000)]);
}

#[tokio::test]
async fn stream_too_many_is_refused_once_the_client_knows_the_limit() {
    let scene = Scene::new().await;
    let mut raw = Raw::connect(&scene).await;
    raw.send(SETTINGS, ACK, 0, &[]).await;
    raw.open(1, 0).await;
    raw.open(3, END_STREAM).await;
    let reset = raw.read_kind(RESET).await;
    let refused = u32::from(h2::Reason::REFUSED_STREAM).to_be_bytes().to_vec();
    assert_eq!((reset.stream, reset.payload), (3, refused));
}

#[tokio::test]
async fn stream_too_many_is_answered_while_the_client_cannot_know_the_limit() {
    let scene = Scene::new().await;
    let mut raw = Raw::connect(&scene).await;
    raw.open(1, 0).await;
    raw.open(3, END_STREAM).await;
    raw.send(SETTINGS, ACK, 0, &[]).await;
    assert_eq!(raw.read_kind(HEADERS).await.stream, 3);
}

#[tokio::test]
async fn go_away_has_its_reason_in_json_and_is_the_last_that_is_said() {
    let scene = Scene::new().await;
    scene
        .simulator
        .answer_next("ab", Answer::go_away("Shutdown"));
    let mut raw = Raw::connect(&scene).await;
    raw.open(1, END_STREAM).await;
    let go_away = raw.read_kind(GO_AWAY).await;
    let mut payload = vec![0; 8];
    payload.extend(br#"{"reason":"Shutdown"}"#);
    assert_eq!(
        go_away,
        Frame {
            kind: GO_AWAY,
            flags: 0,
            stream: 0,
            payload
        }
    );
    assert_eq!(raw.read().await, None);
}

#[tokio::test]
async fn garbage_harms_nobody_else() {
    let scene = Scene::new().await;
    let address = scene.simulator.address();
    let mut no_tls = TcpStream::connect(address).await.unwrap();
    no_tls
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .unwrap();
    let mut no_preface = tls(address, scene.simulator.ca_pem(), "localhost").await;
    no_preface.write_all(&[0xff; 64]).await.unwrap();
    let mut bad_frame = Raw::connect(&scene).await;
    bad_frame.send(HEADERS, 0xff, 0, &[0xff; 32]).await;
    let mut stray_ack = Raw::connect(&scene).await;
    stray_ack.send(SETTINGS, ACK, 0, &[]).await;
    stray_ack.send(SETTINGS, ACK, 0, &[]).await;

    let mut rest = Vec::new();
    // How a connection ends does not matter, only that it does.
    drop(soon(no_tls.read_to_end(&mut rest)).await);
    drop(soon(no_preface.read_to_end(&mut rest)).await);
    while bad_frame.read().await.is_some() {}
    while stray_ack.read().await.is_some() {}
    assert_eq!(
        scene.client().await.send(&scene.push()).await.verdict(),
        "200"
    );
}

#[tokio::test]
async fn shutdown_lets_answers_under_way_finish_and_then_refuses_connections() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    scene
        .simulator
        .answer_next(&scene.device.token, Answer::Delay(20));
    let response = client.start(&scene.push()).await;
    soon(scene.simulator.ledger().wait_for(1)).await;
    let (answer, ()) = tokio::join!(soon(reply(response)), soon(scene.simulator.shutdown()));
    assert_eq!(answer.unwrap().verdict(), "200");
    assert!(TcpStream::connect(scene.simulator.address()).await.is_err());
}

#[tokio::test]
async fn shutdown_does_not_wait_for_stalled_pushes_longer_than_it_was_told() {
    let scene = Scene::with(Options {
        drain: std::time::Duration::ZERO,
        ..Options::default()
    })
    .await;
    let mut client = scene.client().await;
    scene
        .simulator
        .answer_next(&scene.device.token, Answer::Stall);
    let response = client.start(&scene.push()).await;
    soon(scene.simulator.ledger().wait_for(1)).await;
    soon(scene.simulator.shutdown()).await;
    assert!(soon(reply(response)).await.is_err());
}

#[tokio::test]
async fn simulator_stops_with_its_last_handle() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    client.send(&scene.push()).await;
    let address = scene.simulator.address();
    let push = scene.push();
    drop(scene);
    // The connection ends with GOAWAY, after which no request can be made on it.
    while let Ok(response) = client.try_start(&push).await {
        drop(soon(reply(response)).await);
    }
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn tls_1_2_and_silence_about_the_protocol_are_tolerated_but_not_another_protocol() {
    let scene = Scene::new().await;
    let old: &[&SupportedProtocolVersion] = &[&TLS12];
    let new: &[&SupportedProtocolVersion] = &[&TLS13];
    for (versions, protocols) in [(old, &["h2"][..]), (new, &["h2"]), (new, &[])] {
        let stream = connect(&scene, versions, protocols).await.unwrap();
        let mut client = Client::over(stream, "localhost").await;
        assert_eq!(client.send(&scene.push()).await.verdict(), "200");
    }
    assert!(connect(&scene, new, &["http/1.1"]).await.is_err());
}

async fn connect(
    scene: &Scene,
    versions: &[&'static SupportedProtocolVersion],
    protocols: &[&str],
) -> io::Result<TlsStream<TcpStream>> {
    let (address, ca_pem) = (scene.simulator.address(), scene.simulator.ca_pem());
    soon(tls_with(address, ca_pem, "localhost", versions, protocols)).await
}
