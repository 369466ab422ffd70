//! The way to one endpoint: opens a connection when there is none, one at a time, with growing pauses after failures.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout};

use super::Options;
use super::connection::Connection;
use super::dial::Dial;
use crate::outcome::words;

/// The connection of one transport, and its successors.
pub(super) struct Lane {
    dial: Dial,
    options: Options,
    current: Mutex<Option<Arc<Connection>>>,
    // Held while connecting: whoever needs a connection meanwhile waits for that attempt and shares its result.
    opening: tokio::sync::Mutex<Opening>,
    failed_attempts: AtomicU64,
}

/// What is remembered between attempts to connect.
#[derive(Default)]
struct Opening {
    failures_in_a_row: u32,
    not_before: Option<Instant>,
    last_cause: String,
}

impl Lane {
    pub(super) fn new(dial: Dial, options: Options) -> Self {
        Self {
            dial,
            options,
            current: Mutex::new(None),
            opening: tokio::sync::Mutex::default(),
            failed_attempts: AtomicU64::new(0),
        }
    }

    /// The open connection, or a new one. The error is in words.
    pub(super) async fn connection(&self) -> Result<Arc<Connection>, String> {
        if let Some(open) = self.open() {
            return Ok(open);
        }
        let failed_before = self.failed_attempts.load(Ordering::Acquire);
        let mut opening = self.opening.lock().await;
        if let Some(open) = self.open() {
            return Ok(open);
        }
        if self.failed_attempts.load(Ordering::Acquire) != failed_before {
            return Err(opening.last_cause.clone());
        }
        self.judge_the_last(&mut opening);
        if let Some(instant) = opening.not_before {
            sleep_until(instant).await;
        }
        match timeout(self.options.connect_within, self.connect()).await {
            Ok(Ok(connection)) => {
                let (host, port) = self.dial.place();
                tracing::debug!(host, port, "connected to APNs");
                *self.current.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some(connection.clone());
                Ok(connection)
            }
            Ok(Err(cause)) => Err(self.note_failure(&mut opening, cause)),
            Err(_) => {
                let cause = format!(
                    "no connection within {} s",
                    self.options.connect_within.as_secs_f32()
                );
                Err(self.note_failure(&mut opening, cause))
            }
        }
    }

    async fn connect(&self) -> Result<Arc<Connection>, String> {
        let tls = self.dial.dial().await?;
        Connection::start(tls, self.options)
            .await
            .map_err(|error| format!("HTTP/2 handshake failed: {}", words(&error)))
    }

    /// How many pushes may be under way now.
    pub(super) fn capacity(&self) -> usize {
        self.open()
            .map_or(1, |connection| connection.streams.limit().max(1))
    }

    fn open(&self) -> Option<Arc<Connection>> {
        let current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        current
            .as_ref()
            .filter(|connection| connection.is_open())
            .cloned()
    }

    /// A connection that ended before it answered anything counts as a failure to connect; one that answered ends the row.
    fn judge_the_last(&self, opening: &mut Opening) {
        let last = self
            .current
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(last) = last else { return };
        if last.has_answered() {
            opening.failures_in_a_row = 0;
            opening.not_before = None;
        } else {
            opening.failures_in_a_row += 1;
            opening.not_before = Some(last.opened_at + self.pause(opening.failures_in_a_row));
        }
    }

    fn note_failure(&self, opening: &mut Opening, cause: String) -> String {
        let (host, port) = self.dial.place();
        tracing::debug!(host, port, cause, "cannot reach APNs");
        opening.failures_in_a_row += 1;
        opening.not_before = Some(Instant::now() + self.pause(opening.failures_in_a_row));
        opening.last_cause.clone_from(&cause);
        self.failed_attempts.fetch_add(1, Ordering::Release);
        cause
    }

    fn pause(&self, failures_in_a_row: u32) -> Duration {
        let doublings = failures_in_a_row.saturating_sub(1).min(20);
        self.options
            .first_pause
            .saturating_mul(1 << doublings)
            .min(self.options.longest_pause)
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        if let Some(connection) = self.open() {
            connection.close();
        }
    }
}
