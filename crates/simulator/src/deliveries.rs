//! What has arrived on phones, with its payload.

use crate::{Environment, Presentation, feed::Numbered};
use serde::Serialize;
use std::fmt;

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
    /// What the phone made of it.
    pub shown: Presentation,
    /// When the push was accepted, in Unix milliseconds.
    pub accepted_at_ms: u64,
    /// When it reached the device, in Unix milliseconds.
    pub delivered_at_ms: u64,
}

impl Numbered for Delivery {
    fn sequence(&self) -> u64 {
        self.sequence
    }

    fn set_sequence(&mut self, sequence: u64) {
        self.sequence = sequence;
    }
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
