//! The task of one lane: it moves the bytes of its connection, takes pushes from the queue in batches, and tells what
//! became of each.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use h2::client::{Connection, ResponseFuture, SendRequest};
use http::HeaderMap;
use payload::Reason;
use tokio::time::{Instant, Sleep, sleep_until};

use super::dial::Io;
use super::job::Job;
use super::opening::Http;
use super::pool::{Pool, Room, TICK};
use super::pulse::Pulse;
use super::reply;
use super::request::{Requests, Template};
use super::slots::{Answer, Slots, Stream};
use crate::outcome::{Outcome, Progress, of_h2, words};
use crate::push::{Doubt, Undelivered};

/// How often one push is sent when servers say each time that they did not process it.
const MOST_RETURNS: u8 = 16;

/// A connection and what is under way on it.
pub(super) struct Driver {
    http: Connection<Box<dyn Io>, Bytes>,
    // Invariant: `None` with `seat`. `h2` ends a connection when no handle and no stream is left.
    send: Option<SendRequest<Bytes>>,
    seat: Option<Seat>,
    slots: Slots,
    limit: usize,
    is_proven: bool,
    pulse: Pulse,
    tick: Pin<Box<Sleep>>,
    batch: Vec<Job>,
    template: Template,
    pool: Arc<Pool>,
}

/// A place among the lanes that take pushes. Dropping it leaves.
struct Seat {
    pool: Arc<Pool>,
    lane: u64,
    opened_at: Instant,
    has_accepted: bool,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.pool
            .leave(self.lane, self.opened_at, self.has_accepted);
    }
}

impl Driver {
    pub(super) async fn new((send, mut http): Http, pool: &Arc<Pool>) -> Self {
        let now = Instant::now();
        let pings = http.ping_pong().expect("it is taken once, here");
        let lane = poll_fn(|cx| Poll::Ready(pool.enter(cx.waker()))).await;
        Self {
            http,
            send: Some(send),
            seat: Some(Seat {
                pool: Arc::clone(pool),
                lane,
                opened_at: now,
                has_accepted: false,
            }),
            slots: Slots::default(),
            limit: 1,
            is_proven: false,
            pulse: Pulse::new(pings, now),
            tick: Box::pin(sleep_until(now)),
            batch: Vec::new(),
            template: Template::default(),
            pool: Arc::clone(pool),
        }
    }

    /// Works until the connection has ended.
    pub(super) async fn run(mut self) {
        let end = poll_fn(|cx| self.poll(cx)).await;
        tracing::debug!(end, "a connection to APNs ended");
        self.hear(Instant::now());
        self.seat = None;
        self.send = None;
        let Self {
            http,
            mut slots,
            pool,
            ..
        } = self;
        // It fails what is left with an I/O error, except what a GOAWAY has spoken of.
        drop(http);
        let now = Instant::now();
        slots.clear(|stream, ended| match ended {
            Some(ended) => match settle(&pool, None, stream, ended, now) {
                Next::Nothing => {}
                Next::Again(job) | Next::Elsewhere(job) => pool.put_back(job),
            },
            None => lost(stream.cut().0, end.clone()),
        });
    }

