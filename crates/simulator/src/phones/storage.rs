//! What APNs keeps for phones that cannot take it now.
//!
//! One notification per app and device, the newest; older pushes for the app are overwritten. It is kept until
//! `apns-expiration` or for 30 days, and not at all with an expiration of 0. A channel that stores keeps its newest
//! message, for at most 8 hours.
//!
//! <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>

use super::{Address, Push};
use crate::Environment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const LONGEST_MS: u64 = 30 * 24 * 60 * 60 * 1000;
const LONGEST_ON_CHANNEL_MS: u64 = 8 * 60 * 60 * 1000;

/// What only one notification can be stored for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slot {
    pub(crate) environment: Environment,
    pub(crate) bundle_id: String,
    pub(crate) channel: Option<String>,
}

/// A notification that waits.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub(crate) slot: Slot,
    pub(crate) push: Push,
    /// From then on it is not delivered, in Unix milliseconds.
    pub(crate) until_ms: u64,
    /// Whether it waits for power only, on a phone that can be reached.
    pub(crate) waits_for_power: bool,
}

/// All that waits, by device.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Storage(BTreeMap<String, Vec<Stored>>);

impl Storage {
    /// Keeps the newest; gives back the one that it replaces.
    pub(crate) fn put(&mut self, device_id: &str, stored: Stored) -> Option<Stored> {
        let waiting = self.0.entry(device_id.to_owned()).or_default();
        let place = waiting.iter().position(|it| it.slot == stored.slot);
        let replaced = place.map(|place| waiting.remove(place));
        waiting.push(stored);
        replaced
    }

    /// Takes out what fits, oldest first.
    pub(crate) fn take(&mut self, device_id: &str, fits: impl Fn(&Stored) -> bool) -> Vec<Stored> {
        let Some(waiting) = self.0.get_mut(device_id) else {
            return Vec::new();
        };
        let taken = waiting.extract_if(.., |it| fits(it)).collect();
        if waiting.is_empty() {
            self.0.remove(device_id);
        }
        taken
    }

    /// Takes out what has expired, with the device that it was for.
    pub(crate) fn take_expired(&mut self, now_ms: u64) -> Vec<(String, Stored)> {
        let mut expired = Vec::new();
        self.0.retain(|device_id, waiting| {
            let gone = waiting.extract_if(.., |it| it.until_ms <= now_ms);
            expired.extend(gone.map(|it| (device_id.clone(), it)));
            !waiting.is_empty()
        });
        expired.sort_by_key(|(_, it)| it.until_ms);
        expired
    }

    /// When what waits expires.
    pub(crate) fn ends(&self) -> impl Iterator<Item = u64> {
        self.0.values().flatten().map(|it| it.until_ms)
    }

    /// How many notifications wait for a device.
    pub(crate) fn count(&self, device_id: &str) -> usize {
        self.0.get(device_id).map_or(0, Vec::len)
    }
}

/// Until when a push may be kept, in Unix milliseconds; `None` when it may not be.
pub(crate) fn keep_until(push: &Push, now_ms: u64) -> Option<u64> {
    let longest = match push.to {
        Address::Token(_) => LONGEST_MS,
        Address::Channel(_) => LONGEST_ON_CHANNEL_MS,
    };
    let longest = push.accepted_at_ms.saturating_add(longest);
    let until = match push.expiration {
        None => longest,
        Some(seconds) => longest.min(seconds.saturating_mul(1000)),
    };
    (until > now_ms).then_some(until)
}
