//! The event stream tells what happens in one's own workspace, until the session or the relay ends.

use std::time::Duration;

use api::{Event, Outcome, paths};

use crate::bench::Bench;

const HELLO: &str = r#"{"aps":{"alert":{"title":"Hello"}},"order":7}"#;

#[tokio::test]
async fn tells_the_outcome_and_what_the_phone_shows() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let mut events = ada.events().await;
    let sent = ada.push(HELLO).await.as_push();
    let (mut displayed, mut accepted) = (None, None);
    while displayed.is_none() || accepted.is_none() {
        match events.next().await.unwrap() {
            Event::Displayed(it) => displayed = Some(it),
            Event::Push(it) if it.outcome != Outcome::Pending => accepted = Some(it),
            Event::Push(_) => {}
            Event::Lagged => panic!("nothing was missed"),
        }
    }
    let displayed = displayed.unwrap();
    assert_eq!(
        (displayed.apns_id.as_str(), displayed.push_type.as_str()),
        (sent.id.as_str(), "alert")
    );
    assert_eq!(displayed.device_id, sent.device_id);
    let payload: serde_json::Value = serde_json::from_str(&displayed.payload).unwrap();
    assert_eq!(
        payload,
        serde_json::from_str::<serde_json::Value>(HELLO).unwrap()
    );
    assert_eq!(accepted.unwrap().id, sent.id);
}

#[tokio::test]
async fn tells_nothing_of_other_workspaces() {
    let bench = Bench::start().await;
    let (ada, bob) = (bench.signed_in().await, bench.stranger().await);
    let mut heard = bob.events().await;
    let mut events = ada.events().await;
    let sent = ada.push(HELLO).await.as_push();
    events
        .until(&sent.id, |push| {
            push.steps.displayed_us.is_some() && push.outcome != Outcome::Pending
        })
        .await;
    bench.app.begin_stop();
    assert_eq!(heard.next().await, None, "the end, and nothing before it");
}

#[tokio::test]
async fn ends_when_its_person_signs_out_and_not_when_another_does() {
    let bench = Bench::start().await;
    let (here, there) = (bench.signed_in().await, bench.signed_in().await);
    let (mut here_events, mut other_events) = (here.events().await, there.events().await);
    here.delete(paths::SESSION).await;
    assert_eq!(here_events.next().await, None);
    let sent = there.push(HELLO).await.as_push();
    assert!(matches!(
        other_events.outcome(&sent.id).await,
        Outcome::Accepted { .. }
    ));
}

#[tokio::test]
async fn ends_at_the_next_heartbeat_after_the_session_ended() {
    let bench =
        Bench::start_with(|config| config.limits.heartbeat = Duration::from_millis(20)).await;
    let ada = bench.signed_in().await;
    let mut events = ada.events().await;
    bench.pass(Duration::from_hours(13));
    assert_eq!(events.next().await, None);
}
