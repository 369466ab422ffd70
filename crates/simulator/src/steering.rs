//! What a test, the relay and the control port do with phones.

use crate::{Event, PhoneError, PhoneView, Registration, Simulator, Verb};
use tokio::sync::broadcast;

impl Simulator {
    /// All phones, by name.
    pub fn phones(&self) -> Vec<PhoneView> {
        self.world().phones.views(self.now_ms())
    }

    /// One phone.
    pub fn phone(&self, id: &str) -> Option<PhoneView> {
        self.world().phones.view(id, self.now_ms())
    }

    /// Adds a phone without apps.
    pub fn add_phone(&self, name: &str) -> PhoneView {
        self.world().phones.add(name.to_owned())
    }

    /// Takes a phone out of the world: 410 for all its tokens.
    pub fn remove_phone(&self, id: &str) -> Result<(), PhoneError> {
        self.world().phones.remove(id, self.now_ms())
    }

    /// Does something with a phone; gives the token that it got, if it got one.
    pub fn act(&self, id: &str, verb: Verb) -> Result<Option<Registration>, PhoneError> {
        self.world().phones.act(id, verb, self.now_ms())
    }

    /// Everything that happens to pushes and phones from now on.
    pub fn timeline(&self) -> broadcast::Receiver<Event> {
        self.world().phones.timeline.listen()
    }

    /// What has happened after the event with this number, as far back as is kept.
    pub fn timeline_since(&self, sequence: u64) -> Vec<Event> {
        self.world().phones.sweep(self.now_ms());
        self.world().phones.timeline.since(sequence)
    }

    /// Waits until something has happened after the event with this number.
    pub async fn event_after(&self, sequence: u64) {
        self.world().phones.timeline.later_than(sequence).await;
    }

    fn now_ms(&self) -> u64 {
        self.world().options.clock.milliseconds()
    }
}
