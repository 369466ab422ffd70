//! A thin layer between TLS and `h2` that says on the wire what `h2` cannot be told to say.
//!
//! Apple announces one stream, and a thousand once it has seen a valid provider token; it ends connections
//! with GOAWAY that has a reason in JSON and any last stream it likes. The server side of `h2` can change
//! neither the stream limit nor GOAWAY. So this layer follows the frames as they pass (their heads only):
//!
//! - the first SETTINGS of `h2` is replaced by ours, with the limit that the client is to believe;
//! - further SETTINGS and GOAWAY frames of ours are put between two frames of `h2`;
//! - the acknowledgments of our additional SETTINGS are kept from `h2`, which has never heard of them;
//! - after our GOAWAY, those of `h2` are kept from the client, because the last stream must never go up.

use std::{
    collections::VecDeque,
    io,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker, ready},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

mod frames;
use frames::{Head, Kind, Piece, Splitter};

/// The first SETTINGS of the sandbox, as it was seen in February 2025 (apart from the stream limit).
pub(crate) const HEADER_TABLE_SIZE: u32 = 4096;
pub(crate) const MAX_FRAME_SIZE: u32 = 16_384;
pub(crate) const MAX_HEADER_LIST_SIZE: u32 = 8000;

/// As much is kept unsent before `h2` has to wait.
const OUTBOUND_LIMIT: usize = 64 * 1024;
const READ_SIZE: usize = 16 * 1024;
/// What a client says before its first frame.
const PREFACE_LENGTH: usize = 24;

/// The byte stream that `h2` sees.
pub(crate) struct Wire<S> {
    io: S,
    shared: Arc<Mutex<State>>,
    outbound: Outbound,
    inbound: Inbound,
}

struct Outbound {
    splitter: Splitter,
    /// Whether the payload that is passing is for the client.
    keeping: bool,
    /// Set until the first SETTINGS of `h2` has been replaced.
    first_settings: Option<Vec<u8>>,
    unsent: Vec<u8>,
    sent: usize,
    shut: bool,
}

struct Inbound {
    splitter: Splitter,
    keeping: bool,
    /// Read and ready for `h2`.
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
}

/// The hands on a wire: what requests and the connection tell it.
#[derive(Clone)]
pub(crate) struct Hands(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// Frames of ours that wait for the next gap.
    waiting: VecDeque<Vec<u8>>,
    /// Whose SETTINGS the next acknowledgments are for.
    unacknowledged: VecDeque<Owner>,
    /// The client has acknowledged the first limit.
    acknowledged: bool,
    /// The last stream that the client opened before it can have known the limit.
    unaware_until: u32,
    /// The last stream that is answered, once GOAWAY was ordered.
    last_stream: Option<u32>,
    closing: bool,
    waker: Option<Waker>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    H2,
    Wire,
}

impl<S> Wire<S> {
    /// Wraps a stream; `streams` is the limit that the client is told first.
    pub(crate) fn new(io: S, streams: u32) -> (Self, Hands) {
        let shared = Arc::new(Mutex::new(State::default()));
        let first_settings = frames::settings(&[
            (frames::HEADER_TABLE_SIZE, HEADER_TABLE_SIZE),
            (frames::MAX_CONCURRENT_STREAMS, streams),
            (frames::MAX_FRAME_SIZE, MAX_FRAME_SIZE),
            (frames::MAX_HEADER_LIST_SIZE, MAX_HEADER_LIST_SIZE),
        ]);
        let outbound = Outbound {
            splitter: Splitter::after(0),
            keeping: true,
            first_settings: Some(first_settings),
            unsent: Vec::new(),
            sent: 0,
            shut: false,
        };
        let inbound = Inbound {
            splitter: Splitter::after(PREFACE_LENGTH),
            keeping: true,
            ready: Vec::new(),
            taken: 0,
            ended: false,
        };
        (
            Self {
                io,
                shared: shared.clone(),
                outbound,
                inbound,
            },
            Hands(shared),
        )
    }
}

impl Hands {
    /// Tells the client a new stream limit.
    pub(crate) fn set_stream_limit(&self, streams: u32) {
        self.put(frames::settings(&[(
            frames::MAX_CONCURRENT_STREAMS,
            streams,
        )]));
    }

    /// Tells the client that no stream after `last_stream` is looked at. Only the first call has an effect.
    pub(crate) fn go_away(&self, last_stream: u32, reason: &str) {
        let mut state = lock(&self.0);
        if state.last_stream.is_none() {
            state.last_stream = Some(last_stream);
            drop(state);
            self.put(frames::go_away(
                last_stream,
                &serde_json::json!({ "reason": reason }).to_string(),
            ));
        }
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

    fn put(&self, frame: Vec<u8>) {
        lock(&self.0).waiting.push_back(frame);
        self.wake();
    }

    fn wake(&self) {
        if let Some(waker) = lock(&self.0).waker.take() {
            waker.wake();
        }
    }
}

impl State {
    fn remember(&mut self, waker: &Waker) {
        if !self
            .waker
            .as_ref()
            .is_some_and(|known| known.will_wake(waker))
        {
            self.waker = Some(waker.clone());
        }
    }
}

impl Outbound {
    /// Lets what `h2` writes pass into the buffer, with ours in the gaps.
    fn pass(&mut self, mut bytes: &[u8], state: &mut State) {
        loop {
            if self.splitter.is_between_frames() {
                self.put_waiting(state);
            }
            match self.splitter.next(&mut bytes) {
                None => return,
                Some(Piece::Bytes(bytes)) if self.keeping => self.unsent.extend_from_slice(bytes),
                Some(Piece::Bytes(_)) => {}
                Some(Piece::Head(head)) => {
                    self.keeping = self.wants(&head, state);
                    if self.keeping {
                        self.unsent.extend_from_slice(&head.raw);
                    }
                }
            }
        }
    }

