//! A clock that moves only when it is told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A clock under the test's control. Clones show the same time.
#[derive(Clone, Debug)]
pub struct ManualClock {
    unix_ms: Arc<AtomicI64>,
}

impl ManualClock {
    /// A clock that shows `unix_ms` milliseconds after 1970.
    pub fn at(unix_ms: i64) -> Self {
        Self {
            unix_ms: Arc::new(AtomicI64::new(unix_ms)),
        }
    }

    /// A clock that shows the time of the machine, less `ago`. For peers that compare with the real time.
    pub fn before_now(ago: Duration) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "the simulator checks tokens against the machine's clock"
        )]
        let now = SystemTime::now();
        let since = now
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .saturating_sub(ago);
        Self::at(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        self.unix_ms.fetch_add(
            i64::try_from(by.as_millis()).unwrap_or(i64::MAX),
            Ordering::SeqCst,
        );
    }

    /// Sets the clock, backwards too.
    pub fn set(&self, unix_ms: i64) {
        self.unix_ms.store(unix_ms, Ordering::SeqCst);
    }

    /// Unix milliseconds.
    pub fn now_ms(&self) -> i64 {
        self.unix_ms.load(Ordering::SeqCst)
    }

    /// The same as [`SystemTime`].
    pub fn now(&self) -> SystemTime {
        let ms = self.now_ms();
        let span = Duration::from_millis(ms.unsigned_abs());
        if ms >= 0 {
            UNIX_EPOCH + span
        } else {
            UNIX_EPOCH - span
        }
    }

    /// The clock as a function, the form in which our crates take it.
    pub fn reader(&self) -> Arc<dyn Fn() -> SystemTime + Send + Sync> {
        let clock = self.clone();
        Arc::new(move || clock.now())
    }
}