    /// One round after another, until nothing is left to do. Gives the end of the connection in words.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<String> {
        loop {
            match Pin::new(&mut self.http).poll(cx) {
                Poll::Ready(Ok(())) => return Poll::Ready("the server closed it".to_owned()),
                Poll::Ready(Err(error)) => return Poll::Ready(words(&error)),
                Poll::Pending => {}
            }
            let now = Instant::now();
            self.hear(now);
            if !self.fill(cx, now) {
                break;
            }
        }
        let now = Instant::now();
        if self.tick.as_mut().poll(cx).is_ready() {
            self.expire(now);
            self.pool.sweep(now);
        }
        if self
            .pulse
            .poll_death(cx, now, &self.pool.options)
            .is_ready()
        {
            return Poll::Ready("it gave no sign of life".to_owned());
        }
        self.wind_up(cx, now);
        Poll::Pending
    }

    /// Sets the clock for the next look.
    fn wind_up(&mut self, cx: &mut Context<'_>, now: Instant) {
        let mut next = self.pulse.next_look(&self.pool.options);
        if self.slots.in_use() > 0 || self.limit == 0 {
            next = next.min(now + TICK);
        }
        let set = self.tick.deadline();
        if set <= now || next + TICK <= set {
            self.tick.as_mut().reset(next);
            // So that it wakes.
            if self.tick.as_mut().poll(cx).is_ready() {
                cx.waker().wake_by_ref();
            }
        }
    }

    /// Takes answers and failures in.
    fn hear(&mut self, now: Instant) {
        let Self {
            slots,
            pool,
            seat,
            pulse,
            is_proven,
            ..
        } = self;
        let lane = seat.as_ref().map(|seat| seat.lane);
        let mut is_left = false;
        let mut again = Vec::new();
        slots.hear(|stream, end| {
            if let Ok(answer) = &end {
                pulse.beat(now);
                let is_accepted = (200..300).contains(&answer.status);
                *is_proven |= is_accepted;
                // A server that only refuses, and then closes, is not connected to again at once.
                if let Some(seat) = seat {
                    seat.has_accepted |= is_accepted;
                }
            }
            match settle(pool, lane, stream, end, now) {
                Next::Nothing => {}
                Next::Again(job) => again.push(job),
                Next::Elsewhere(job) => {
                    is_left = true;
                    again.push(job);
                }
            }
        });
        if is_left {
            self.leave();
        }
        for job in again.into_iter().rev() {
            self.pool.put_back(job);
        }
    }

    /// Hands pushes to the connection, as many as it has streams for. Says whether there may be more to do.
    fn fill(&mut self, cx: &mut Context<'_>, now: Instant) -> bool {
        let (Some(send), Some(seat)) = (&mut self.send, &self.seat) else {
            return false;
        };
        match send.poll_ready(cx) {
            Poll::Ready(Ok(())) => {}
            Poll::Pending => return false,
            // After GOAWAY, whoever waits need not wait for those under way.
            Poll::Ready(Err(_)) => {
                self.leave();
                return true;
            }
        }
        let most = self.pool.options.most_streams;
        self.limit = self.http.max_concurrent_send_streams().min(most);
        let room = Room {
            free: self.limit.saturating_sub(self.slots.in_use()),
            limit: self.limit,
            is_proven: self.is_proven && self.limit > 1,
            waker: cx.waker(),
        };
        if !self.pool.take(seat.lane, &room, now, &mut self.batch) {
            self.leave();
            return true;
        }
        if self.batch.is_empty() {
            return false;
        }
        self.send_batch(cx, now)
    }

    /// Says whether all of it was handed over.
    fn send_batch(&mut self, cx: &mut Context<'_>, now: Instant) -> bool {
        let signing = Instant::now();
        let bearer = match self.pool.authorization.header() {
            Ok(bearer) => bearer,
            Err(error) => {
                for job in self.batch.drain(..) {
                    job.not_sent(words(&error));
                }
                return true;
            }
        };
        let signed_in = signing.elapsed();
        let mut batch = std::mem::take(&mut self.batch);
        let mut jobs = batch.drain(..);
        let mut returned = Vec::new();
        for job in jobs.by_ref() {
            if job.is_late(now) || job.waiting.is_over() {
                job.too_late(now);
                continue;
            }
            // `h2` counts a stream that was given up until its end has been written: there may be less room than it said.
            let Some(send) = &mut self.send else {
                returned.push(job);
                continue;
            };
            if send.poll_ready(cx).is_pending() {
                returned.push(job);
                continue;
            }
            let headers = self
                .template
                .headers(&job.message, bearer.as_ref(), &job.target);
            match hand(send, &self.pool.requests, headers, &job) {
                Ok(response) => {
                    let bearer = bearer.clone();
                    self.slots
                        .insert(Stream::new(job, bearer, signed_in, now, response));
                }
                Err(Refusal::Push(refusal)) => job.settle(Err(refusal)),
                Err(Refusal::Connection) => {
                    self.leave();
                    self.pool.put_back(job);
                }
            }
        }
        drop(jobs);
        self.batch = batch;
        let is_whole = returned.is_empty();
        for job in returned.into_iter().rev() {
            self.pool.put_back(job);
        }
        is_whole
    }

    /// Gives up on what nobody waits for any more, or not any longer.
    fn expire(&mut self, now: Instant) {
        let patience = self.pool.options.deadline.as_secs_f32();
        self.slots.expire(now, |stream| {
            let (asked, signed_in) = (stream.asked, stream.signed_in);
            match stream.cut() {
                (job, Some(answer)) => {
                    job.settle(Ok(reply::read(answer, signed_in, now - asked)));
                }
                (job, None) => job.settle(Err(Undelivered::Unknown {
                    doubt: Doubt::NoAnswer,
                    cause: format!("no answer within {patience} s"),
                })),
            }
        });
    }

    /// Takes no more pushes. Those under way are finished, then the connection ends.
    fn leave(&mut self) {
        self.send = None;
        self.seat = None;
    }
}