    fn wants(&mut self, head: &Head, state: &mut State) -> bool {
        match head.kind {
            Kind::Settings { ack: false } => {
                state.unacknowledged.push_back(Owner::H2);
                match self.first_settings.take() {
                    None => true,
                    Some(ours) => {
                        self.unsent.extend_from_slice(&ours);
                        false
                    }
                }
            }
            Kind::GoAway => state.last_stream.is_none(),
            Kind::Headers | Kind::Settings { ack: true } | Kind::Other => true,
        }
    }

    /// Only between two frames. Nothing may precede the first SETTINGS.
    fn put_waiting(&mut self, state: &mut State) {
        if self.first_settings.is_some() {
            return;
        }
        while let Some(frame) = state.waiting.pop_front() {
            if matches!(
                Head::read(&frame).map(|head| head.kind),
                Some(Kind::Settings { ack: false })
            ) {
                state.unacknowledged.push_back(Owner::Wire);
            }
            self.unsent.extend_from_slice(&frame);
        }
    }
}

impl Inbound {
    /// Lets what the client sends pass into the buffer, without what `h2` must not see.
    fn pass(&mut self, mut bytes: &[u8], state: &mut State) {
        while let Some(piece) = self.splitter.next(&mut bytes) {
            match piece {
                Piece::Bytes(bytes) if self.keeping => self.ready.extend_from_slice(bytes),
                Piece::Bytes(_) => {}
                Piece::Head(head) => {
                    self.keeping = Self::wants(&head, state);
                    if self.keeping {
                        self.ready.extend_from_slice(&head.raw);
                    }
                }
            }
        }
    }

    fn wants(head: &Head, state: &mut State) -> bool {
        match head.kind {
            Kind::Headers if !state.acknowledged => {
                state.unaware_until = state.unaware_until.max(head.stream);
                true
            }
            Kind::Settings { ack: true } => {
                let owner = state.unacknowledged.pop_front();
                state.acknowledged |= owner == Some(Owner::H2);
                owner != Some(Owner::Wire)
            }
            Kind::Headers | Kind::Settings { ack: false } | Kind::GoAway | Kind::Other => true,
        }
    }
}

impl<S: AsyncWrite + Unpin> Wire<S> {
    fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outbound = &mut self.outbound;
        while outbound.sent < outbound.unsent.len() {
            let sent =
                ready!(Pin::new(&mut self.io).poll_write(cx, &outbound.unsent[outbound.sent..]))?;
            if sent == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            outbound.sent += sent;
        }
        outbound.unsent.clear();
        outbound.sent = 0;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.outbound.shut {
            return Poll::Ready(Ok(bytes.len()));
        }
        if this.outbound.unsent.len() > OUTBOUND_LIMIT {
            ready!(this.poll_send(cx))?;
        }
        this.outbound.pass(bytes, &mut lock(&this.shared));
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.outbound.shut {
            return Poll::Ready(Ok(()));
        }
        let closing = {
            let mut state = lock(&this.shared);
            if this.outbound.splitter.is_between_frames() {
                this.outbound.put_waiting(&mut state);
            }
            state.closing
        };
        ready!(this.poll_send(cx))?;
        ready!(Pin::new(&mut this.io).poll_flush(cx))?;
        if closing {
            ready!(Pin::new(&mut this.io).poll_shutdown(cx))?;
            this.outbound.shut = true;
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.as_mut().poll_flush(cx))?;
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        // `h2` reads whenever it is polled: whoever puts a frame in wakes it through this.
        lock(&this.shared).remember(cx.waker());
        let inbound = &mut this.inbound;
        while inbound.taken == inbound.ready.len() && !inbound.ended {
            inbound.ready.clear();
            inbound.taken = 0;
            let mut bytes = [0; READ_SIZE];
            let mut read = ReadBuf::new(&mut bytes);
            ready!(Pin::new(&mut this.io).poll_read(cx, &mut read))?;
            inbound.ended = read.filled().is_empty();
            inbound.pass(read.filled(), &mut lock(&this.shared));
        }
        let ready = &inbound.ready[inbound.taken..];
        let count = ready.len().min(buffer.remaining());
        buffer.put_slice(&ready[..count]);
        inbound.taken += count;
        Poll::Ready(Ok(()))
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
