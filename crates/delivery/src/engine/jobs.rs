//! What is claimed and not answered yet: waiting for a free stream, by lane, or on the wire.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use apns::Push;
use bytes::Bytes;

use crate::{Claim, Kind, LaneKey, Room, Slot, apns_id};

/// One claimed recipient, and what it gets.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) place: Place,
    pub(super) push: Push,
}

/// Where one claimed recipient belongs.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) slot: Slot,
    pub(super) push_id: Arc<str>,
    pub(super) kind: Kind,
    pub(super) lane: Arc<LaneKey>,
    pub(super) deadline_ms: i64,
    /// How often it was put on the wire before.
    pub(super) attempts: u32,
}

/// Jobs waiting for a free stream of their lane, test pushes ahead of campaigns.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    lanes: HashMap<Arc<LaneKey>, Lane>,
}

#[derive(Debug, Default)]
struct Lane {
    on_the_wire: usize,
    test: VecDeque<Job>,
    campaign: VecDeque<Job>,
}

impl Waiting {
    /// Takes the recipients of a claim in.
    pub(super) fn add(&mut self, claim: Claim) {
        let lane = Arc::new(claim.lane);
        let push_id: Arc<str> = claim.push_id.into();
        let body = Bytes::from(claim.body);
        let queues = self.lanes.entry(Arc::clone(&lane)).or_default();
        let queue = match claim.kind {
            Kind::Test => &mut queues.test,
            Kind::Campaign => &mut queues.campaign,
        };
        queue.extend(claim.recipients.into_iter().map(|recipient| Job {
            place: Place {
                slot: Slot {
                    chunk_id: claim.chunk_id,
                    epoch: claim.epoch,
                    position: recipient.position,
                },
                push_id: Arc::clone(&push_id),
                kind: claim.kind,
                lane: Arc::clone(&lane),
                deadline_ms: claim.deadline_ms,
                attempts: recipient.attempts,
            },
            push: Push {
                id: apns_id::of(&push_id, recipient.index),
                token: recipient.token,
                headers: claim.headers.clone(),
                body: body.clone(),
                not_after: None,
            },
        }));
    }

    /// Lanes in which something waits.
    pub(super) fn lanes(&self) -> Vec<Arc<LaneKey>> {
        let waiting = self
            .lanes
            .iter()
            .filter(|(_, lane)| !lane.test.is_empty() || !lane.campaign.is_empty());
        waiting.map(|(key, _)| Arc::clone(key)).collect()
    }

    /// The next job of a lane that has fewer than `capacity` on the wire. It counts as on the wire until [`Waiting::returned`].
    pub(super) fn next(&mut self, lane: &LaneKey, capacity: usize) -> Option<Job> {
        let lane = self.lanes.get_mut(lane)?;
        if lane.on_the_wire >= capacity {
            return None;
        }
        let job = lane
            .test
            .pop_front()
            .or_else(|| lane.campaign.pop_front())?;
        lane.on_the_wire += 1;
        Some(job)
    }

    /// A job that [`Waiting::next`] gave out is answered, or will never be. Empty lanes are forgotten.
    pub(super) fn returned(&mut self, key: &LaneKey) {
        let Some(lane) = self.lanes.get_mut(key) else {
            return;
        };
        lane.on_the_wire = lane.on_the_wire.saturating_sub(1);
        if lane.on_the_wire == 0 && lane.test.is_empty() && lane.campaign.is_empty() {
            self.lanes.remove(key);
        }
    }

    /// Everything that waits, taken out: it was never sent.
    pub(super) fn take(&mut self) -> Vec<Job> {
        self.lanes
            .values_mut()
            .flat_map(|lane| lane.test.drain(..).chain(lane.campaign.drain(..)))
            .collect()
    }
}

/// How many claimed recipients have no committed answer, by kind. This is what the windows bound.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct InFlight {
    test: usize,
    campaign: usize,
}

impl InFlight {
    pub(super) fn add(&mut self, kind: Kind, count: usize) {
        match kind {
            Kind::Test => self.test += count,
            Kind::Campaign => self.campaign += count,
        }
    }

    pub(super) fn settle(&mut self, kind: Kind) {
        match kind {
            Kind::Test => self.test = self.test.saturating_sub(1),
            Kind::Campaign => self.campaign = self.campaign.saturating_sub(1),
        }
    }

    pub(super) fn room(self, window: Room) -> Room {
        Room {
            test: window.test.saturating_sub(self.test),
            campaign: window.campaign.saturating_sub(self.campaign),
        }
    }
}
