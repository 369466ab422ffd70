//! Clients that show a certificate in the TLS handshake instead of provider tokens.

use crate::client::{BUNDLE_ID, Push, Scene};
use expect_test::expect;
use simulator::{Environment, Identity, IdentitySpec, Simulator};
use std::fmt::Write as _;

impl Scene {
    fn identity(&self, spec: &IdentitySpec) -> Identity {
        self.simulator.issue_identity(spec).unwrap()
    }

    /// A push that needs a certificate.
    fn unsigned(&self) -> Push {
        let mut push = self.push();
        push.remove("authorization");
        push
    }
}

fn topics(suffixes: &[&str]) -> IdentitySpec {
    IdentitySpec {
        topics: suffixes
            .iter()
            .map(|suffix| format!("{BUNDLE_ID}{suffix}"))
            .collect(),
        ..IdentitySpec::new(BUNDLE_ID)
    }
}

#[tokio::test]
async fn certificates_are_held_to_environment_and_topics() {
    let scene = Scene::new().await;
    let (with, only) = (topics(&["", ".voip"]), |environment| IdentitySpec {
        environments: vec![environment],
        ..IdentitySpec::new(BUNDLE_ID)
    });
    let expired = IdentitySpec {
        expired: true,
        ..IdentitySpec::new(BUNDLE_ID)
    };
    let nowhere = IdentitySpec {
        environments: Vec::new(),
        ..IdentitySpec::new(BUNDLE_ID)
    };
    let stranger = Simulator::start(simulator::Options::default())
        .await
        .unwrap();
    let cases = [
        ("this app", scene.identity(&IdentitySpec::new(BUNDLE_ID))),
        ("sandbox", scene.identity(&only(Environment::Sandbox))),
        ("production", scene.identity(&only(Environment::Production))),
        ("no environment", scene.identity(&nowhere)),
        ("two topics", scene.identity(&with)),
        ("one other topic", scene.identity(&topics(&[".voip"]))),
        (
            "another app",
            scene.identity(&IdentitySpec::new("com.example.other")),
        ),
        ("expired", scene.identity(&expired)),
        (
            "of another authority",
            stranger
                .issue_identity(&IdentitySpec::new(BUNDLE_ID))
                .unwrap(),
        ),
    ];
    let mut without_topic = scene.unsigned();
    without_topic.remove("apns-topic");
    without_topic.remove("apns-push-type");
    let mut voip = scene.unsigned();
    voip.set("apns-topic", &format!("{BUNDLE_ID}.voip"));
    voip.set("apns-push-type", "voip");
    let mut verdicts = String::new();
    for (name, identity) in cases {
        let mut client = scene.client_with(&identity, Environment::Sandbox).await;
        let mut answers = Vec::new();
        for push in [&scene.unsigned(), &without_topic, &voip] {
            answers.push(client.send(push).await.verdict());
        }
        writeln!(verdicts, "{name}: {}", answers.join(", ")).unwrap();
    }
    expect![[r#"
        this app: 200, 200, 400 TopicDisallowed
        sandbox: 200, 200, 400 TopicDisallowed
        production: 403 BadCertificateEnvironment, 403 BadCertificateEnvironment, 403 BadCertificateEnvironment
        no environment: 403 BadCertificateEnvironment, 403 BadCertificateEnvironment, 403 BadCertificateEnvironment
        two topics: 200, 400 MissingTopic, 400 DeviceTokenNotForTopic
        one other topic: 400 TopicDisallowed, 400 DeviceTokenNotForTopic, 400 DeviceTokenNotForTopic
        another app: 400 TopicDisallowed, 400 DeviceTokenNotForTopic, 400 TopicDisallowed
        expired: 403 BadCertificate, 403 BadCertificate, 403 BadCertificate
        of another authority: 403 BadCertificate, 403 BadCertificate, 403 BadCertificate
    "#]].assert_eq(&verdicts);
}

#[tokio::test]
async fn certificate_is_for_the_environment_that_the_client_has_chosen() {
    let scene = Scene::new().await;
    let spec = IdentitySpec {
        environments: vec![Environment::Production],
        ..IdentitySpec::new(BUNDLE_ID)
    };
    let identity = scene.identity(&spec);
    let mut client = scene.client_with(&identity, Environment::Production).await;
    // The phone has its token from the sandbox.
    assert_eq!(
        client.send(&scene.unsigned()).await.verdict(),
        "400 BadDeviceToken"
    );
}

#[tokio::test]
async fn many_streams_are_announced_at_once_and_provider_tokens_are_ignored() {
    let scene = Scene::new().await;
    let identity = scene.identity(&IdentitySpec::new(BUNDLE_ID));
    let mut client = scene.client_with(&identity, Environment::Sandbox).await;
    let mut push = scene.push();
    push.sign("nonsense");
    assert_eq!(client.send(&push).await.verdict(), "200");
    assert_eq!(client.streams(), 1000);
}

#[tokio::test]
async fn push_without_a_topic_arrives_under_that_of_the_certificate() {
    let scene = Scene::new().await;
    let mut deliveries = scene.simulator.deliveries();
    let identity = scene.identity(&IdentitySpec::new(BUNDLE_ID));
    let mut client = scene.client_with(&identity, Environment::Sandbox).await;
    let mut push = scene.unsigned();
    push.remove("apns-topic");
    client.send(&push).await;
    assert_eq!(deliveries.recv().await.unwrap().topic, BUNDLE_ID);
}

#[tokio::test]
async fn bad_certificate_does_not_become_good_by_a_provider_token() {
    let scene = Scene::new().await;
    let expired = IdentitySpec {
        expired: true,
        ..IdentitySpec::new(BUNDLE_ID)
    };
    let identity = scene.identity(&expired);
    let mut client = scene.client_with(&identity, Environment::Sandbox).await;
    assert_eq!(
        client.send(&scene.push()).await.verdict(),
        "403 BadCertificate"
    );
    assert_eq!(client.streams(), 1);
}

#[tokio::test]
async fn private_key_is_not_shown_to_people_who_debug() {
    let scene = Scene::new().await;
    let identity = scene.identity(&IdentitySpec::new(BUNDLE_ID));
    assert_eq!(format!("{identity:?}"), "Identity { .. }");
}
