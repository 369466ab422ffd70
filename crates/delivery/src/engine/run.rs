//! The engine's loop.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use apns::{Doubt, Reply, Transport, Undelivered};
use tokio::sync::{Notify, broadcast, watch};
use tokio::task::{self, JoinError, JoinSet};
use tokio::time::{Instant, sleep_until, timeout, timeout_at};

use super::Options;
use super::jobs::{InFlight, Job, Place, Waiting};
use crate::rules::{self, Attempt};
use crate::{
    Answer, Gateway, Kind, Ledger, LedgerError, Outcome, Progress, Room, Settled, Step, Tick,
    Timings, UnknownCause, Verdict, blob,
};

pub(super) struct Run {
    ledger: Arc<dyn Ledger>,
    gateway: Arc<dyn Gateway>,
    options: Options,
    wake: Arc<Notify>,
    drain: watch::Receiver<bool>,
    tell: Tellers,

    waiting: Waiting,
    on_the_wire: JoinSet<Delivered>,
    /// Beside the tasks, so that a transport that panics does not take its recipient along.
    sent: HashMap<task::Id, Sent>,
    in_flight: InFlight,
    /// Learned, not committed yet.
    answers: Vec<Answer>,
    /// Kinds of [`Run::answers`], for the windows.
    answered: Vec<Kind>,
    /// Steps of test pushes that the next commit makes true.
    steps: Vec<Progress>,
    /// A commit is wanted now.
    urgent: bool,
    ticked_at: Option<Instant>,
    retry_at: Option<Instant>,
}

/// Who listens. Nobody listening is not an error.
pub(super) struct Tellers {
    pub(super) settled: broadcast::Sender<Settled>,
    pub(super) progress: broadcast::Sender<Progress>,
}

struct Sent {
    place: Place,
    at_us: i64,
}

struct Delivered {
    answer: Result<Reply, Undelivered>,
    /// When it came; `None` when it was no longer waited for.
    answered_at_us: Option<i64>,
}

enum Event {
    Answered(Box<Result<(task::Id, Delivered), JoinError>>),
    Tick,
    Drain,
}

impl Run {
    pub(super) fn new(
        ledger: Arc<dyn Ledger>,
        gateway: Arc<dyn Gateway>,
        options: Options,
        wake: Arc<Notify>,
        drain: watch::Receiver<bool>,
        tell: Tellers,
    ) -> Self {
        Self {
            ledger,
            gateway,
            options,
            wake,
            drain,
            tell,
            waiting: Waiting::default(),
            on_the_wire: JoinSet::new(),
            sent: HashMap::new(),
            in_flight: InFlight::default(),
            answers: Vec::new(),
            answered: Vec::new(),
            steps: Vec::new(),
            urgent: true, // what an earlier run has left queued is claimed at once
            ticked_at: None,
            retry_at: None,
        }
    }

    pub(super) async fn until_drained(mut self) -> Result<(), LedgerError> {
        loop {
            // Looked at before each commit, so that none claims anything after the order to drain.
            if self.is_to_drain() {
                return self.finish().await;
            }
            if self.is_due() {
                let steps = self.tick(self.window()).await?;
                // The order may have come during the commit; then what it has claimed is given back.
                if !self.is_to_drain() {
                    self.send();
                }
                // After what is due has left for the wire, so that telling it delays nobody.
                self.tell_steps(steps);
                continue;
            }
            match self.event().await {
                Event::Answered(joined) => self.hear(*joined),
                Event::Tick => self.urgent = true,
                Event::Drain => continue,
            }
            self.hear_all();
            self.send();
        }
    }

    fn is_to_drain(&self) -> bool {
        *self.drain.borrow()
    }

    /// Whether to commit now. Waiting pays only while more answers are on their way and nobody waits for one.
    fn is_due(&self) -> bool {
        self.urgent
            || !self.answers.is_empty()
                && (self.on_the_wire.is_empty()
                    || self.next_tick().is_none_or(|at| at <= Instant::now()))
    }

    fn next_tick(&self) -> Option<Instant> {
        self.ticked_at.map(|at| at + self.options.tick)
    }

