//! Channels and broadcasts, against the simulator.

use apns::{
    Authentication, Broadcast, BroadcastError, Broadcasts, Endpoint, Options, Roots, Storage,
};
use bytes::Bytes;
use payload::{Priority, Reason};
use simulator::{Environment, Service};

use crate::contract::stage::{BUNDLE_ID, Stage};
use crate::native::NATIVE;

fn broadcasts(stage: &Stage) -> Broadcasts {
    let endpoint = |service| Endpoint {
        host: "localhost".to_owned(),
        port: stage
            .simulator
            .address_of(Environment::Sandbox, service)
            .port(),
        roots: Roots::Pem(stage.simulator.ca_pem().to_owned()),
        proxy: None,
    };
    Broadcasts::new(
        endpoint(Service::Push),
        endpoint(Service::Channels),
        Authentication::Token(stage.signer.clone()),
        Options::default(),
    )
    .unwrap()
}

fn update(channel_id: &str, expiration: u64) -> Broadcast {
    Broadcast {
        channel_id: channel_id.to_owned(),
        priority: Priority::Immediate,
        expiration,
        request_id: Some("123e4567-e89b-12d3-a456-426614174000".to_owned()),
        body: Bytes::from_static(
            br#"{"aps":{"timestamp":1700000000,"event":"update","content-state":{}}}"#,
        ),
    }
}

fn reason<T: std::fmt::Debug>(outcome: Result<T, BroadcastError>) -> Reason {
    match outcome {
        Err(BroadcastError::Refused(reply)) => reply.reason.unwrap(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn channel_lives_from_its_making_to_its_deletion() {
    let stage = Stage::set(&NATIVE).await;
    let broadcasts = broadcasts(&stage);
    let brief = broadcasts
        .create(BUNDLE_ID, Storage::Nothing)
        .await
        .unwrap();
    let kept = broadcasts
        .create(BUNDLE_ID, Storage::MostRecent)
        .await
        .unwrap();
    let read = broadcasts.read(BUNDLE_ID, &kept).await.unwrap();
    assert_eq!(read, Storage::MostRecent);
    let mut listed = broadcasts.list(BUNDLE_ID).await.unwrap();
    let mut made = vec![brief.clone(), kept.clone()];
    listed.sort();
    made.sort();
    assert_eq!(listed, made);

    let reply = broadcasts.publish(BUNDLE_ID, &update(&kept, 0)).await;
    let reply = reply.unwrap();
    assert_eq!(reply.status, 200);
    assert_eq!(
        reply.headers["apns-request-id"],
        "123e4567-e89b-12d3-a456-426614174000"
    );

    let reply = broadcasts.delete(BUNDLE_ID, &kept).await.unwrap();
    assert_eq!(reply.status, 204);
    assert_eq!(broadcasts.list(BUNDLE_ID).await.unwrap(), [brief]);
}

#[tokio::test]
async fn refusals_bear_apples_reason() {
    let stage = Stage::set(&NATIVE).await;
    let broadcasts = broadcasts(&stage);
    let brief = broadcasts
        .create(BUNDLE_ID, Storage::Nothing)
        .await
        .unwrap();
    let outcome = broadcasts
        .publish(BUNDLE_ID, &update(&brief, 4_000_000_000))
        .await;
    assert_eq!(reason(outcome), Reason::BadExpirationDate);
    broadcasts.delete(BUNDLE_ID, &brief).await.unwrap();
    let outcome = broadcasts.publish(BUNDLE_ID, &update(&brief, 0)).await;
    assert_eq!(reason(outcome), Reason::ChannelNotRegistered);
    stage.simulator.set_broadcast(BUNDLE_ID, false);
    let outcome = broadcasts.create(BUNDLE_ID, Storage::Nothing).await;
    assert_eq!(reason(outcome), Reason::FeatureNotEnabled);
}

#[tokio::test]
async fn what_would_lead_to_another_path_is_refused_before_sending() {
    let stage = Stage::set(&NATIVE).await;
    let broadcasts = broadcasts(&stage);
    for bundle_id in ["", "a/b", "a?b", "a b", "../apps"] {
        let outcome = broadcasts.list(bundle_id).await;
        assert!(
            matches!(outcome, Err(BroadcastError::Undelivered(_))),
            "{outcome:?}"
        );
    }
    let outcome = broadcasts.read(BUNDLE_ID, "a\nb").await;
    assert!(
        matches!(outcome, Err(BroadcastError::Undelivered(_))),
        "{outcome:?}"
    );
}
