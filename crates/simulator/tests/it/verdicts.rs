//! What is answered to a push, right or wrong, and what is named first when two things are wrong.

use crate::{
    changes::change,
    client::{BUNDLE_ID, Scene},
};
use expect_test::{Expect, expect};
use simulator::{DeviceSpec, Environment};
use std::fmt::Write as _;
use uuid::Uuid;

/// Makes changes to a push and sends it, all on one connection, and compares all verdicts.
async fn check(changes: &[&str], expected: Expect) {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let mut verdicts = String::new();
    for changes in changes {
        let mut push = scene.push();
        change(&mut push, changes);
        let verdict = client.send(&push).await.verdict();
        writeln!(verdicts, "{changes} → {verdict}").unwrap();
    }
    expected.assert_eq(&verdicts);
}

#[tokio::test]
async fn good_push_is_accepted_with_its_id_and_an_id_for_the_sandbox() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let mut push = scene.push();
    push.set("apns-id", "e77c8a1f-9d5c-4f0e-b1c9-0e0f6c7f3a10");
    let reply = client.send(&push).await;
    assert_eq!(reply.verdict(), "200");
    assert_eq!(
        reply.header("apns-id"),
        "e77c8a1f-9d5c-4f0e-b1c9-0e0f6c7f3a10"
    );
    assert!(Uuid::try_parse(reply.header("apns-unique-id")).is_ok());
    assert!(!reply.headers.contains_key("content-type"));
    assert!(reply.body.is_null());
}

#[tokio::test]
async fn push_without_an_id_gets_one_in_lower_case() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let mut refused = scene.push();
    refused.remove("apns-topic");
    for push in [scene.push(), refused] {
        let reply = client.send(&push).await;
        let id = reply.header("apns-id");
        assert_eq!(Uuid::try_parse(id).unwrap().to_string(), id);
    }
}

#[tokio::test]
async fn refusal_says_why_in_json() {
    let scene = Scene::new().await;
    let mut push = scene.push();
    push.remove("apns-topic");
    let reply = scene.client().await.send(&push).await;
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.body, serde_json::json!({ "reason": "MissingTopic" }));
    assert!(!reply.headers.contains_key("apns-unique-id"));
}

