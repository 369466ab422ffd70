//! How requests and the connection tell the wire what to say.

use super::frames;
use crate::fault::Settings;
use std::{
    collections::VecDeque,
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
    time::Duration,
};

/// The hands on a wire: what requests and the connection tell it.
#[derive(Clone, Default)]
pub(crate) struct Hands(pub(super) Arc<Mutex<State>>);

#[derive(Default)]
pub(super) struct State {
    /// Frames of ours that wait for the next gap.
    pub(super) waiting: VecDeque<Vec<u8>>,
    /// Whose SETTINGS the next acknowledgments are for.
    pub(super) unacknowledged: VecDeque<Owner>,
    /// The client has acknowledged the first limit.
    pub(super) acknowledged: bool,
    /// The last stream that the client opened before it can have known the limit.
    pub(super) unaware_until: u32,
    /// The last stream that a request has been looked at on.
    looked_at: u32,
    /// The last stream that is answered, once GOAWAY was ordered.
    pub(super) last_stream: Option<u32>,
    pub(super) closing: bool,
    /// The connection ends now, without a word.
    pub(super) cut: bool,
    /// How late `WINDOW_UPDATE` frames leave.
    pub(super) window_delay: Duration,
    /// Those that wait for it.
    pub(super) held: Vec<Vec<u8>>,
    waker: Option<Waker>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    H2,
    Wire,
}

impl Hands {
    /// Tells the client a new stream limit.
    pub(crate) fn set_stream_limit(&self, streams: u32) {
        self.send(frames::settings(&[(
            frames::MAX_CONCURRENT_STREAMS,
            streams,
        )]));
    }

    /// Tells the client other limits.
    pub(crate) fn set(&self, settings: &Settings) {
        let values: Vec<(u16, u32)> = [
            (frames::HEADER_TABLE_SIZE, settings.header_table_size),
            (
                frames::MAX_CONCURRENT_STREAMS,
                settings.max_concurrent_streams,
            ),
            (frames::INITIAL_WINDOW_SIZE, settings.initial_window_size),
            (frames::MAX_HEADER_LIST_SIZE, settings.max_header_list_size),
        ]
        .into_iter()
        .filter_map(|(id, value)| Some((id, value?)))
        .collect();
        self.send(frames::settings(&values));
    }

    /// Lets `WINDOW_UPDATE` frames leave so much later from now on.
    pub(crate) fn delay_windows(&self, delay: Duration) {
        lock(&self.0).window_delay = delay;
    }

    /// Puts a frame into the next gap.
    pub(super) fn send(&self, frame: Vec<u8>) {
        lock(&self.0).waiting.push_back(frame);
        self.wake();
    }

    /// Ends the connection without a word.
    pub(crate) fn cut(&self) {
        lock(&self.0).cut = true;
        self.wake();
    }

    /// Tells the client that no stream after `last_stream` is looked at. Only the first call has an effect.
    ///
    /// Without a last stream it is the truth: all that have been looked at.
    pub(crate) fn go_away(&self, last_stream: Option<u32>, reason: &str) {
        let mut state = lock(&self.0);
        if state.last_stream.is_some() {
            return;
        }
        let last_stream = last_stream.unwrap_or(state.looked_at);
        state.last_stream = Some(last_stream);
        let debug = serde_json::json!({ "reason": reason }).to_string();
        state
            .waiting
            .push_back(frames::go_away(last_stream, &debug));
        drop(state);
        self.wake();
    }

    /// Asks whether a request may be looked at; if so, it counts as looked at from now on.
    pub(crate) fn look_at(&self, stream: u32) -> bool {
        let mut state = lock(&self.0);
        let may = state.last_stream.is_none_or(|last| stream <= last);
        if may {
            state.looked_at = state.looked_at.max(stream);
        }
        may
    }

    pub(crate) fn is_going_away(&self) -> bool {
        lock(&self.0).last_stream.is_some()
    }

    /// Whether GOAWAY has said that this stream is not looked at.
    pub(crate) fn leaves_behind(&self, stream: u32) -> bool {
        lock(&self.0).last_stream.is_some_and(|last| stream > last)
    }

    /// Whether the client had acknowledged the stream limit before it opened this stream.
    pub(crate) fn knew_limit(&self, stream: u32) -> bool {
        let state = lock(&self.0);
        state.acknowledged && stream > state.unaware_until
    }

    /// Closes our half, once everything has been sent.
    pub(crate) fn close(&self) {
        lock(&self.0).closing = true;
        self.wake();
    }

    pub(crate) fn is_closing(&self) -> bool {
        lock(&self.0).closing
    }

    pub(crate) fn is_cut(&self) -> bool {
        lock(&self.0).cut
    }

    /// Takes the frames that wait, for a connection that writes its frames itself.
    pub(crate) fn collect(&self, out: &mut Vec<u8>) {
        for frame in lock(&self.0).waiting.drain(..) {
            out.extend(frame);
        }
    }

    /// Waits until there is something to do for such a connection. Its half may be shut already.
    pub(crate) async fn ordered(&self, shut: bool) {
        poll_fn(|cx| {
            let mut state = lock(&self.0);
            state.remember(cx.waker());
            if !state.waiting.is_empty() || state.cut || (state.closing && !shut) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }

    fn wake(&self) {
        if let Some(waker) = lock(&self.0).waker.take() {
            waker.wake();
        }
    }
}

impl State {
    /// Whom to wake when there is something to write.
    pub(super) fn remember(&mut self, waker: &Waker) {
        if !self
            .waker
            .as_ref()
            .is_some_and(|known| known.will_wake(waker))
        {
            self.waker = Some(waker.clone());
        }
    }
}

pub(super) fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