    async fn event(&mut self) -> Event {
        let next_tick = self.next_tick().filter(|_| !self.answers.is_empty());
        let retry_at = self.retry_at;
        tokio::select! {
            biased;
            _ = self.drain.wait_for(|drain| *drain) => Event::Drain,
            Some(joined) = self.on_the_wire.join_next_with_id() => Event::Answered(Box::new(joined)),
            () = self.wake.notified() => Event::Tick,
            () = at(next_tick) => Event::Tick,
            () = at(retry_at) => Event::Tick,
        }
    }

    /// How many recipients may have an intent and no answer. A window narrower than a chunk could never be filled.
    fn window(&self) -> Room {
        Room {
            test: self.options.test_window.max(blob::CHUNK),
            campaign: self.options.campaign_window.max(blob::CHUNK),
        }
    }

    /// One transaction. Nothing of it is sent or told before it has returned. Gives the steps of test pushes that it has made true.
    async fn tick(&mut self, window: Room) -> Result<Vec<Progress>, LedgerError> {
        let now_ms = self.options.clock.now_ms();
        self.urgent = false;
        for kind in self.answered.drain(..) {
            self.in_flight.settle(kind);
        }
        let answers = std::mem::take(&mut self.answers);
        let mut steps = std::mem::take(&mut self.steps);
        let room = self.in_flight.room(window);
        let ticked = self
            .ledger
            .tick(Tick {
                now_ms,
                answers,
                room,
            })
            .await?;
        let now = Instant::now();
        self.ticked_at = Some(now);
        self.retry_at = ticked.next_due_ms.map(|due_ms| {
            let wait = u64::try_from(due_ms.saturating_sub(now_ms)).unwrap_or_default();
            now + Duration::from_millis(wait)
        });
        for settled in ticked.settled {
            let _ = self.tell.settled.send(settled);
        }
        for claim in ticked.claims {
            if claim.kind == Kind::Test {
                steps.push(Progress {
                    workspace_id: claim.lane.workspace_id.clone(),
                    push_id: claim.push_id.clone(),
                    step: Step::Intended,
                });
            }
            self.in_flight.add(claim.kind, claim.recipients.len());
            self.waiting.add(claim);
        }
        Ok(steps)
    }

    fn tell_steps(&self, steps: Vec<Progress>) {
        for step in steps {
            let _ = self.tell.progress.send(step);
        }
    }

    /// Puts on the wire what has a free stream.
    fn send(&mut self) {
        for lane in self.waiting.lanes() {
            let Some(transport) = self.gateway.transport(&lane) else {
                while let Some(job) = self.waiting.next(&lane, usize::MAX) {
                    self.give_up(
                        &job.place,
                        "there is no credential for this app and environment",
                    );
                }
                continue;
            };
            while let Some(job) = self.waiting.next(&lane, transport.capacity().max(1)) {
                if self.options.clock.now_ms() < job.place.deadline_ms {
                    self.deliver(job, Arc::clone(&transport));
                } else {
                    self.give_up(
                        &job.place,
                        "its deadline had passed before it could be sent",
                    );
                }
            }
        }
    }

    fn give_up(&mut self, place: &Place, detail: &str) {
        self.waiting.returned(&place.lane);
        let outcome = Outcome {
            attempts: place.attempts,
            ..Outcome::gave_up(detail)
        };
        self.learn(place, Verdict::Settled(outcome));
    }

    fn deliver(&mut self, Job { place, mut push }: Job, transport: Arc<dyn Transport>) {
        let clock = self.options.clock.clone();
        // By the other clock, because the transport waits.
        let left = place.deadline_ms.saturating_sub(clock.now_ms());
        let left = Duration::from_millis(u64::try_from(left).unwrap_or_default());
        push.not_after = Instant::now().checked_add(left);
        let patience = self.options.patience;
        let sent = Sent {
            place,
            at_us: clock.now_us(),
        };
        let handle = self.on_the_wire.spawn(async move {
            match timeout(patience, transport.deliver(&push)).await {
                Ok(answer) => Delivered {
                    answer,
                    answered_at_us: Some(clock.now_us()),
                },
                Err(_) => Delivered {
                    answer: Err(silence()),
                    answered_at_us: None,
                },
            }
        });
        self.sent.insert(handle.id(), sent);
    }

