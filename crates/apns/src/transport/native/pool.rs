//! What the lanes of one [`super::Native`] share: the queue of pushes that wait for a stream, and who has room.
//!
//! A lane takes from the queue what it has streams for. So a push that waits has certainly not left, and goes to
//! whichever lane has room first. Another lane is opened when every lane is full, each has had a push accepted, and a
//! push has waited for a while all the same: one at a time, because Apple takes many connections at once for an attack.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

use super::Options;
use super::authorization::Authorization;
use super::dial::Dialer;
use super::job::Job;
use super::opening::{self, Pace};
use super::request::Requests;

/// How exactly deadlines are kept. Nothing is timed by itself.
pub(super) const TICK: Duration = Duration::from_millis(25);

/// See the module.
pub(super) struct Pool {
    pub(super) dialer: Box<dyn Dialer>,
    pub(super) requests: Requests,
    pub(super) authorization: Authorization,
    pub(super) options: Options,
    state: Mutex<State>,
    closed: watch::Sender<bool>,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Job>,
    places: Vec<Place>,
    next_lane: u64,
    is_opening: bool,
    pace: Pace,
    swept_at: Option<Instant>,
    is_closed: bool,
}

/// A lane as the pool knows it.
struct Place {
    lane: u64,
    room: usize,
    limit: usize,
    is_proven: bool,
    waker: Waker,
}

/// What a lane says when it asks for work.
pub(super) struct Room<'a> {
    /// How many streams are free.
    pub(super) free: usize,
    /// How many there are.
    pub(super) limit: usize,
    /// Whether a push has been accepted on it, so that its limit is the server's real one.
    pub(super) is_proven: bool,
    /// Whom to wake when there is work.
    pub(super) waker: &'a Waker,
}

impl Pool {
    pub(super) fn new(
        dialer: Box<dyn Dialer>,
        requests: Requests,
        authorization: Authorization,
        options: Options,
    ) -> Self {
        Self {
            dialer,
            requests,
            authorization,
            options,
            state: Mutex::default(),
            closed: watch::Sender::new(false),
        }
    }

    /// Puts pushes at the end of the queue.
    pub(super) fn submit(self: &Arc<Self>, jobs: impl IntoIterator<Item = Job>) {
        // Made before the lock is taken: what makes them is the caller's.
        let jobs: Vec<Job> = jobs.into_iter().collect();
        let mut state = self.lock();
        state.queue.extend(jobs);
        self.call_lanes(&mut state);
    }

    /// Puts a push, which was certainly not processed, at the head of the queue.
    pub(super) fn put_back(self: &Arc<Self>, job: Job) {
        let mut state = self.lock();
        if state.is_closed {
            drop(state);
            return job.not_sent("the transport was closed");
        }
        state.queue.push_front(job);
        self.call_lanes(&mut state);
    }

    /// Gives a lane as many pushes as it has room for. `false`: it is to take no more.
    pub(super) fn take(
        self: &Arc<Self>,
        lane: u64,
        room: &Room<'_>,
        now: Instant,
        into: &mut Vec<Job>,
    ) -> bool {
        let mut state = self.lock();
        let taken = room.free.min(state.queue.len());
        into.extend(state.queue.drain(..taken));
        if let Some(place) = state.places.iter_mut().find(|place| place.lane == lane) {
            place.room = room.free - taken;
            place.limit = room.limit;
            place.is_proven = room.is_proven;
            place.waker.clone_from(room.waker);
        }
        if self.is_too_narrow(&state, now) {
            self.open(&mut state);
        }
        !state.is_closed
    }

    /// How many pushes can be under way now.
    pub(super) fn capacity(&self) -> usize {
        let state = self.lock();
        let streams: usize = state.places.iter().map(|place| place.limit).sum();
        // Room for those whose waiting makes another lane open.
        let wider = match state.places.last() {
            Some(last) if self.is_full(&state) => last.limit,
            _ => 0,
        };
        (streams + wider).max(1)
    }

