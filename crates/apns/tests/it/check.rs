//! The check of a credential, against the simulator: nobody gets anything, and each fault has its name.

use std::sync::Arc;
use std::time::Duration;

use apns::{Authentication, Endpoint, Fault, Native, Roots, Verdict, check};
use credentials::{KeyId, SigningKey, TeamId, TokenSigner};
use simulator::{Environment, KeySpec, Service};
use test_support::ManualClock;

use crate::contract::stage::{BUNDLE_ID, Stage};
use crate::native::NATIVE;

const TEAM_ID: &str = "DEF1234567";

/// A transport to the sandbox with a key that the simulator knows as `spec`, signed as `key_id` of `team_id`.
fn transport(stage: &Stage, spec: KeySpec, key_id: &str, team_id: &str) -> Native {
    let key = SigningKey::generate();
    stage
        .simulator
        .register_key_spec(KeySpec {
            public_key_pem: key.public_key_pem(),
            team_id: TEAM_ID.to_owned(),
            ..spec
        })
        .unwrap();
    let clock = ManualClock::before_now(Duration::ZERO).reader();
    let key_id = KeyId::parse(key_id).unwrap();
    let signer = TokenSigner::new(key, key_id, TeamId::parse(team_id).unwrap(), clock);
    let address = stage
        .simulator
        .address_of(Environment::Sandbox, Service::Push);
    let endpoint = Endpoint {
        host: "localhost".to_owned(),
        port: address.port(),
        roots: Roots::Pem(stage.simulator.ca_pem().to_owned()),
        proxy: None,
    };
    Native::new(endpoint, Authentication::Token(Arc::new(signer))).unwrap()
}

fn spec(key_id: &str) -> KeySpec {
    KeySpec {
        key_id: key_id.to_owned(),
        ..KeySpec::default()
    }
}

async fn fault(transport: &Native) -> Fault {
    match check(transport, BUNDLE_ID).await {
        Verdict::Bad { fault, .. } => fault,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn good_credential_is_good_and_nobody_gets_anything() {
    let stage = Stage::set(&NATIVE).await;
    let transport = transport(&stage, spec("GOOD123456"), "GOOD123456", TEAM_ID);
    assert_eq!(check(&transport, BUNDLE_ID).await, Verdict::Good);
    assert!(stage.simulator.deliveries_since(0).is_empty());
}

#[tokio::test]
async fn each_fault_has_its_name() {
    let stage = Stage::set(&NATIVE).await;
    let unknown_key = transport(&stage, spec("SOME123456"), "OTHER12345", TEAM_ID);
    assert_eq!(fault(&unknown_key).await, Fault::KeyOrTeam);
    let wrong_team = transport(&stage, spec("TEAM123456"), "TEAM123456", "ABCDEFGHIJ");
    assert_eq!(fault(&wrong_team).await, Fault::KeyOrTeam);
    let production = KeySpec {
        environment: Some(Environment::Production),
        ..spec("PROD123456")
    };
    let production = transport(&stage, production, "PROD123456", TEAM_ID);
    assert_eq!(fault(&production).await, Fault::Environment);
    let other_app = KeySpec {
        environment: Some(Environment::Sandbox),
        bundle_ids: Some(vec!["com.example.other".to_owned()]),
        ..spec("TOPIC12345")
    };
    let other_app = transport(&stage, other_app, "TOPIC12345", TEAM_ID);
    assert_eq!(fault(&other_app).await, Fault::Topic);
}

#[tokio::test]
async fn silence_decides_nothing() {
    let stage = Stage::set(&NATIVE).await;
    let transport = transport(&stage, spec("GOOD123456"), "GOOD123456", TEAM_ID);
    stage.simulator.shutdown().await;
    let verdict = check(&transport, BUNDLE_ID).await;
    assert!(matches!(verdict, Verdict::Undecided { .. }), "{verdict:?}");
}