    /// Judges the answers that are there already.
    fn hear_all(&mut self) {
        while let Some(joined) = self.on_the_wire.try_join_next_with_id() {
            self.hear(joined);
        }
    }

    /// Judges an answer. It is remembered with the next tick.
    fn hear(&mut self, joined: Result<(task::Id, Delivered), JoinError>) {
        let (
            id,
            Delivered {
                answer,
                answered_at_us,
            },
        ) = joined.unwrap_or_else(|error| {
            let answer = Err(Undelivered::Unknown {
                doubt: Doubt::ConnectionLost,
                cause: "the transport panicked".to_owned(),
            });
            (
                error.id(),
                Delivered {
                    answer,
                    answered_at_us: None,
                },
            )
        });
        let Some(Sent { place, at_us }) = self.sent.remove(&id) else {
            return;
        };
        self.waiting.returned(&place.lane);
        let timings = Timings {
            sent_at_us: Some(at_us),
            signed_at_us: answer
                .as_ref()
                .ok()
                .map(|reply| at_us.saturating_add(micros(reply.signed_in))),
            answered_at_us: answered_at_us.filter(|_| answer.is_ok()),
        };
        let attempt = Attempt {
            kind: place.kind,
            now_ms: self.options.clock.now_ms(),
            deadline_ms: place.deadline_ms,
            attempts: place.attempts + 1,
            fraction: (self.options.jitter)(),
        };
        let mut verdict = rules::judge(answer, &attempt);
        if let Verdict::Settled(outcome)
        | Verdict::Later {
            so_far: outcome, ..
        } = &mut verdict
        {
            outcome.timings = timings;
        }
        self.learn(&place, verdict);
    }

    fn learn(&mut self, place: &Place, verdict: Verdict) {
        if place.kind == Kind::Test && matches!(verdict, Verdict::Later { .. }) {
            self.steps.push(Progress {
                workspace_id: place.lane.workspace_id.clone(),
                push_id: place.push_id.to_string(),
                step: Step::Waiting,
            });
        }
        self.answers.push(Answer {
            slot: place.slot,
            verdict,
        });
        self.answered.push(place.kind);
        self.urgent |= place.kind == Kind::Test;
    }

    /// Claims nothing more, gives back what was never sent, hears what is out.
    ///
    /// Each answer is committed when it comes: whoever stops the relay may not have the patience that it has itself, and
    /// what is not committed by then is unknown at the next start.
    async fn finish(mut self) -> Result<(), LedgerError> {
        for job in self.waiting.take() {
            self.learn(
                &job.place,
                Verdict::Released {
                    attempts: job.place.attempts,
                },
            );
        }
        let deadline = Instant::now() + self.options.drain_patience;
        loop {
            if !self.answers.is_empty() {
                let steps = self.tick(Room::default()).await?;
                self.tell_steps(steps);
            }
            match timeout_at(deadline, self.on_the_wire.join_next_with_id()).await {
                Ok(Some(joined)) => self.hear(joined),
                Ok(None) | Err(_) => break,
            }
            self.hear_all();
        }
        let unanswered: Vec<Sent> = self.sent.drain().map(|(_, sent)| sent).collect();
        for Sent { place, at_us } in unanswered {
            let outcome = Outcome::unknown(
                UnknownCause::RelayStopped,
                "the relay stopped before an answer came",
            );
            let timings = Timings {
                sent_at_us: Some(at_us),
                ..Timings::default()
            };
            self.learn(
                &place,
                Verdict::Settled(Outcome {
                    attempts: place.attempts + 1,
                    timings,
                    ..outcome
                }),
            );
        }
        let steps = self.tick(Room::default()).await?;
        self.tell_steps(steps);
        Ok(())
    }
}

/// What a transport that hangs is taken to have said.
fn silence() -> Undelivered {
    Undelivered::Unknown {
        doubt: Doubt::NoAnswer,
        cause: "no answer in time".to_owned(),
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

/// Resolves at that moment, or never.
async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment).await,
        None => std::future::pending().await,
    }
}
