//! Simulated phones: what is on them, what reaches them, and what they make of it.
//!
//! [`Fleet`] is the state machine: it is given the time and has no lock. This module puts it behind one, and publishes
//! what it tells.

mod activity;
mod delivery;
mod device;
mod fleet;
mod kind;
mod mint;
mod outbox;
mod phone;
mod presentation;
mod push;
mod registrations;
mod storage;
#[cfg(test)]
mod tests;
mod verb;

pub use activity::Activity;
pub use device::{Device, DeviceSpec, PhoneView};
pub use kind::TokenKind;
pub use phone::{App, Notification, Permissions, Phone, Previews, Screen};
pub use presentation::{Place, Presentation, Quiet};
pub use registrations::{Registration, TokenStatus};
pub use verb::{PhoneError, Verb};

pub(crate) use device::is_token;
pub(crate) use fleet::Fleet;
pub(crate) use outbox::Outbox;
pub(crate) use push::{Address, Push};

use crate::{Delivery, Environment, Event, SimulatorError, feed::Feed};
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// What is known of a token in one environment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Registered {
    /// As far as APNs knows, the app on a device gets it.
    Active,
    /// The token is of another app, or of another kind.
    OtherTopic,
    /// The app was removed, and APNs knows.
    Gone { since_ms: u64 },
    /// Never given out in this environment.
    Unknown,
}

/// What is remembered of phones from run to run. `F` is a fleet, or a reference to one.
#[derive(Serialize, Deserialize)]
pub(crate) struct Memory<F> {
    pub(crate) fleet: F,
    /// The delivery log, as far back as it is kept, and the numbers of the latest event and delivery.
    timeline: Vec<Event>,
    last_event: u64,
    last_delivery: u64,
}

/// All simulated phones.
pub(crate) struct Phones {
    fleet: Mutex<Fleet>,
    changes: watch::Sender<()>,
    pub(crate) timeline: Feed<Event>,
    pub(crate) deliveries: Feed<Delivery>,
}

impl Phones {
    /// Keeps as many events, and as many deliveries, for those that ask later; tells `changes` of all that happens.
    pub(crate) fn new(kept: usize, changes: watch::Sender<()>) -> Self {
        Self {
            changes,
            fleet: Mutex::new(Fleet::new(rand::random())),
            timeline: Feed::new(kept),
            deliveries: Feed::new(kept),
        }
    }

    /// Puts an app on a new phone.
    pub(crate) fn register(&self, spec: DeviceSpec) -> Device {
        let (name, bundle_id) = (spec.name.clone(), spec.bundle_id);
        let registration = self.change(|fleet, _| {
            let id = fleet.add_phone(spec.name);
            fleet.put_app(&id, bundle_id, spec.environment)
        });
        Device::of(&registration, name)
    }

    /// Puts back a device that was registered in an earlier life.
    pub(crate) fn restore(&self, device: Device) -> Result<(), SimulatorError> {
        let name = device.name.clone();
        let registration = device.into_registration().ok_or(SimulatorError::Token)?;
        if self.change(|fleet, _| fleet.restore(registration, name)) {
            Ok(())
        } else {
            Err(SimulatorError::Token)
        }
    }

    /// Removes the app from the device, and tells APNs; says whether the token was in use.
    pub(crate) fn uninstall(&self, token: &str, now_ms: u64) -> bool {
        let token = token.to_ascii_lowercase();
        self.change(|fleet, out| {
            let uninstalled = [Environment::Sandbox, Environment::Production]
                .map(|environment| fleet.uninstall(environment, &token, now_ms, out));
            uninstalled.contains(&true)
        })
    }

    /// The devices that have their app, by name.
    pub(crate) fn list(&self) -> Vec<Device> {
        let fleet = self.fleet();
        let registrations = fleet.active().filter(|it| it.kind == TokenKind::App);
        let mut devices: Vec<Device> = registrations
            .filter_map(|it| Some(Device::of(it, fleet.phone(&it.device_id)?.name.clone())))
            .collect();
        devices.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        devices
    }

    /// Looks a token up, for a topic. `token` is in lower case.
    pub(crate) fn find(&self, environment: Environment, token: &str, topic: &str) -> Registered {
        let fleet = self.fleet();
        match fleet.find(environment, token) {
            None => Registered::Unknown,
            Some(registration) if !registration.is_for(topic) => Registered::OtherTopic,
            Some(registration) => match registration.status {
                TokenStatus::Gone { since_ms } => Registered::Gone { since_ms },
                TokenStatus::Active | TokenStatus::Retired => Registered::Active,
            },
        }
    }

