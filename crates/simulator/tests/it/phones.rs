//! What arrives on devices.

use crate::client::{BUNDLE_ID, Push, Scene, now, seconds, soon};
use bytes::Bytes;
use expect_test::expect;
use simulator::{Clock, DeviceSpec, Environment, Options};

#[tokio::test]
async fn accepted_push_reaches_the_listeners_with_its_payload() {
    let scene = Scene::new().await;
    let mut deliveries = scene.simulator.deliveries();
    let mut push = scene.push();
    push.set("apns-id", "e77c8a1f-9d5c-4f0e-b1c9-0e0f6c7f3a10");
    push.set("apns-collapse-id", "score");
    push.body = Bytes::from_static(
        br#"{"aps":{"alert":{"title":"Hello","body":"World"}},"n":12345678901234567890}"#,
    );
    let reply = scene.client().await.send(&push).await;
    let delivery = soon(deliveries.recv()).await.unwrap();
    assert_eq!(delivery.device_id, scene.device.id);
    assert_eq!(
        delivery.unique_id.as_deref(),
        Some(reply.header("apns-unique-id"))
    );
    let mut shown = serde_json::to_value(&delivery).unwrap();
    for random in ["device_id", "unique_id"] {
        shown[random] = "…".into();
    }
    // A build of the whole workspace keeps keys in the order in which they were put.
    shown.sort_all_objects();
    expect![[r#"
        {
          "accepted_at_ms": 1800000000000,
          "apns_id": "e77c8a1f-9d5c-4f0e-b1c9-0e0f6c7f3a10",
          "bundle_id": "com.example.demo",
          "collapse_id": "score",
          "delivered_at_ms": 1800000000000,
          "device_id": "…",
          "environment": "sandbox",
          "payload": {
            "aps": {
              "alert": {
                "body": "World",
                "title": "Hello"
              }
            },
            "n": 12345678901234567890
          },
          "priority": 10,
          "push_type": "alert",
          "sequence": 1,
          "shown": {
            "is_hidden": false,
            "place": "banner"
          },
          "topic": "com.example.demo",
          "unique_id": "…"
        }
    "#]]
    .assert_eq(&(serde_json::to_string_pretty(&shown).unwrap() + "\n"));
    assert!(!format!("{delivery:?}").contains("Hello"));
}

#[tokio::test]
async fn refused_pushes_and_bodies_that_are_not_json_do_not_arrive() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let mut refused = scene.push();
    refused.set("apns-priority", "7");
    let mut text = scene.push();
    text.body = Bytes::from_static(b"hello");
    for push in [refused, text, scene.push()] {
        client.send(&push).await;
    }
    let arrived = scene.simulator.deliveries_since(0);
    assert_eq!(
        arrived
            .iter()
            .map(|it| it.payload["aps"]["alert"].as_str())
            .collect::<Vec<_>>(),
        [Some("Hello")]
    );
}

#[tokio::test]
async fn removed_app_is_unregistered_since_then() {
    let scene = Scene::new().await;
    assert!(scene.simulator.uninstall(&scene.device.token));
    assert!(!scene.simulator.uninstall(&scene.device.token));
    let reply = scene.client().await.send(&scene.push()).await;
    assert_eq!(reply.verdict(), "410 Unregistered");
    assert_eq!(reply.body["timestamp"], seconds(now()) * 1000);
    assert_eq!(scene.simulator.devices(), []);
}

#[tokio::test]
async fn tokens_are_64_digits_and_differ() {
    let scene = Scene::new().await;
    let spec = DeviceSpec {
        name: "Second".into(),
        bundle_id: BUNDLE_ID.into(),
        environment: Environment::Sandbox,
    };
    let second = scene.simulator.register_device(spec);
    assert_ne!(
        (&second.id, &second.token),
        (&scene.device.id, &scene.device.token)
    );
    for device in scene.simulator.devices() {
        assert_eq!(device.token.len(), 64);
        assert!(
            device
                .token
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        );
    }
}

#[tokio::test]
async fn device_of_an_earlier_run_keeps_its_token() {
    let earlier = Scene::new().await;
    let scene = Scene::new().await;
    assert_eq!(
        scene
            .client()
            .await
            .send(&Push::new(
                &earlier.device.token,
                &scene.key.token(seconds(now()))
            ))
            .await
            .verdict(),
        "400 BadDeviceToken"
    );
    scene
        .simulator
        .restore_device(earlier.device.clone())
        .unwrap();
    assert_eq!(
        scene
            .client()
            .await
            .send(&Push::new(
                &earlier.device.token,
                &scene.key.token(seconds(now()))
            ))
            .await
            .verdict(),
        "200"
    );
    let mut thief = earlier.device.clone();
    thief.id = "another".into();
    assert!(scene.simulator.restore_device(thief).is_err());
}

#[tokio::test]
async fn simulator_that_accepts_everything_needs_no_credentials_and_still_delivers() {
    let options = Options {
        accept_all: true,
        clock: Clock::new(now),
        ..Options::default()
    };
    let scene = Scene::with(options).await;
    let mut client = scene.client().await;
    let mut unknown = Push::new(&"0".repeat(64), "nothing");
    unknown.remove("authorization");
    assert_eq!(client.send(&unknown).await.verdict(), "200");
    assert_eq!(client.streams(), 1000);
    let mut known = scene.push();
    known.remove("authorization");
    assert_eq!(client.send(&known).await.verdict(), "200");
    assert_eq!(scene.simulator.deliveries_since(0).len(), 1);
    assert_eq!(scene.simulator.ledger().counts().accepted, 2);
}
