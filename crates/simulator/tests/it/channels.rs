//! Broadcast channels: making, reading, listing and deleting them, and pushing to them.

use crate::{
    changes::change,
    client::{BUNDLE_ID, Client, Push, Reply, Scene, now},
};
use expect_test::{Expect, expect};
use http::Method;
use serde_json::{Value, json};
use simulator::{
    Clock, Dialect, Environment, IdentitySpec, KeySpec, Options,
    Service::{self, Channels},
    Verb,
};
use std::fmt::Write as _;
use uuid::Uuid;

/// A well-formed id that no channel has.
const STRANGE: &str = "AAAAAAAAAAAAAAAAAAAAAA==";

/// A scene with both clients.
struct Stage {
    scene: Scene,
    push: Client,
    channels: Client,
}

impl Stage {
    async fn new(options: Options) -> Self {
        let scene = Scene::with(Options {
            clock: Clock::new(now),
            ..options
        })
        .await;
        let push = scene.client().await;
        let channels = scene.client_at(Environment::Sandbox, Channels).await;
        Self {
            scene,
            push,
            channels,
        }
    }

    fn request(&self, method: Method, path: &str, channel_id: Option<&str>) -> Push {
        let mut request = Push::new("", self.scene.jwt());
        request.method = method;
        request.path = format!("/1/apps/{BUNDLE_ID}/{path}");
        request.body = Vec::new().into();
        request.remove("apns-topic");
        request.remove("apns-push-type");
        if let Some(id) = channel_id {
            request.set("apns-channel-id", id);
        }
        request
    }

    fn create(&self, policy: u8) -> Push {
        let mut request = self.request(Method::POST, "channels", None);
        let body = json!({ "message-storage-policy": policy, "push-type": "LiveActivity" });
        request.body = body.to_string().into();
        request
    }

    fn broadcast(&self, channel_id: &str) -> Push {
        let mut push = self.request(Method::POST, "", Some(channel_id));
        push.path = format!("/4/broadcasts/apps/{BUNDLE_ID}");
        push.set("apns-push-type", "liveactivity");
        push.set("apns-expiration", "0");
        push.set("apns-priority", "10");
        push.body = br#"{"aps":{"event":"update"}}"#.to_vec().into();
        push
    }

    /// Makes a channel, and gives its id.
    async fn channel(&mut self, policy: u8) -> String {
        let reply = self.channels.send(&self.create(policy)).await;
        assert_eq!(reply.verdict(), "201");
        reply.header("apns-channel-id").to_owned()
    }

    async fn list(&mut self) -> Value {
        let request = self.request(Method::GET, "all-channels", None);
        self.channels.send(&request).await.body
    }
}

/// Makes changes to a request and sends it.
async fn check(client: &mut Client, request: &Push, changes: &[&str], expected: Expect) {
    let mut verdicts = String::new();
    for changes in changes {
        let mut request = request.clone();
        if !changes.is_empty() {
            change(&mut request, changes);
        }
        let verdict = client.send(&request).await.verdict();
        writeln!(verdicts, "{changes} → {verdict}").unwrap();
    }
    expected.assert_eq(&verdicts);
}

fn is_uuid(reply: &Reply) -> bool {
    Uuid::try_parse(reply.header("apns-request-id")).is_ok()
}

#[tokio::test]
async fn channel_lives_from_its_making_to_its_deletion() {
    let mut stage = Stage::new(Options::default()).await;
    let mut create = stage.create(1);
    create.set("apns-request-id", "e77c8a1f-9d5c-4f0e-b1c9-0e0f6c7f3a10");
    let created = stage.channels.send(&create).await;
    assert_eq!(
        (
            created.verdict().as_str(),
            created.header("apns-request-id")
        ),
        ("201", "e77c8a1f-9d5c-4f0e-b1c9-0e0f6c7f3a10")
    );
    assert!(created.body.is_null() && !created.headers.contains_key("apns-id"));
    let id = created.header("apns-channel-id").to_owned();
    assert_eq!(id.len(), 24);

    let read = stage.request(Method::GET, "channels", Some(&id));
    let reply = stage.channels.send(&read).await;
    let expected = json!({ "message-storage-policy": 1, "push-type": "LiveActivity" });
    assert_eq!((reply.status, &reply.body), (200, &expected));
    assert!(is_uuid(&reply));
    assert_eq!(stage.list().await, json!({ "channels": [id] }));

    let reply = stage.push.send(&stage.broadcast(&id)).await;
    assert_eq!(
        (reply.verdict().as_str(), &reply.body),
        ("200", &Value::Null)
    );
    assert!(is_uuid(&reply) && !reply.headers.contains_key("apns-unique-id"));

    let delete = stage.request(Method::DELETE, "channels", Some(&id));
    assert_eq!(stage.channels.send(&delete).await.verdict(), "204");
    assert_eq!(stage.list().await, json!({ "channels": [] }));
    for request in [&read, &delete] {
        assert_eq!(
            stage.channels.send(request).await.verdict(),
            "400 ChannelNotRegistered"
        );
    }
    let broadcast = stage.broadcast(&id);
    assert_eq!(
        stage.push.send(&broadcast).await.verdict(),
        "400 ChannelNotRegistered"
    );
}

