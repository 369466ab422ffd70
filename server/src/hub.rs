//! Who is listening: hands each event of a workspace to its open event streams, and ends streams.
//!
//! Nothing waits for a slow listener. One that falls too far behind is told so and reads the list again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use api::Event;
use store::SecretHash;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

/// How many events a listener may fall behind.
const BACKLOG: usize = 256;

/// Hands events to the streams of a workspace.
#[derive(Debug)]
pub struct Hub {
    workspaces: Mutex<HashMap<String, broadcast::Sender<Signal>>>,
    closed: watch::Sender<bool>,
}

#[derive(Clone, Debug)]
enum Signal {
    Happened(Event),
    SignedOut(SecretHash),
}

/// An open event stream of one session.
#[derive(Debug)]
pub struct Listener {
    signals: broadcast::Receiver<Signal>,
    closed: watch::Receiver<bool>,
    session: SecretHash,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            workspaces: Mutex::default(),
            closed: watch::Sender::new(false),
        }
    }
}

impl Hub {
    /// Listens to a workspace until the session ends.
    pub fn listen(&self, workspace_id: &str, session: SecretHash) -> Listener {
        let mut workspaces = self
            .workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let sender = workspaces
            .entry(workspace_id.to_owned())
            .or_insert_with(|| broadcast::Sender::new(BACKLOG));
        Listener {
            signals: sender.subscribe(),
            closed: self.closed.subscribe(),
            session,
        }
    }

    /// Tells a workspace's listeners what happened.
    pub fn publish(&self, workspace_id: &str, event: Event) {
        self.signal(workspace_id, Signal::Happened(event));
    }

    /// Tells everybody that something was missed, when it is not known in which workspace.
    pub fn publish_lagged(&self) {
        let workspaces = self
            .workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for sender in workspaces.values() {
            // Fails only when nobody listens.
            let _ = sender.send(Signal::Happened(Event::Lagged));
        }
    }

    /// Ends the streams of a session.
    pub fn sign_out(&self, workspace_id: &str, session: SecretHash) {
        self.signal(workspace_id, Signal::SignedOut(session));
    }

    /// Ends all streams, those to come too: the relay is stopping.
    pub fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Whether the relay is stopping.
    pub fn is_closed(&self) -> bool {
        *self.closed.borrow()
    }

    fn signal(&self, workspace_id: &str, signal: Signal) {
        let mut workspaces = self
            .workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let unheard = workspaces
            .get(workspace_id)
            .is_some_and(|sender| sender.send(signal).is_err());
        if unheard {
            workspaces.remove(workspace_id);
        }
    }
}

impl Listener {
    /// The next event; `None` when the session or the relay ended. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Event> {
        loop {
            let signal = tokio::select! {
                biased;
                // Told apart from a dropped hub on purpose: both end the stream.
                _ = self.closed.wait_for(|closed| *closed) => return None,
                signal = self.signals.recv() => signal,
            };
            match signal {
                Ok(Signal::Happened(event)) => return Some(event),
                Ok(Signal::SignedOut(session)) if session == self.session => return None,
                Ok(Signal::SignedOut(_)) => {}
                Err(RecvError::Lagged(_)) => return Some(Event::Lagged),
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use api::Displayed;

    use super::*;

    fn event(apns_id: usize) -> Event {
        let (device_id, push_type, payload) =
            ("phone".to_owned(), "alert".to_owned(), "{}".to_owned());
        Event::Displayed(Box::new(Displayed {
            apns_id: apns_id.to_string(),
            device_id,
            at: 0,
            push_type,
            collapse_id: None,
            payload,
        }))
    }

    fn session(name: &str) -> SecretHash {
        SecretHash::of(name)
    }

    #[tokio::test]
    async fn a_workspace_hears_its_own_events_only() {
        let hub = Hub::default();
        let mut ada = hub.listen("ada's", session("ada"));
        let mut bob = hub.listen("bob's", session("bob"));
        hub.publish("bob's", event(1));
        hub.publish("ada's", event(2));
        assert_eq!(ada.next().await, Some(event(2)));
        assert_eq!(bob.next().await, Some(event(1)));
    }

    #[tokio::test]
    async fn signing_out_ends_the_streams_of_that_session() {
        let hub = Hub::default();
        let mut here = hub.listen("ada's", session("here"));
        let mut there = hub.listen("ada's", session("there"));
        hub.sign_out("ada's", session("here"));
        hub.publish("ada's", event(1));
        assert_eq!(here.next().await, None);
        assert_eq!(there.next().await, Some(event(1)));
    }

    #[tokio::test]
    async fn one_that_falls_behind_is_told_and_goes_on() {
        let hub = Hub::default();
        let mut slow = hub.listen("ada's", session("ada"));
        for number in 0..=BACKLOG {
            hub.publish("ada's", event(number));
        }
        assert_eq!(slow.next().await, Some(Event::Lagged));
        assert_eq!(slow.next().await, Some(event(1)));
    }

    #[tokio::test]
    async fn closing_ends_streams_open_and_to_come() {
        let hub = Hub::default();
        let mut before = hub.listen("ada's", session("ada"));
        hub.close();
        assert_eq!(before.next().await, None);
        assert_eq!(hub.listen("ada's", session("ada")).next().await, None);
    }

    #[tokio::test]
    async fn workspaces_without_listeners_are_forgotten() {
        let hub = Hub::default();
        drop(hub.listen("ada's", session("ada")));
        hub.publish("ada's", event(1));
        assert!(hub.workspaces.lock().unwrap().is_empty());
    }
}
