//! The streams of one connection that are under way. Each place has a waker of its own, made once: when something comes
//! for a stream, its number is noted, and nobody else is looked at.
//!
//! `h2` wakes a stream only from inside the connection's own work, which the driver does itself. So a number is always
//! noted while the driver is at work and about to look, and the driver need not be woken for it.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use bytes::BytesMut;
use h2::RecvStream;
use h2::client::ResponseFuture;
use http::HeaderMap;
use tokio::time::Instant;

use super::authorization::Bearer;
use super::job::Job;

/// A request under way.
pub(super) struct Stream {
    pub(super) job: Job,
    pub(super) bearer: Option<Arc<Bearer>>,
    pub(super) signed_in: Duration,
    pub(super) asked: Instant,
    reading: Reading,
}

impl Stream {
    pub(super) fn new(
        job: Job,
        bearer: Option<Arc<Bearer>>,
        signed_in: Duration,
        asked: Instant,
        response: ResponseFuture,
    ) -> Self {
        Self {
            job,
            bearer,
            signed_in,
            asked,
            reading: Reading::Head(response),
        }
    }

    /// The answer as far as it has come, if its head has.
    pub(super) fn cut(self) -> (Job, Option<Answer>) {
        let answer = match self.reading {
            Reading::Head(_) => None,
            Reading::Body(body) => Some(body.0),
        };
        (self.job, answer)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Answer, h2::Error>> {
        let most = self.job.target.most_body();
        loop {
            match &mut self.reading {
                Reading::Head(response) => {
                    let response = std::task::ready!(std::pin::Pin::new(response).poll(cx))?;
                    let (head, body) = response.into_parts();
                    let answer = Answer {
                        status: head.status.as_u16(),
                        headers: head.headers,
                        body: BytesMut::new(),
                    };
                    if body.is_end_stream() {
                        return Poll::Ready(Ok(answer));
                    }
                    self.reading = Reading::Body(Box::new((answer, body)));
                }
                Reading::Body(body) => {
                    let (answer, stream) = &mut **body;
                    match std::task::ready!(stream.poll_data(cx)) {
                        Some(Ok(chunk)) if answer.body.len() + chunk.len() <= most => {
                            // Refused only when more is released than was received.
                            let _ = stream.flow_control().release_capacity(chunk.len());
                            answer.body.extend_from_slice(&chunk);
                        }
                        // The status is an answer even when the body breaks off.
                        _ => return Poll::Ready(Ok(std::mem::take(answer))),
                    }
                }
            }
        }
    }
}

enum Reading {
    Head(ResponseFuture),
    // Apart, so that a request under way is small: most answers have no body.
    Body(Box<(Answer, RecvStream)>),
}

/// An answer as it came.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: BytesMut,
}

/// The places of one connection.
#[derive(Default)]
pub(super) struct Slots {
    all: Vec<Slot>,
    free: Vec<usize>,
    noted: Arc<Mutex<Vec<usize>>>,
    looking_at: Vec<usize>,
}

struct Slot {
    waker: Waker,
    stream: Option<Stream>,
}

struct Note {
    slot: usize,
    noted: Arc<Mutex<Vec<usize>>>,
}

impl Wake for Note {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.push(self.slot);
    }
}

impl Slots {
    /// How many are under way.
    pub(super) fn in_use(&self) -> usize {
        self.all.len() - self.free.len()
    }

    /// Takes a request in.
    pub(super) fn insert(&mut self, stream: Stream) {
        let slot = self.free.pop().unwrap_or_else(|| {
            let slot = self.all.len();
            let note = Note {
                slot,
                noted: Arc::clone(&self.noted),
            };
            self.all.push(Slot {
                waker: Waker::from(Arc::new(note)),
                stream: None,
            });
            slot
        });
        self.all[slot].stream = Some(stream);
        // Looked at once, so that it knows whom to wake.
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.push(slot);
    }

    /// Takes every request out that has ended, and gives it to `ended` with its end.
    pub(super) fn hear(&mut self, mut ended: impl FnMut(Stream, Result<Answer, h2::Error>)) {
        {
            let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::swap(&mut *noted, &mut self.looking_at);
        }
        for number in self.looking_at.drain(..) {
            // A place may be noted twice, or have been left.
            let slot = &mut self.all[number];
            let Some(stream) = &mut slot.stream else {
                continue;
            };
            if let Poll::Ready(end) = stream.poll(&mut Context::from_waker(&slot.waker))
                && let Some(stream) = slot.stream.take()
            {
                self.free.push(number);
                ended(stream, end);
            }
        }
    }

    /// Takes every request out that is no longer waited for.
    pub(super) fn expire(&mut self, now: Instant, mut expired: impl FnMut(Stream)) {
        for (number, slot) in self.all.iter_mut().enumerate() {
            let is_over =
                |stream: &mut Stream| stream.job.deadline <= now || stream.job.waiting.is_over();
            if let Some(stream) = slot.stream.take_if(is_over) {
                self.free.push(number);
                expired(stream);
            }
        }
    }

    /// Takes all out, when the connection has ended.
    pub(super) fn clear(
        &mut self,
        mut ended: impl FnMut(Stream, Option<Result<Answer, h2::Error>>),
    ) {
        for slot in self.all.drain(..) {
            let Some(mut stream) = slot.stream else {
                continue;
            };
            match stream.poll(&mut Context::from_waker(&slot.waker)) {
                Poll::Ready(end) => ended(stream, Some(end)),
                Poll::Pending => ended(stream, None),
            }
        }
        self.free.clear();
    }
}