#[tokio::test]
async fn each_fault_of_a_new_channel_has_its_reason() {
    let mut stage = Stage::new(Options::default()).await;
    let create = stage.create(0);
    check(
        &mut stage.channels,
        &create,
        &[
            "",
            "method PUT",
            "path /",
            "path /3/device/ab",
            "path /1/apps/com.example.demo/channels/new",
            "path /1/apps/com.example.demo/all-channels",
            "path /1/apps/com.example.demo.voip/channels",
            "apns-request-id=42",
            "again authorization=bearer abc",
            "without authorization",
            "authorization=bearer abc",
            "spaces 0",
            "text {",
            "text []",
            r#"text {"message-storage-policy":0,"push-type":"LiveActivity","name":"x"}"#,
            r#"text {"message-storage-policy":0}"#,
            r#"text {"message-storage-policy":0,"push-type":"liveactivity"}"#,
            r#"text {"message-storage-policy":"0","push-type":"LiveActivity"}"#,
            r#"text {"message-storage-policy":2,"push-type":"LiveActivity"}"#,
            r#"text {"push-type":"LiveActivity"}"#,
        ],
        expect![[r#"
             → 201
            method PUT → 405 MethodNotAllowed
            path / → 404 BadPath
            path /3/device/ab → 404 BadPath
            path /1/apps/com.example.demo/channels/new → 404 BadPath
            path /1/apps/com.example.demo/all-channels → 404 BadPath
            path /1/apps/com.example.demo.voip/channels → 400 TopicDisallowed
            apns-request-id=42 → 400 BadMessageId
            again authorization=bearer abc → 400 DuplicateHeaders
            without authorization → 403 MissingProviderToken
            authorization=bearer abc → 403 InvalidProviderToken
            spaces 0 → 400 PayloadEmpty
            text { → 400 BadRequestPayload
            text [] → 400 BadRequestPayload
            text {"message-storage-policy":0,"push-type":"LiveActivity","name":"x"} → 400 BadRequestParams
            text {"message-storage-policy":0} → 400 MissingPushType
            text {"message-storage-policy":0,"push-type":"liveactivity"} → 400 InvalidPushType
            text {"message-storage-policy":"0","push-type":"LiveActivity"} → 400 BadRequestParams
            text {"message-storage-policy":2,"push-type":"LiveActivity"} → 400 BadRequestParams
            text {"push-type":"LiveActivity"} → 400 BadRequestParams
        "#]],
    )
    .await;
}

#[tokio::test]
async fn each_fault_of_a_broadcast_has_its_reason() {
    let mut stage = Stage::new(Options::default()).await;
    let id = stage.channel(0).await;
    let broadcast = stage.broadcast(&id);
    check(
        &mut stage.push,
        &broadcast,
        &[
            "",
            "method GET",
            "path /4/broadcasts/apps/",
            "path /4/broadcasts/apps/com.example.demo/more",
            "path /4/broadcasts/apps/com.example.demo.push-type.liveactivity",
            "path /1/apps/com.example.demo/channels",
            "again apns-priority=5",
            "apns-id=42",
            "apns-request-id=42",
            "without apns-push-type",
            "apns-push-type=alert",
            "apns-push-type=Liveactivity",
            "apns-push-type=LiveActivity",
            "without apns-expiration",
            "apns-expiration=soon",
            "apns-expiration=1800000060",
            "apns-priority=7",
            "without apns-priority",
            "without apns-channel-id",
            "apns-channel-id=not base64",
            "apns-channel-id=A*260",
            "apns-channel-id=AAAAAAAAAAAAAAAAAAAAAA==",
            "without authorization",
            "authorization=bearer abc",
            "spaces 0",
            "spaces 5121",
            "spaces 5120",
        ],
        expect![[r#"
             → 200
            method GET → 405 MethodNotAllowed
            path /4/broadcasts/apps/ → 404 BadPath
            path /4/broadcasts/apps/com.example.demo/more → 404 BadPath
            path /4/broadcasts/apps/com.example.demo.push-type.liveactivity → 400 TopicDisallowed
            path /1/apps/com.example.demo/channels → 404 BadPath
            again apns-priority=5 → 400 DuplicateHeaders
            apns-id=42 → 400 BadMessageId
            apns-request-id=42 → 400 BadMessageId
            without apns-push-type → 400 MissingPushType
            apns-push-type=alert → 400 InvalidPushType
            apns-push-type=Liveactivity → 200
            apns-push-type=LiveActivity → 200
            without apns-expiration → 400 BadExpirationDate
            apns-expiration=soon → 400 BadExpirationDate
            apns-expiration=1800000060 → 400 BadExpirationDate
            apns-priority=7 → 400 BadPriority
            without apns-priority → 200
            without apns-channel-id → 400 MissingChannelId
            apns-channel-id=not base64 → 400 BadChannelId
            apns-channel-id=A*260 → 400 BadChannelId
            apns-channel-id=AAAAAAAAAAAAAAAAAAAAAA== → 400 ChannelNotRegistered
            without authorization → 403 MissingProviderToken
            authorization=bearer abc → 403 InvalidProviderToken
            spaces 0 → 400 PayloadEmpty
            spaces 5121 → 413 PayloadTooLarge
            spaces 5120 → 200
        "#]],
    )
    .await;
}

#[tokio::test]
async fn channel_that_stores_takes_an_expiration() {
    let mut stage = Stage::new(Options::default()).await;
    let id = stage.channel(1).await;
    let mut broadcast = stage.broadcast(&id);
    broadcast.set("apns-expiration", "1800000060");
    assert_eq!(stage.push.send(&broadcast).await.verdict(), "200");
}

#[tokio::test]
async fn channels_never_cross_environments_and_neither_do_their_hosts() {
    let mut stage = Stage::new(Options::default()).await;
    let id = stage.channel(0).await;
    let broadcast = stage.broadcast(&id);
    let scene = &stage.scene;
    let mut production = scene
        .client_at(Environment::Production, Service::Push)
        .await;
    assert_eq!(
        production.send(&broadcast).await.verdict(),
        "400 ChannelNotRegistered"
    );
    // By Apple's names, one address is enough.
    for (host, verdict) in [
        ("api.sandbox.push.apple.com", "200"),
        ("api-broadcast.sandbox.push.apple.com", "200"),
        ("api-broadcast.push.apple.com", "400 ChannelNotRegistered"),
        ("api-manage-broadcast.sandbox.push.apple.com", "404 BadPath"),
    ] {
        let mut client = scene.client_of(host).await;
        assert_eq!(client.send(&broadcast).await.verdict(), verdict, "{host}");
    }
}

#[tokio::test]
async fn app_has_as_many_channels_as_the_limit_says_and_none_without_the_capability() {
    let mut stage = Stage::new(Options {
        most_channels: 2,
        ..Options::default()
    })
    .await;
    let id = stage.channel(0).await;
    stage.channel(0).await;
    let create = stage.create(0);
    assert_eq!(
        stage.channels.send(&create).await.verdict(),
        "400 CannotCreateChannelConfig"
    );
    let delete = stage.request(Method::DELETE, "channels", Some(&id));
    stage.channels.send(&delete).await;
    let id = stage.channel(0).await;

    stage.scene.simulator.set_broadcast(BUNDLE_ID, false);
    assert_eq!(
        stage.channels.send(&create).await.verdict(),
        "400 FeatureNotEnabled"
    );
    let broadcast = stage.broadcast(&id);
    assert_eq!(
        stage.push.send(&broadcast).await.verdict(),
        "400 FeatureNotEnabled"
    );
    stage.scene.simulator.set_broadcast(BUNDLE_ID, true);
    assert_eq!(stage.list().await, json!({ "channels": [] }));
}

#[tokio::test]
async fn credentials_broadcast_for_their_own_apps_only() {
    let stage = Stage::new(Options::default()).await;
    let key = stage.scene.key.named("TOPICS0001", "TEAM123456");
    let spec = KeySpec {
        key_id: "TOPICS0001".into(),
        team_id: "TEAM123456".into(),
        public_key_pem: key.public_key_pem.clone(),
        environment: Some(Environment::Sandbox),
        bundle_ids: Some(vec!["com.example.other".into()]),
        related_key_id: None,
    };
    stage.scene.simulator.register_key_spec(spec).unwrap();
    let mut broadcast = stage.broadcast(STRANGE);
    broadcast.sign(&key.token(crate::client::seconds(now())));
    let mut client = stage.scene.client().await;
    assert_eq!(client.send(&broadcast).await.verdict(), "403 TopicMismatch");

    broadcast.remove("authorization");
    for (bundle_id, verdict) in [
        (BUNDLE_ID, "400 ChannelNotRegistered"),
        ("com.example.other", "403 TopicMismatch"),
    ] {
        let identity = stage
            .scene
            .simulator
            .issue_identity(&IdentitySpec::new(bundle_id))
            .unwrap();
        let scene = &stage.scene;
        let mut client = scene.client_with(&identity, Environment::Sandbox).await;
        assert_eq!(client.send(&broadcast).await.verdict(), verdict);
    }
}

#[tokio::test]
async fn dialect_is_that_of_the_pages_or_that_of_the_wire() {
    let mut answers = Vec::new();
    for dialect in [Dialect::Documented, Dialect::Observed] {
        let mut stage = Stage::new(Options {
            dialect,
            ..Options::default()
        })
        .await;
        let deleted = stage.channel(0).await;
        let delete = stage.request(Method::DELETE, "channels", Some(&deleted));
        stage.channels.send(&delete).await;
        let mut without_policy = stage.create(0);
        without_policy.body = br#"{"push-type":"LiveActivity"}"#.to_vec().into();
        let (gone, never) = (stage.broadcast(&deleted), stage.broadcast(STRANGE));
        let create = stage.create(0);
        let mut verdicts = vec![
            stage.push.send(&gone).await.verdict(),
            stage.push.send(&never).await.verdict(),
            stage.channels.send(&delete).await.verdict(),
            stage.channels.send(&without_policy).await.verdict(),
        ];
        stage.scene.simulator.set_broadcast(BUNDLE_ID, false);
        verdicts.push(stage.channels.send(&create).await.verdict());
        let key = stage.scene.key.named("PRODUCTION", "TEAM123456");
        let spec = KeySpec {
            key_id: "PRODUCTION".into(),
            team_id: "TEAM123456".into(),
            public_key_pem: key.public_key_pem.clone(),
            environment: Some(Environment::Production),
            ..KeySpec::default()
        };
        stage.scene.simulator.register_key_spec(spec).unwrap();
        let mut push = stage.scene.push();
        push.sign(&key.token(crate::client::seconds(now())));
        verdicts.push(stage.scene.client().await.send(&push).await.verdict());
        answers.push(verdicts);
    }
    expect![[r#"
        [
            [
                "400 ChannelNotRegistered",
                "400 ChannelNotRegistered",
                "400 ChannelNotRegistered",
                "400 BadRequestParams",
                "400 FeatureNotEnabled",
                "403 BadEnvironmentKeyIdInToken",
            ],
            [
                "400 ChannelNotRegistered",
                "400 BadChannelId",
                "404 BadPath",
                "400 MissingChannelQueueSize",
                "400 BroadcastFeatureNotEnabled",
                "403 BadEnvironmentKeyInToken",
            ],
        ]
    "#]]
    .assert_debug_eq(&answers);
}

#[tokio::test]
async fn broadcast_reaches_the_phones_that_listen() {
    let mut stage = Stage::new(Options::default()).await;
    let (listened, other) = (stage.channel(1).await, stage.channel(1).await);
    let simulator = stage.scene.simulator.clone();
    let phone = stage.scene.device.id.clone();
    let subscribe = Verb::Subscribe {
        bundle_id: BUNDLE_ID.to_owned(),
        environment: Environment::Sandbox,
        channel_id: listened.clone(),
    };
    simulator.act(&phone, subscribe).unwrap();
    let seen = || {
        simulator.phone(&phone).unwrap().phone.apps[BUNDLE_ID].activities[0]
            .state
            .clone()
    };
    for (channel_id, goals) in [(&listened, 2), (&other, 3)] {
        let mut push = stage.broadcast(channel_id);
        let content =
            json!({ "event": "update", "timestamp": 1, "content-state": { "goals": goals } });
        push.body = json!({ "aps": content }).to_string().into();
        assert_eq!(stage.push.send(&push).await.verdict(), "200");
    }
    assert_eq!(seen(), json!({ "goals": 2 }));
    assert_eq!(simulator.deliveries_since(0).len(), 1);
}