/// Why a push was not handed over.
enum Refusal {
    /// It cannot be sent at all.
    Push(Undelivered),
    /// This connection takes nothing any more.
    Connection,
}

/// Hands one push to the connection. After an error, nothing of it has left.
fn hand(
    handle: &mut SendRequest<Bytes>,
    requests: &Requests,
    headers: HeaderMap,
    job: &Job,
) -> Result<ResponseFuture, Refusal> {
    let request = requests.make(headers, &job.target).map_err(Refusal::Push)?;
    let body = job.message.body();
    let handed = handle.send_request(request, body.is_empty());
    let (response, mut stream) = handed.map_err(|error| {
        if error.is_io() || error.is_go_away() || error.is_reset() {
            Refusal::Connection
        } else {
            let cause = words(&error);
            Refusal::Push(Undelivered::NotSent { cause })
        }
    })?;
    if !body.is_empty() {
        // When this fails, the stream has ended, and the response says how.
        let _ = stream.send_data(body.clone(), true);
    }
    Ok(response)
}

/// What is to be done after the end of a stream.
enum Next {
    /// Who waits has been told.
    Nothing,
    /// The push is sent again.
    Again(Job),
    /// The same, on another connection.
    Elsewhere(Job),
}

/// Tells what became of a push, or has it sent again. `lane`: where it was sent, while that takes pushes.
fn settle(
    pool: &Pool,
    lane: Option<u64>,
    stream: Stream,
    end: Result<Answer, h2::Error>,
    now: Instant,
) -> Next {
    let Stream {
        mut job,
        bearer,
        signed_in,
        asked,
        ..
    } = stream;
    let answered_in = now - asked;
    let error = match end {
        Ok(answer) => {
            let reply = reply::read(answer, signed_in, answered_in);
            if reply.reason == Some(Reason::ExpiredProviderToken) && !job.is_renewed {
                match pool.authorization.renew(bearer.as_deref()) {
                    Ok(false) => {}
                    Ok(true) => {
                        job.is_renewed = true;
                        // Apple keeps to a connection what it once thought of its token.
                        return Next::Elsewhere(job);
                    }
                    Err(error) => {
                        job.not_sent(words(&error));
                        return Next::Nothing;
                    }
                }
            }
            job.settle(Ok(reply));
            return Next::Nothing;
        }
        Err(error) => error,
    };
    if of_h2(&error, Progress::Handed) == Outcome::Unknown {
        lost(job, words(&error));
        return Next::Nothing;
    }
    job.returns += 1;
    if job.returns == MOST_RETURNS {
        job.not_sent(words(&error));
        return Next::Nothing;
    }
    // A connection that refuses the same push twice is not going to take it.
    let is_stubborn = lane.is_some() && job.refused_by == lane;
    job.refused_by = lane;
    if is_stubborn {
        Next::Elsewhere(job)
    } else {
        Next::Again(job)
    }
}

fn lost(job: Job, cause: String) {
    job.settle(Err(Undelivered::Unknown {
        doubt: Doubt::ConnectionLost,
        cause,
    }));
}