#[tokio::test]
async fn each_fault_has_its_reason() {
    check(
        &[
            "method GET",
            "method GET; path /; spaces 0; without authorization",
            "path /4/device/ab",
            "path /3/device/ab/more",
            "path /3/device/ab?a=b",
            "path /3/device",
            "path /3/device/",
            "again apns-topic=com.example.demo",
            "apns-id=42",
            "apns-id=e77c8a1f9d5c4f0eb1c90e0f6c7f3a10",
            "apns-push-type=silent",
            "apns-expiration=tomorrow",
            "apns-expiration=-1",
            "apns-priority=7",
            "apns-push-type=background; apns-priority=10",
            "apns-collapse-id=x*65",
            "without authorization",
            "authorization=Basic YTpi",
            "authorization=bearer abc",
            "without apns-topic",
            "apns-topic=com.example demo",
            "apns-topic=com.example.demo.voip",
            "apns-push-type=voip",
            "spaces 0",
            "spaces 4097",
            "spaces 1000000",
            "apns-push-type=voip; apns-topic=com.example.demo.voip; spaces 5121",
            "apns-push-type=voip; apns-topic=com.example.demo.voip; spaces 5120",
            "path /3/device/xyz",
            "path /3/device/abc",
            "path /3/device/0*64",
            "apns-topic=com.example.other",
        ],
        expect![[r#"
            method GET → 405 MethodNotAllowed
            method GET; path /; spaces 0; without authorization → 405 MethodNotAllowed
            path /4/device/ab → 404 BadPath
            path /3/device/ab/more → 404 BadPath
            path /3/device/ab?a=b → 404 BadPath
            path /3/device → 400 MissingDeviceToken
            path /3/device/ → 400 MissingDeviceToken
            again apns-topic=com.example.demo → 400 DuplicateHeaders
            apns-id=42 → 400 BadMessageId
            apns-id=e77c8a1f9d5c4f0eb1c90e0f6c7f3a10 → 400 BadMessageId
            apns-push-type=silent → 400 InvalidPushType
            apns-expiration=tomorrow → 400 BadExpirationDate
            apns-expiration=-1 → 400 BadExpirationDate
            apns-priority=7 → 400 BadPriority
            apns-push-type=background; apns-priority=10 → 400 BadPriority
            apns-collapse-id=x*65 → 400 BadCollapseId
            without authorization → 403 MissingProviderToken
            authorization=Basic YTpi → 403 MissingProviderToken
            authorization=bearer abc → 403 InvalidProviderToken
            without apns-topic → 400 MissingTopic
            apns-topic=com.example demo → 400 BadTopic
            apns-topic=com.example.demo.voip → 400 TopicDisallowed
            apns-push-type=voip → 400 TopicDisallowed
            spaces 0 → 400 PayloadEmpty
            spaces 4097 → 413 PayloadTooLarge
            spaces 1000000 → 413 PayloadTooLarge
            apns-push-type=voip; apns-topic=com.example.demo.voip; spaces 5121 → 413 PayloadTooLarge
            apns-push-type=voip; apns-topic=com.example.demo.voip; spaces 5120 → 400 DeviceTokenNotForTopic
            path /3/device/xyz → 400 BadDeviceToken
            path /3/device/abc → 400 BadDeviceToken
            path /3/device/0*64 → 400 BadDeviceToken
            apns-topic=com.example.other → 400 DeviceTokenNotForTopic
        "#]],
    )
    .await;
}

#[tokio::test]
async fn what_apple_tolerates_is_accepted() {
    check(
        &[
            "without apns-push-type",
            "apns-push-type=background",
            "apns-push-type=background; apns-priority=5",
            "apns-priority=1",
            "apns-expiration=0",
            "apns-expiration=1800000060",
            "apns-collapse-id=x*64",
            "apns-id=E77C8A1F-9D5C-4F0E-B1C9-0E0F6C7F3A10",
            "spaces 4096",
            "text not json",
            "content-type=application/json",
        ],
        expect![[r#"
            without apns-push-type → 200
            apns-push-type=background → 200
            apns-push-type=background; apns-priority=5 → 200
            apns-priority=1 → 200
            apns-expiration=0 → 200
            apns-expiration=1800000060 → 200
            apns-collapse-id=x*64 → 200
            apns-id=E77C8A1F-9D5C-4F0E-B1C9-0E0F6C7F3A10 → 200
            spaces 4096 → 200
            text not json → 200
            content-type=application/json → 200
        "#]],
    )
    .await;
}

#[tokio::test]
async fn capitals_in_token_and_scheme_make_no_difference() {
    let scene = Scene::new().await;
    let mut push = scene.push();
    push.path = format!("/3/device/{}", scene.device.token.to_ascii_uppercase());
    let credentials = push.headers["authorization"].to_str().unwrap();
    push.set("authorization", &credentials.replace("bearer", "Bearer"));
    assert_eq!(scene.client().await.send(&push).await.verdict(), "200");
}

#[tokio::test]
async fn first_fault_in_order_is_the_one_that_is_named() {
    let faults = [
        ("method PUT", "405 MethodNotAllowed"),
        ("path /2/device/ab", "404 BadPath"),
        ("path /3/device/", "400 MissingDeviceToken"),
        (
            "again apns-other=1; again apns-other=1",
            "400 DuplicateHeaders",
        ),
        ("apns-id=42", "400 BadMessageId"),
        ("apns-push-type=silent", "400 InvalidPushType"),
        ("apns-expiration=soon", "400 BadExpirationDate"),
        ("apns-priority=7", "400 BadPriority"),
        ("apns-collapse-id=x*65", "400 BadCollapseId"),
        ("without authorization", "403 MissingProviderToken"),
        ("authorization=bearer abc", "403 InvalidProviderToken"),
        ("without apns-topic", "400 MissingTopic"),
        ("apns-topic=a b", "400 BadTopic"),
        ("apns-topic=com.example.demo.voip", "400 TopicDisallowed"),
        ("spaces 0", "400 PayloadEmpty"),
        ("spaces 4097", "413 PayloadTooLarge"),
        ("path /3/device/0*64", "400 BadDeviceToken"),
        ("apns-topic=com.example.other", "400 DeviceTokenNotForTopic"),
    ];
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    for (first, (fault, expected)) in faults.iter().enumerate() {
        for (other, _) in &faults[first + 1..] {
            let mut push = scene.push();
            // The earlier fault is made last, so that it is there even if both are in the same place.
            change(&mut push, other);
            change(&mut push, fault);
            assert_eq!(
                client.send(&push).await.verdict(),
                *expected,
                "{fault}, {other}"
            );
        }
    }
}

#[tokio::test]
async fn host_name_decides_in_which_environment_a_token_is_looked_up() {
    let scene = Scene::new().await;
    let production = scene.simulator.register_device(DeviceSpec {
        name: "Grace's iPhone".into(),
        bundle_id: BUNDLE_ID.into(),
        environment: Environment::Production,
    });
    let mut verdicts = String::new();
    for host in [
        "localhost",
        "api.sandbox.push.apple.com",
        "api.development.push.apple.com",
        "api.push.apple.com",
    ] {
        let mut client = scene.client_of(host).await;
        for (name, token) in [
            ("sandbox", &scene.device.token),
            ("production", &production.token),
        ] {
            let mut push = scene.push();
            push.path = format!("/3/device/{token}");
            let reply = client.send(&push).await;
            let unique_id = if reply.headers.contains_key("apns-unique-id") {
                " with unique id"
            } else {
                ""
            };
            writeln!(
                verdicts,
                "{host}, {name} token: {}{unique_id}",
                reply.verdict()
            )
            .unwrap();
        }
    }
    expect![[r#"
        localhost, sandbox token: 200 with unique id
        localhost, production token: 400 BadDeviceToken
        api.sandbox.push.apple.com, sandbox token: 200 with unique id
        api.sandbox.push.apple.com, production token: 400 BadDeviceToken
        api.development.push.apple.com, sandbox token: 200 with unique id
        api.development.push.apple.com, production token: 400 BadDeviceToken
        api.push.apple.com, sandbox token: 400 BadDeviceToken
        api.push.apple.com, production token: 200
    "#]]
    .assert_eq(&verdicts);
}

#[tokio::test]
async fn ledger_has_what_was_sent_and_answered() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let mut push = scene.push();
    push.set("apns-priority", "5");
    client.send(&push).await;
    push.path = "/3/device/ab".into();
    client.send(&push).await;
    let records = scene.simulator.ledger().wait_for(2).await;
    let headers: Vec<_> = records[0]
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    assert_eq!(
        headers,
        [
            "apns-priority: 5",
            "apns-push-type: alert",
            "apns-topic: com.example.demo"
        ]
    );
    assert_eq!(
        (records[0].sequence, records[0].status, &records[0].reason),
        (1, Some(200), &None)
    );
    assert_eq!(records[0].token, scene.device.token);
    assert_eq!(records[0].body_bytes, push.body.len());
    assert_eq!(
        (records[1].status, records[1].reason.as_deref()),
        (Some(400), Some("BadDeviceToken"))
    );
    let counts = scene.simulator.ledger().counts();
    assert_eq!(
        (counts.received, counts.accepted, counts.unanswered),
        (2, 1, 0)
    );
    assert_eq!(counts.rejected["BadDeviceToken"], 1);
    // What is shown to people who debug has no token in it.
    assert!(!format!("{records:?} {:?}", scene.device).contains(&scene.device.token));
}
