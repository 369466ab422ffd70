//! What phones have received: for listeners at once, and kept for those that ask later.

use crate::Environment;
use serde::Serialize;
use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, PoisonError},
};
use tokio::sync::{broadcast, watch};

/// A push that has arrived on a simulated device.
#[derive(Clone, PartialEq, Serialize)]
pub struct Delivery {
    /// Its place among all deliveries since the start, from 1.
    pub sequence: u64,
    /// The device that it is on.
    pub device_id: String,
    /// The app that it is for.
    pub bundle_id: String,
    /// The environment that it came through.
    pub environment: Environment,
    /// The `apns-id` of the answer.
    pub apns_id: String,
    /// The `apns-unique-id` of the answer; sandbox only.
    pub unique_id: Option<String>,
    /// `apns-topic`.
    pub topic: String,
    /// `apns-push-type`, when there was one.
    pub push_type: Option<String>,
    /// `apns-priority`; 10 when there was none, as Apple says.
    pub priority: u8,
    /// `apns-collapse-id`: replaces an earlier one with the same value on the screen.
    pub collapse_id: Option<String>,
    /// The body.
    pub payload: serde_json::Value,
    /// When the push was accepted, in Unix milliseconds.
    pub accepted_at_ms: u64,
    /// When it reached the device, in Unix milliseconds.
    pub delivered_at_ms: u64,
}

/// Shows neither payload nor device.
impl fmt::Debug for Delivery {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Delivery")
            .field("sequence", &self.sequence)
            .field("apns_id", &self.apns_id)
            .field("push_type", &self.push_type)
            .finish_non_exhaustive()
    }
}

/// All deliveries, for listeners and for late comers.
pub(crate) struct Deliveries {
    kept: Mutex<VecDeque<Delivery>>,
    last: watch::Sender<u64>,
    listeners: broadcast::Sender<Delivery>,
    capacity: usize,
}

impl Deliveries {
    /// How far a listener may fall behind before it is told so.
    const LAG: usize = 1024;

    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            kept: Mutex::default(),
            last: watch::Sender::new(0),
            listeners: broadcast::Sender::new(Self::LAG),
            capacity,
        }
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Delivery> {
        self.listeners.subscribe()
    }

    pub(crate) fn publish(&self, mut delivery: Delivery) {
        // The lock is held until all have been told, so that they are told in order.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        delivery.sequence = *self.last.borrow() + 1;
        if self.capacity > 0 {
            if kept.len() == self.capacity {
                kept.pop_front();
            }
            kept.push_back(delivery.clone());
        }
        self.last.send_replace(delivery.sequence);
        // Fails only when nobody listens.
        let _ = self.listeners.send(delivery);
    }

    /// The kept deliveries after the one with this number, oldest first.
    pub(crate) fn since(&self, sequence: u64) -> Vec<Delivery> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .filter(|delivery| delivery.sequence > sequence)
            .cloned()
            .collect()
    }

    /// Waits until there is one after the one with this number.
    pub(crate) async fn later_than(&self, sequence: u64) {
        let mut last = self.last.subscribe();
        // Fails only without a sender, and this value keeps it alive.
        let _ = last.wait_for(|last| *last > sequence).await;
    }
}
