//! A thin layer between TLS and `h2` that says on the wire what `h2` cannot be told to say.
//!
//! Apple announces one stream, and a thousand once it has seen a valid provider token; it ends connections
//! with GOAWAY that has a reason in JSON and any last stream it likes. The server side of `h2` can change
//! neither the stream limit nor GOAWAY. So this layer follows the frames as they pass (their heads only):
//!
//! - the first SETTINGS of `h2` is replaced by ours, with the limit that the client is to believe;
//! - further SETTINGS and GOAWAY frames of ours are put between two frames of `h2`;
//! - the acknowledgments of our additional SETTINGS are kept from `h2`, which has never heard of them;
//! - `WINDOW_UPDATE` frames leave later, while that is ordered;
//! - after our GOAWAY, those of `h2` are kept from the client, because the last stream must never go up.

mod filters;
pub(crate) mod frames;
mod hands;

pub(crate) use hands::Hands;

use bytes::Buf as _;
use filters::{Inbound, Outbound};
use hands::{State, lock};
use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, ready},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::sleep,
};

/// The first SETTINGS of the sandbox, as it was seen in February 2025 (apart from the stream limit).
pub(crate) const HEADER_TABLE_SIZE: u32 = 4096;
pub(crate) const MAX_FRAME_SIZE: u32 = 16_384;
pub(crate) const MAX_HEADER_LIST_SIZE: u32 = 8000;

/// As much is kept unsent before `h2` has to wait.
const OUTBOUND_LIMIT: usize = 64 * 1024;
const READ_SIZE: usize = 16 * 1024;

/// The byte stream that `h2` sees.
pub(crate) struct Wire<S> {
    io: S,
    shared: Arc<Mutex<State>>,
    outbound: Outbound,
    inbound: Inbound,
    /// Our half is closed.
    shut: bool,
}

/// The first SETTINGS that the client gets; `streams` is the limit that it is to believe.
pub(crate) fn first_settings(streams: u32) -> Vec<u8> {
    frames::settings(&[
        (frames::HEADER_TABLE_SIZE, HEADER_TABLE_SIZE),
        (frames::MAX_CONCURRENT_STREAMS, streams),
        (frames::MAX_FRAME_SIZE, MAX_FRAME_SIZE),
        (frames::MAX_HEADER_LIST_SIZE, MAX_HEADER_LIST_SIZE),
    ])
}

impl<S> Wire<S> {
    /// Wraps a stream; `streams` is the limit that the client is told first.
    pub(crate) fn new(io: S, hands: &Hands, streams: u32) -> Self {
        Self {
            io,
            shared: hands.0.clone(),
            outbound: Outbound::new(streams),
            inbound: Inbound::new(),
            shut: false,
        }
    }
}

impl<S: AsyncWrite + Unpin> Wire<S> {
    fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.outbound.buffer.is_empty() {
            let sent = ready!(Pin::new(&mut self.io).poll_write(cx, &self.outbound.buffer))?;
            if sent == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.outbound.buffer.advance(sent);
        }
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
        if !this.shut {
            if this.outbound.buffer.len() > OUTBOUND_LIMIT {
                ready!(this.poll_send(cx))?;
            }
            let mut state = lock(&this.shared);
            this.outbound.pass(bytes, &mut state);
            let delay = state.window_delay;
            for frame in std::mem::take(&mut state.held) {
                let hands = Hands(this.shared.clone());
                tokio::spawn(async move {
                    sleep(delay).await;
                    hands.send(frame);
                });
            }
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.shut {
            return Poll::Ready(Ok(()));
        }
        let closing = {
            let mut state = lock(&this.shared);
            this.outbound.fill_gap(&mut state);
            state.closing
        };
        ready!(this.poll_send(cx))?;
        ready!(Pin::new(&mut this.io).poll_flush(cx))?;
        if closing {
            ready!(Pin::new(&mut this.io).poll_shutdown(cx))?;
            this.shut = true;
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
        {
            let mut state = lock(&this.shared);
            if state.cut {
                return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
            }
            // `h2` reads whenever it is polled: whoever puts a frame in wakes it through this.
            state.remember(cx.waker());
        }
        while this.inbound.buffer.is_empty() {
            let mut bytes = [0; READ_SIZE];
            let mut read = ReadBuf::new(&mut bytes);
            ready!(Pin::new(&mut this.io).poll_read(cx, &mut read))?;
            if read.filled().is_empty() {
                // The end, which `h2` has to see too.
                return Poll::Ready(Ok(()));
            }
            this.inbound.pass(read.filled(), &mut lock(&this.shared));
        }
        let count = this.inbound.buffer.len().min(buffer.remaining());
        buffer.put_slice(&this.inbound.buffer[..count]);
        this.inbound.buffer.advance(count);
        Poll::Ready(Ok(()))
    }
}
