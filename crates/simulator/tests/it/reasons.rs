//! One table of everything that Apple refuses: a request in a situation, and status and reason.

use crate::{
    changes::change,
    client::{BUNDLE_ID, Client, Key, Push, Scene, TEAM_ID, now, seconds},
};
use http::Method;
use serde_json::json;
use simulator::{Answer, Environment, IdentitySpec, KeySpec, Options, Reason, Service};
use std::collections::BTreeSet;

/// What a request is and who sends it.
#[derive(Clone, Copy, Debug)]
enum In {
    /// A push to a device, with a good token; and what is changed in it.
    Push(&'static str),
    /// A push to a channel that does not store.
    Broadcast(&'static str),
    /// The making of a channel, by an app that may have one and has it.
    Create(&'static str),
    /// The reading of a channel.
    Read(&'static str),
    /// A push on a connection with a certificate for both environments and these topics.
    Certificate(&'static [&'static str]),
    /// A push with a certificate that is expired.
    ExpiredCertificate,
    /// A push with a certificate for production only.
    ProductionCertificate,
    /// A push with a token of this age in seconds.
    TokenOfAge(u64),
    /// A push with a token of a key for production only.
    ProductionKey,
    /// Three pushes, each with a new token.
    NewTokens,
    /// A push with one key after one with another of the same team.
    SecondKey,
    /// A broadcast for an app that the key is not for.
    ForeignApp,
    /// A push to a phone that no longer has the app, and APNs knows.
    Removed,
    /// The making of a channel by an app without the capability.
    Incapable,
    /// A push to a phone that has the app, after this order.
    Ordered(&'static str),
}

#[rustfmt::skip]
const TABLE: &[(In, &str)] = &[
    (In::Push("apns-collapse-id=x*65"), "400 BadCollapseId"),
    (In::Push("path /3/device/0*64"), "400 BadDeviceToken"),
    (In::Push("path /3/device/0*200"), "400 BadDeviceToken"),
    (In::Push("apns-expiration=tomorrow"), "400 BadExpirationDate"),
    (In::Push("apns-id=42"), "400 BadMessageId"),
    (In::Push("apns-priority=7"), "400 BadPriority"),
    (In::Push("apns-topic=com.example demo"), "400 BadTopic"),
    (In::Push("apns-topic=com.example.other"), "400 DeviceTokenNotForTopic"),
    (In::Push("again apns-topic=com.example.demo"), "400 DuplicateHeaders"),
    (In::Ordered("IdleTimeout"), "400 IdleTimeout"),
    (In::Push("apns-push-type=silent"), "400 InvalidPushType"),
    (In::Push("path /3/device/"), "400 MissingDeviceToken"),
    (In::Push("without apns-topic"), "400 MissingTopic"),
    (In::Push("spaces 0"), "400 PayloadEmpty"),
    (In::Push("apns-push-type=voip"), "400 TopicDisallowed"),
    (In::Incapable, "400 FeatureNotEnabled"),
    (In::Broadcast("without apns-channel-id"), "400 MissingChannelId"),
    (In::Read("apns-channel-id=?"), "400 BadChannelId"),
    (In::Broadcast("apns-channel-id=AAAA"), "400 ChannelNotRegistered"),
    (In::Create(r#"text {"push-type":"LiveActivity","message-storage-policy":1,"a":1}"#), "400 BadRequestParams"),
    (In::Create("text <json>"), "400 BadRequestPayload"),
    (In::Broadcast("without apns-push-type"), "400 MissingPushType"),
    (In::Ordered("MissingChannelQueueSize"), "400 MissingChannelQueueSize"),
    (In::Create("apns-priority=10"), "400 CannotCreateChannelConfig"),
    (In::ExpiredCertificate, "403 BadCertificate"),
    (In::ProductionCertificate, "403 BadCertificateEnvironment"),
    (In::Certificate(&["com.example.demo", "com.example.demo.voip"]), "400 MissingTopic"),
    (In::Certificate(&["com.example.demo.voip"]), "400 DeviceTokenNotForTopic"),
    (In::TokenOfAge(3601), "403 ExpiredProviderToken"),
    (In::Ordered("Forbidden"), "403 Forbidden"),
    (In::Push("authorization=bearer abc"), "403 InvalidProviderToken"),
    (In::Push("without authorization"), "403 MissingProviderToken"),
    (In::ForeignApp, "403 TopicMismatch"),
    (In::SecondKey, "403 UnrelatedKeyIdInToken"),
    (In::ProductionKey, "403 BadEnvironmentKeyIdInToken"),
    (In::Push("path /2/device/ab"), "404 BadPath"),
    (In::Push("method GET; path /"), "405 MethodNotAllowed"),
    (In::Ordered("ExpiredToken"), "410 ExpiredToken"),
    (In::Removed, "410 Unregistered"),
    (In::Push("spaces 4097"), "413 PayloadTooLarge"),
    (In::Broadcast("spaces 5121"), "413 PayloadTooLarge"),
    (In::NewTokens, "429 TooManyProviderTokenUpdates"),
    (In::Ordered("TooManyRequests"), "429 TooManyRequests"),
    (In::Ordered("InternalServerError"), "500 InternalServerError"),
    (In::Ordered("ServiceUnavailable"), "503 ServiceUnavailable"),
    (In::Ordered("Shutdown"), "503 Shutdown"),
];

#[tokio::test]
async fn every_reason_has_its_row_and_its_row_is_what_is_answered() {
    let mut seen = BTreeSet::new();
    for (situation, expected) in TABLE {
        let verdict = situation.verdict().await;
        assert_eq!(verdict, *expected, "{situation:?}");
        seen.insert(Reason::from_wire(&verdict[4..]).unwrap());
    }
    let all: BTreeSet<Reason> = Reason::ALL.iter().copied().collect();
    assert_eq!(seen, all);
}

impl In {
    async fn verdict(self) -> String {
        let scene = Scene::with(Options {
            most_channels: 1,
            clock: simulator::Clock::new(now),
            ..Options::default()
        })
        .await;
        let mut client = scene.client().await;
        let mut push = scene.push();
        match self {
            Self::Push(changes) => change(&mut push, changes),
            Self::Broadcast(changes) => {
                push = broadcast(&scene, &channel(&scene).await);
                change(&mut push, changes);
            }
            Self::Create(changes) => {
                channel(&scene).await;
                push = create(&scene);
                change(&mut push, changes);
                client = scene
                    .client_at(Environment::Sandbox, Service::Channels)
                    .await;
            }
            Self::Read(changes) => {
                push = create(&scene);
                push.method = Method::GET;
                change(&mut push, changes);
                client = scene
                    .client_at(Environment::Sandbox, Service::Channels)
                    .await;
            }
            Self::Certificate(topics) => {
                let mut spec = IdentitySpec::new(BUNDLE_ID);
                spec.topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
                push.remove("apns-topic");
                push.remove("apns-push-type");
                client = with(&scene, &spec).await;
            }
            Self::ExpiredCertificate => {
                let mut spec = IdentitySpec::new(BUNDLE_ID);
                spec.expired = true;
                client = with(&scene, &spec).await;
            }
            Self::ProductionCertificate => {
                let mut spec = IdentitySpec::new(BUNDLE_ID);
                spec.environments = vec![Environment::Production];
                client = with(&scene, &spec).await;
            }
            Self::TokenOfAge(age) => push.sign(&scene.key.token(seconds(now()) - age)),
            Self::ProductionKey => {
                let key = register(&scene, Some(Environment::Production), None);
                push.sign(&key.token(seconds(now())));
            }
            Self::NewTokens => {
                for age in [3, 2] {
                    push.sign(&scene.key.token(seconds(now()) - age));
                    client.send(&push).await;
                }
                push.sign(&scene.key.token(seconds(now()) - 1));
            }
            Self::SecondKey => {
                client.send(&push).await;
                push.sign(&register(&scene, None, None).token(seconds(now())));
            }
            Self::ForeignApp => {
                let apps = Some(vec!["com.example.other".to_owned()]);
                let key = register(&scene, Some(Environment::Sandbox), apps);
                push = broadcast(&scene, &channel(&scene).await);
                push.sign(&key.token(seconds(now())));
            }
            Self::Removed => {
                scene.simulator.uninstall(&scene.device.token);
            }
            Self::Incapable => {
                scene.simulator.set_broadcast(BUNDLE_ID, false);
                push = create(&scene);
                client = scene
                    .client_at(Environment::Sandbox, Service::Channels)
                    .await;
            }
            Self::Ordered(reason) => scene
                .simulator
                .answer_next(&scene.device.token, Answer::reject(reason)),
        }
        client.send(&push).await.verdict()
    }
}

async fn with(scene: &Scene, spec: &IdentitySpec) -> Client {
    let identity = scene.simulator.issue_identity(spec).unwrap();
    scene.client_with(&identity, Environment::Sandbox).await
}

/// Another key of the team.
fn register(
    scene: &Scene,
    environment: Option<Environment>,
    bundle_ids: Option<Vec<String>>,
) -> Key {
    let key = Key::new("OTHERKEY01", TEAM_ID);
    let spec = KeySpec {
        key_id: "OTHERKEY01".into(),
        team_id: TEAM_ID.into(),
        public_key_pem: key.public_key_pem.clone(),
        environment,
        bundle_ids,
        related_key_id: None,
    };
    scene.simulator.register_key_spec(spec).unwrap();
    key
}

fn create(scene: &Scene) -> Push {
    let mut push = Push::new("", scene.jwt());
    push.path = format!("/1/apps/{BUNDLE_ID}/channels");
    let body = json!({ "message-storage-policy": 0, "push-type": "LiveActivity" });
    push.body = body.to_string().into();
    push
}

/// Makes the only channel that there may be, and gives its id.
async fn channel(scene: &Scene) -> String {
    let mut client = scene
        .client_at(Environment::Sandbox, Service::Channels)
        .await;
    let reply = client.send(&create(scene)).await;
    reply.header("apns-channel-id").to_owned()
}

fn broadcast(scene: &Scene, channel_id: &str) -> Push {
    let mut push = Push::new("", scene.jwt());
    push.path = format!("/4/broadcasts/apps/{BUNDLE_ID}");
    push.remove("apns-topic");
    push.set("apns-push-type", "liveactivity");
    push.set("apns-expiration", "0");
    push.set("apns-channel-id", channel_id);
    push
}
