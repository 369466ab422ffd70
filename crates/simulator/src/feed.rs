//! Something that happens one after the other: told to listeners at once, and kept for those that ask later.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{broadcast, watch};

/// What has a place among its like, counted from 1.
pub(crate) trait Numbered: Clone {
    fn sequence(&self) -> u64;
    fn set_sequence(&mut self, sequence: u64);
}

/// All items of a kind, for listeners and for late comers.
pub(crate) struct Feed<T> {
    kept: Mutex<VecDeque<T>>,
    last: watch::Sender<u64>,
    listeners: broadcast::Sender<T>,
    capacity: usize,
}

impl<T: Numbered> Feed<T> {
    /// How far a listener may fall behind before it is told so.
    const LAG: usize = 1024;

    /// Keeps as many as `capacity`.
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            kept: Mutex::default(),
            last: watch::Sender::new(0),
            listeners: broadcast::Sender::new(Self::LAG),
            capacity,
        }
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<T> {
        self.listeners.subscribe()
    }

    pub(crate) fn publish(&self, mut item: T) {
        // The lock is held until all have been told, so that they are told in order.
        let mut kept = self.kept();
        item.set_sequence(*self.last.borrow() + 1);
        if self.capacity > 0 {
            if kept.len() == self.capacity {
                kept.pop_front();
            }
            kept.push_back(item.clone());
        }
        self.last.send_replace(item.sequence());
        // Fails only when nobody listens.
        let _ = self.listeners.send(item);
    }

    /// What is kept after the one with this number, oldest first.
    pub(crate) fn since(&self, sequence: u64) -> Vec<T> {
        let kept = self.kept();
        kept.iter()
            .filter(|item| item.sequence() > sequence)
            .cloned()
            .collect()
    }

    /// The number of the latest.
    pub(crate) fn last(&self) -> u64 {
        *self.last.borrow()
    }

    /// Puts back what was kept in an earlier life; the next gets the number after `last`.
    pub(crate) fn refill(&self, items: Vec<T>, last: u64) {
        let mut kept = self.kept();
        let skipped = items.len().saturating_sub(self.capacity);
        *kept = items.into_iter().skip(skipped).collect();
        self.last.send_replace(last);
    }

    /// Waits until there is one after the one with this number.
    pub(crate) async fn later_than(&self, sequence: u64) {
        let mut last = self.last.subscribe();
        // Fails only without a sender, and this value keeps it alive.
        let _ = last.wait_for(|last| *last > sequence).await;
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<T>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
