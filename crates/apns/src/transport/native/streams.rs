//! Turns on a connection: never more requests under way than the server's SETTINGS allow, in the order of arrival.
//!
//! `h2` has such a queue too, but does not tell whether a request in it has left. Here a request without a turn has
//! certainly not left, so that a deadline or a GOAWAY that finds it waiting is known to be harmless.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use tokio::sync::{Semaphore, SemaphorePermit};

/// The turns of one connection.
pub(super) struct Streams {
    turns: Semaphore,
    limit: Mutex<usize>,
    /// Turns to be withheld, because the limit fell below what is under way.
    owed: AtomicUsize,
    most: usize,
}

impl Streams {
    /// One turn, until the server says more: what Apple allows before the first accepted push with a token.
    pub(super) fn new(most: usize) -> Self {
        Self {
            turns: Semaphore::new(1),
            limit: Mutex::new(1),
            owed: AtomicUsize::new(0),
            most: most.clamp(1, Semaphore::MAX_PERMITS),
        }
    }

    /// Waits for a turn; `None` when the connection takes no more requests.
    pub(super) async fn turn(&self) -> Option<Turn<'_>> {
        let permit = self.turns.acquire().await.ok()?;
        Some(Turn {
            streams: self,
            permit: Some(permit),
        })
    }

    /// How many requests may be under way now.
    pub(super) fn limit(&self) -> usize {
        *self.limit.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows the server's limit.
    pub(super) fn allow(&self, streams: usize) {
        let mut limit = self.limit.lock().unwrap_or_else(PoisonError::into_inner);
        let streams = streams.min(self.most);
        if streams > *limit {
            let more = streams - *limit;
            let withheld = self.pay(more);
            self.turns.add_permits(more - withheld);
        } else if streams < *limit {
            let fewer = *limit - streams;
            let taken = self.turns.forget_permits(fewer);
            self.owed.fetch_add(fewer - taken, Ordering::AcqRel);
        }
        *limit = streams;
    }

    /// Sends everybody who waits away.
    pub(super) fn close(&self) {
        self.turns.close();
    }

    /// Pays off up to `turns` of what is owed and says how many that were.
    fn pay(&self, turns: usize) -> usize {
        let paid = self
            .owed
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |owed| {
                Some(owed.saturating_sub(turns))
            });
        paid.unwrap_or_default().min(turns)
    }
}

/// The right to have one request under way.
pub(super) struct Turn<'a> {
    streams: &'a Streams,
    permit: Option<SemaphorePermit<'a>>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let Some(permit) = self.permit.take() else {
            return;
        };
        if self.streams.owed.load(Ordering::Acquire) > 0 && self.streams.pay(1) == 1 {
            permit.forget();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures_util::FutureExt as _;

    use super::{Streams, Turn};

    /// Takes as many turns as there are without waiting.
    fn take_all(streams: &Streams) -> Vec<Turn<'_>> {
        std::iter::from_fn(|| streams.turn().now_or_never().flatten()).collect()
    }

    #[test]
    fn one_turn_is_given_before_the_server_has_said_more() {
        let streams = Streams::new(100);
        assert_eq!(take_all(&streams).len(), 1);
    }

    #[test]
    fn raised_limit_gives_more_turns_up_to_the_cap() {
        let streams = Streams::new(100);
        streams.allow(8);
        assert_eq!((streams.limit(), take_all(&streams).len()), (8, 8));
        streams.allow(usize::MAX);
        assert_eq!((streams.limit(), take_all(&streams).len()), (100, 100));
    }

    #[test]
    fn lowered_limit_withholds_turns_until_enough_have_ended() {
        let streams = Streams::new(100);
        streams.allow(5);
        let mut under_way = take_all(&streams);
        streams.allow(2);
        under_way.truncate(3);
        assert_eq!(
            take_all(&streams).len(),
            0,
            "three are still under way, two are allowed"
        );
        under_way.truncate(1);
        assert_eq!(take_all(&streams).len(), 1);
        streams.allow(4);
        assert_eq!(take_all(&streams).len(), 3);
    }

    #[test]
    fn limit_that_falls_and_rises_again_gives_no_turn_twice() {
        let streams = Streams::new(100);
        streams.allow(3);
        let under_way = take_all(&streams);
        streams.allow(1);
        streams.allow(3);
        assert_eq!(take_all(&streams).len(), 0);
        drop(under_way);
        assert_eq!(take_all(&streams).len(), 3);
    }

    #[test]
    fn closing_sends_those_who_wait_away() {
        let streams = Streams::new(100);
        let _under_way = take_all(&streams);
        let mut waiting = pin!(streams.turn());
        assert!(waiting.as_mut().now_or_never().is_none());
        streams.close();
        assert!(waiting.now_or_never().is_some_and(|turn| turn.is_none()));
    }
}