    /// A push to a token has been accepted: it goes to the phone, or into storage.
    pub(crate) fn accept(&self, push: Push, now_ms: u64) {
        self.change(|fleet, out| fleet.accept(push, now_ms, out));
    }

    /// A message on a channel has been accepted.
    pub(crate) fn broadcast(&self, bundle_id: &str, push: &Push, now_ms: u64) {
        self.change(|fleet, out| fleet.broadcast(bundle_id, push, now_ms, out));
    }

    /// Adds a phone without apps.
    pub(crate) fn add(&self, name: String) -> PhoneView {
        self.change(|fleet, _| {
            let id = fleet.add_phone(name);
            fleet.view(&id).expect("it has just been added")
        })
    }

    /// Takes a phone out of the world.
    pub(crate) fn remove(&self, id: &str, now_ms: u64) -> Result<(), PhoneError> {
        self.change(|fleet, out| fleet.remove_phone(id, now_ms, out))
    }

    /// Does something with a phone; gives the token that it got, if it got one.
    pub(crate) fn act(
        &self,
        id: &str,
        verb: Verb,
        now_ms: u64,
    ) -> Result<Option<Registration>, PhoneError> {
        self.change(|fleet, out| fleet.act(id, verb, now_ms, out))
    }

    /// All phones, by name.
    pub(crate) fn views(&self, now_ms: u64) -> Vec<PhoneView> {
        self.look(now_ms, |fleet| {
            let mut views: Vec<PhoneView> = fleet
                .phones()
                .filter_map(|phone| fleet.view(&phone.id))
                .collect();
            views.sort_by(|a, b| (&a.phone.name, &a.phone.id).cmp(&(&b.phone.name, &b.phone.id)));
            views
        })
    }

    /// One phone.
    pub(crate) fn view(&self, id: &str, now_ms: u64) -> Option<PhoneView> {
        self.look(now_ms, |fleet| fleet.view(id))
    }

    /// Lets what has expired expire.
    pub(crate) fn sweep(&self, now_ms: u64) {
        self.look(now_ms, |_| ());
    }

    /// Writes down what has to be remembered.
    pub(crate) fn remember<T>(&self, write: impl FnOnce(Memory<&Fleet>) -> T) -> T {
        let fleet = self.fleet();
        write(Memory {
            fleet: &*fleet,
            timeline: self.timeline.since(0),
            last_event: self.timeline.last(),
            last_delivery: self.deliveries.last(),
        })
    }

    /// Goes on where an earlier run has ended.
    pub(crate) fn recall(&self, memory: Memory<Fleet>) {
        *self.fleet() = memory.fleet;
        self.timeline.refill(memory.timeline, memory.last_event);
        self.deliveries.refill(Vec::new(), memory.last_delivery);
    }

    /// Changes the fleet, and tells those who keep its state.
    fn change<T>(&self, change: impl FnOnce(&mut Fleet, &mut Outbox) -> T) -> T {
        let (result, _) = self.tell(change);
        self.changes.send_replace(());
        result
    }

    /// Looks at the fleet as it is at a time: what has expired by then has expired.
    fn look<T>(&self, now_ms: u64, look: impl FnOnce(&Fleet) -> T) -> T {
        let (result, has_changed) = self.tell(|fleet, out| {
            fleet.sweep(now_ms, out);
            look(fleet)
        });
        if has_changed {
            self.changes.send_replace(());
        }
        result
    }

    /// What is done to the fleet is told before anybody else can do something to it. Says whether there was something to
    /// tell.
    fn tell<T>(&self, change: impl FnOnce(&mut Fleet, &mut Outbox) -> T) -> (T, bool) {
        let mut fleet = self.fleet();
        let mut out = Outbox::default();
        let result = change(&mut fleet, &mut out);
        let has_events = !out.events.is_empty();
        for event in out.events {
            self.timeline.publish(event);
        }
        for delivery in out.deliveries {
            self.deliveries.publish(delivery);
        }
        (result, has_events)
    }

    fn fleet(&self) -> MutexGuard<'_, Fleet> {
        self.fleet.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