    /// Tells those that their time is over who still wait for a stream. Looks at most once a tick.
    pub(super) fn sweep(&self, now: Instant) {
        let mut state = self.lock();
        if state.swept_at.is_some_and(|at| now < at + TICK) {
            return;
        }
        state.swept_at = Some(now);
        let is_over = |job: &Job| job.is_late(now) || job.waiting.is_over();
        if !state.queue.iter().any(is_over) {
            return;
        }
        let (over, waiting) = state.queue.drain(..).partition(is_over);
        state.queue = waiting;
        drop(state);
        let over: VecDeque<Job> = over;
        for job in over {
            job.too_late(now);
        }
    }

    /// Ends all lanes when what is under way on them has ended. What waits has not been sent.
    pub(super) fn close(&self) {
        let mut state = self.lock();
        state.is_closed = true;
        let waiting = std::mem::take(&mut state.queue);
        for place in &state.places {
            place.waker.wake_by_ref();
        }
        drop(state);
        self.closed.send_replace(true);
        for job in waiting {
            job.not_sent("the transport was closed");
        }
    }

    /// Resolves when [`Pool::close`] has been called.
    pub(super) async fn closed(&self) {
        // Never fails: the sender lives as long as `self`.
        let _ = self.closed.subscribe().wait_for(|closed| *closed).await;
    }

    /// The moment before which no connection is to be opened.
    pub(super) fn not_before(&self) -> Option<Instant> {
        self.lock().pace.not_before
    }

    /// A connection was opened: a number for its lane.
    pub(super) fn enter(&self, waker: &Waker) -> u64 {
        let mut state = self.lock();
        state.is_opening = false;
        state.next_lane += 1;
        let lane = state.next_lane;
        state.places.push(Place {
            lane,
            room: 0,
            limit: 1,
            is_proven: false,
            waker: waker.clone(),
        });
        lane
    }

    /// A lane takes no more. One on which no push was accepted counts as a failure to connect.
    pub(super) fn leave(self: &Arc<Self>, lane: u64, opened_at: Instant, has_accepted: bool) {
        let mut state = self.lock();
        state.places.retain(|place| place.lane != lane);
        if has_accepted {
            state.pace = Pace::default();
        } else if !state.is_closed {
            state.pace.fail(opened_at, &self.options);
        }
        self.call_lanes(&mut state);
    }

    /// No connection could be opened. Whoever waits, and has no other lane to wait for, shares the failure.
    pub(super) fn fail(&self, cause: &str) {
        let mut state = self.lock();
        state.is_opening = false;
        state.pace.fail(Instant::now(), &self.options);
        if !state.places.is_empty() {
            return;
        }
        let waiting = std::mem::take(&mut state.queue);
        drop(state);
        for job in waiting {
            job.not_sent(cause);
        }
    }

    /// The task that was to open a connection has ended without one.
    pub(super) fn give_up_opening(&self) {
        self.lock().is_opening = false;
    }

    /// Wakes lanes with room for what waits; opens the first one.
    fn call_lanes(self: &Arc<Self>, state: &mut State) {
        let mut waiting = state.queue.len();
        for place in state.places.iter_mut().filter(|place| place.room > 0) {
            if waiting == 0 {
                return;
            }
            let called = place.room.min(waiting);
            place.room -= called;
            waiting -= called;
            place.waker.wake_by_ref();
        }
        if waiting > 0 && state.places.is_empty() && !state.is_opening {
            self.open(state);
        }
    }

    fn open(self: &Arc<Self>, state: &mut State) {
        state.is_opening = true;
        tokio::spawn(opening::open(Arc::clone(self)));
    }

    /// Whether every lane is full, and one more is allowed.
    fn is_full(&self, state: &State) -> bool {
        let is_full = |place: &Place| place.is_proven && place.room == 0;
        state.places.len() < self.options.most_lanes
            && !state.is_opening
            && state.places.iter().all(is_full)
    }

    fn is_too_narrow(&self, state: &State, now: Instant) -> bool {
        let Options {
            deadline,
            widen_after,
            ..
        } = self.options;
        state
            .queue
            .front()
            .is_some_and(|first| now + deadline >= first.deadline + widen_after)
            && !state.places.is_empty()
            && self.is_full(state)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Each change is whole before anything is called that could panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
