//! What has arrived and what was answered, so that a test can compare it with what a sender believes.

use crate::Environment;
use serde::Serialize;
use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;

/// One request, as it was seen. It is written when the answer has been decided, before it is sent.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Its place among all requests since the start, from 1.
    pub sequence: u64,
    /// The connection it came on, counted from 1.
    pub connection: u64,
    /// Its stream on that connection.
    pub stream: u32,
    /// The environment that the host name stood for.
    pub environment: Environment,
    /// The `apns-id` of the answer (`apns-request-id` with channels): that of the request, or the one made for it.
    pub apns_id: String,
    /// The token in the path, as it was sent; empty when there was none, as with channels.
    pub token: String,
    /// All request headers that begin with `apns-`, without `apns-id`.
    pub headers: BTreeMap<String, String>,
    /// The size of the body in bytes.
    pub body_bytes: usize,
    /// The status that was answered; `None` for a request that is never answered (stalled, reset, gone away).
    pub status: Option<u16>,
    /// The reason that was answered.
    pub reason: Option<String>,
    /// When it had arrived whole, in Unix milliseconds.
    pub received_at_ms: u64,
}

/// Shows everything but the token.
impl fmt::Debug for Record {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Record")
            .field("sequence", &self.sequence)
            .field("apns_id", &self.apns_id)
            .field("status", &self.status)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// How many requests came to which end since the start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All requests.
    pub received: u64,
    /// Those that got 200.
    pub accepted: u64,
    /// Those that got another status, by reason.
    pub rejected: BTreeMap<String, u64>,
    /// Those that are never answered: stalled, reset, or left behind by GOAWAY.
    pub unanswered: u64,
}

/// A handle on the simulator's ledger; clones look at the same one.
#[derive(Clone)]
pub struct Ledger(Arc<Inner>);

struct Inner {
    pages: Mutex<Pages>,
    written: watch::Sender<()>,
    capacity: usize,
}

#[derive(Default)]
struct Pages {
    counts: Counts,
    records: VecDeque<Record>,
}

impl Ledger {
    pub(crate) fn new(capacity: usize) -> Self {
        Self(Arc::new(Inner {
            pages: Mutex::default(),
            written: watch::Sender::new(()),
            capacity,
        }))
    }

    /// The counts since the start.
    pub fn counts(&self) -> Counts {
        self.pages().counts.clone()
    }

    /// The latest records, oldest first; as many as [`crate::Options::memory`] keeps.
    pub fn records(&self) -> Vec<Record> {
        self.pages().records.iter().cloned().collect()
    }

    /// Waits until `count` requests have arrived since the start, and returns the records.
    ///
    /// A request counts as soon as its answer is decided, even when that is never to answer.
    pub async fn wait_for(&self, count: u64) -> Vec<Record> {
        let mut written = self.0.written.subscribe();
        while self.pages().counts.received < count {
            // Fails only without a sender, and this handle keeps it alive.
            let _ = written.changed().await;
        }
        self.records()
    }

    /// Writes a record and gives it its number.
    pub(crate) fn write(&self, mut record: Record) {
        let mut pages = self.pages();
        let counts = &mut pages.counts;
        counts.received += 1;
        record.sequence = counts.received;
        match (record.status, &record.reason) {
            (None, _) => counts.unanswered += 1,
            (Some(_), None) => counts.accepted += 1,
            (Some(_), Some(reason)) => *counts.rejected.entry(reason.clone()).or_default() += 1,
        }
        if self.0.capacity > 0 {
            if pages.records.len() == self.0.capacity {
                pages.records.pop_front();
            }
            pages.records.push_back(record);
        }
        drop(pages);
        // Who begins to wait from here on finds the new count.
        if self.0.written.receiver_count() > 0 {
            self.0.written.send_replace(());
        }
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Ledger").field(&self.counts()).finish()
    }
}
