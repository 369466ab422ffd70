//! The relay killed between intent and answer: what it cannot know it says it does not know.

use anyhow::{Context as _, Result, bail};
use api::{Event, Outcome, SendRequest, SimulatorAnswer, SimulatorScript, UnknownCause};
use journeys::Relay;
use journeys::wire::Person;
use payload::{DraftHeaders, PushType};
use tempfile::TempDir;

#[tokio::test]
async fn a_push_killed_between_intent_and_answer_is_unknown_and_not_lost() -> Result<()> {
    let data = TempDir::new()?;
    let relay = Relay::start(data.path()).await?;
    let (ada, session) = Person::sign_in(&relay).await?;
    let device = session
        .devices
        .first()
        .context("the demo workspace has a device")?;
    let request = SendRequest {
        app_id: device.app_id.clone(),
        environment: device.environment,
        device_id: device.id.clone(),
        headers: DraftHeaders::of(PushType::Alert),
        payload: r#"{"aps":{"alert":"Caught in the middle"}}"#.to_owned(),
    };

    let mut events = ada.events().await?;
    let answered = ada.relay.send_push(&request, "answered").await?;
    // The order to stall is for the next push, so the first one's answer must be there.
    loop {
        match events.next().await? {
            Event::Push(push) if push.id == answered.id && push.outcome != Outcome::Pending => {
                break;
            }
            _ => {}
        }
    }
    ada.relay
        .script_simulator(&SimulatorScript {
            device_id: device.id.clone(),
            answer: SimulatorAnswer::Stall,
        })
        .await?;
    let stalled = ada.relay.send_push(&request, "stalled").await?;
    // The intent is in the ledger, and the push is on its way to the simulator, which never answers.
    loop {
        match events.next().await? {
            Event::Push(push) if push.id == stalled.id && push.steps.written_us.is_some() => break,
            Event::Push(push) if push.id == stalled.id && push.outcome != Outcome::Pending => {
                bail!("{:?}", push.outcome)
            }
            _ => {}
        }
    }
    relay.kill().await?;

    let relay = Relay::start(data.path()).await?;
    let (ada, _) = Person::sign_in(&relay).await?;
    let pushes = ada.relay.pushes().await?.pushes;
    let outcome = |id: &str| {
        pushes
            .iter()
            .find(|push| push.id == id)
            .map(|push| push.outcome.clone())
    };
    assert_eq!(
        outcome(&stalled.id),
        Some(Outcome::Unknown {
            cause: UnknownCause::RelayStopped
        })
    );
    assert!(
        matches!(outcome(&answered.id), Some(Outcome::Accepted { .. })),
        "{:?}",
        outcome(&answered.id)
    );
    assert_eq!(pushes.len(), 2, "nothing was lost or made up");

    let again = ada.relay.send_push(&request, "stalled").await?;
    assert_eq!(
        again.id, stalled.id,
        "the idempotency key outlives the crash"
    );
    Ok(())
}
