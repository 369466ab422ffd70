//! From the engine and the simulator to the event streams: what was committed is told, in tasks that run as long as the relay.

use std::sync::Arc;

use api::Event;
use delivery::{Clock, Engine};
use simulator::{Delivery, Place};
use store::{Store, StoreError};
use tokio::sync::broadcast::error::RecvError;
use tokio::task::AbortHandle;

use crate::convert::to_wire;
use crate::demo::Demo;
use crate::hub::Hub;

/// Tells every step of a test push and every outcome, once it is committed.
pub(super) fn pushes(engine: &Engine, store: Store, hub: Arc<Hub>) -> AbortHandle {
    let (mut settled, mut progress) = (engine.settled(), engine.progress());
    let pump = async move {
        loop {
            let news = tokio::select! {
                it = settled.recv() => it.map(|it| (it.workspace_id, it.push_id)),
                it = progress.recv() => it.map(|it| (it.workspace_id, it.push_id)),
            };
            match news {
                Ok((workspace_id, push_id)) => tell(&store, &hub, &workspace_id, &push_id).await,
                Err(RecvError::Lagged(missed)) => {
                    tracing::warn!(
                        missed,
                        "pushes were sent and answered faster than that could be told"
                    );
                    hub.publish_lagged();
                }
                Err(RecvError::Closed) => return,
            }
        }
    };
    tokio::spawn(pump).abort_handle()
}

/// Tells what the simulated phones show, and remembers when they showed it.
pub(super) fn deliveries(demo: &Demo, store: Store, hub: Arc<Hub>, clock: Clock) -> AbortHandle {
    let mut deliveries = demo.deliveries();
    let phone = demo.phone().clone();
    let pump = async move {
        loop {
            match deliveries.recv().await {
                Ok(delivery) => {
                    // A phone that may not show it has it all the same, and is alive.
                    if delivery.shown.place != Place::Nowhere {
                        show(&delivery, &phone.workspace_id, &store, &hub, clock.now_us()).await;
                    }
                    phone.revive(&store, &delivery.device_id).await;
                }
                Err(RecvError::Lagged(missed)) => {
                    tracing::warn!(
                        missed,
                        "the simulated phones show pushes faster than they can be told"
                    );
                    hub.publish_lagged();
                }
                Err(RecvError::Closed) => return,
            }
        }
    };
    tokio::spawn(pump).abort_handle()
}

/// First to the phone on the page, which a person is looking at; then to the database.
async fn show(delivery: &Delivery, workspace_id: &str, store: &Store, hub: &Hub, at_us: i64) {
    hub.publish(workspace_id, to_wire::displayed(delivery, at_us / 1000));
    let remembered = store
        .scoped(workspace_id)
        .push_displayed(&delivery.apns_id, at_us)
        .await;
    match remembered {
        Ok(()) => tell(store, hub, workspace_id, &delivery.apns_id).await,
        // Somebody else pushed to the simulator: it is a server of its own.
        Err(StoreError::NotFound { .. }) => {}
        Err(error) => tracing::error!(%error, "cannot remember that a push was displayed"),
    }
}

async fn tell(store: &Store, hub: &Hub, workspace_id: &str, push_id: &str) {
    match store.scoped(workspace_id).push(push_id).await {
        Ok(push) => hub.publish(workspace_id, Event::Push(Box::new(to_wire::push(&push)))),
        Err(error) => {
            tracing::error!(push_id, %error, "cannot read a push whose state has changed");
            hub.publish_lagged();
        }
    }
}
