//! A ledger in memory and a transport that the test answers for.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use delivery::{
    Claim, Clock, Gateway, Kind, LaneKey, Ledger, LedgerError, Outcome, Push, Recipient, Recovered,
    Reply, Settled, State, Tick, Ticked, Transport, Undelivered, Verdict,
};
use futures_util::future::BoxFuture;
use payload::{DeviceToken, Environment, Headers, PushType};
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::time::Instant;

/// Moves with tokio's paused clock.
pub(crate) fn clock() -> Clock {
    let start = Instant::now();
    Clock::new(move || 1_000_000_000 + i64::try_from(start.elapsed().as_micros()).unwrap())
}

pub(crate) fn lane() -> LaneKey {
    LaneKey {
        workspace_id: "workspace".to_owned(),
        app_id: "app".to_owned(),
        environment: Environment::Simulator,
    }
}

/// Where one recipient of [`Memory`] stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Standing {
    Queued,
    Intended,
    Waiting { due_ms: i64, attempts: u32 },
    Done(State),
}

#[derive(Debug)]
struct Chunk {
    kind: Kind,
    deadline_ms: i64,
    recipients: Vec<Standing>,
}

/// A ledger in memory. A push is one chunk; its id is the push's number.
#[derive(Debug)]
pub(crate) struct Memory {
    chunks: Mutex<BTreeMap<i64, Chunk>>,
    /// A commit takes a permit and gives it back: take it away to hold commits up.
    pub(crate) commits: Semaphore,
    pub(crate) ticks: AtomicUsize,
    /// The most recipients that ever had an intent and no answer.
    pub(crate) most_intended: AtomicUsize,
    pub(crate) fails: std::sync::atomic::AtomicBool,
}

impl Memory {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            chunks: Mutex::default(),
            commits: Semaphore::new(1),
            ticks: AtomicUsize::new(0),
            most_intended: AtomicUsize::new(0),
            fails: false.into(),
        })
    }

    pub(crate) fn submit(&self, kind: Kind, recipients: usize, deadline_ms: i64) -> i64 {
        let mut chunks = self.chunks();
        let id = i64::try_from(chunks.len()).unwrap();
        chunks.insert(
            id,
            Chunk {
                kind,
                deadline_ms,
                recipients: vec![Standing::Queued; recipients],
            },
        );
        id
    }

    pub(crate) fn standing(&self, push: i64) -> Vec<Standing> {
        self.chunks()[&push].recipients.clone()
    }

    fn chunks(&self) -> MutexGuard<'_, BTreeMap<i64, Chunk>> {
        self.chunks.lock().unwrap()
    }

    fn run(&self, tick: Tick) -> Ticked {
        let mut chunks = self.chunks();
        let mut ticked = Ticked::default();
        for answer in tick.answers {
            let chunk = chunks.get_mut(&answer.slot.chunk_id).unwrap();
            let recipient = &mut chunk.recipients[usize::from(answer.slot.position)];
            assert_eq!(
                *recipient,
                Standing::Intended,
                "an answer without an intent"
            );
            *recipient = match answer.verdict {
                Verdict::Settled(outcome) => {
                    let state = outcome.state;
                    ticked.settled.push(settled(
                        answer.slot.chunk_id,
                        answer.slot.position,
                        outcome,
                    ));
                    Standing::Done(state)
                }
                Verdict::Later { due_ms, so_far } => Standing::Waiting {
                    due_ms,
                    attempts: so_far.attempts,
                },
                Verdict::Released { attempts } => Standing::Waiting {
                    due_ms: tick.now_ms,
                    attempts,
                },
            };
        }
        for kind in Kind::ALL {
            let mut room = tick.room.of(kind);
            for (id, chunk) in chunks.iter_mut().filter(|(_, chunk)| chunk.kind == kind) {
                let due = |standing: &Standing| match standing {
                    Standing::Queued => Some(0),
                    Standing::Waiting { due_ms, attempts } if *due_ms <= tick.now_ms => {
                        Some(*attempts)
                    }
                    _ => None,
                };
                let mut recipients = Vec::new();
                for (position, standing) in (0u16..).zip(&mut chunk.recipients) {
                    let Some(attempts) = due(standing).filter(|_| recipients.len() < room) else {
                        continue;
                    };
                    *standing = Standing::Intended;
                    let token = DeviceToken::parse(&format!("{position:064x}")).unwrap();
                    recipients.push(Recipient {
                        position,
                        index: u32::from(position),
                        token,
                        attempts,
                    });
                }
                room -= recipients.len();
                if !recipients.is_empty() {
                    ticked.claims.push(claim(*id, chunk, recipients));
                }
            }
            if room > 0 {
                let waiting = chunks
                    .values()
                    .filter(|chunk| chunk.kind == kind)
                    .flat_map(|chunk| &chunk.recipients);
                let due = waiting.filter_map(|standing| match standing {
                    Standing::Waiting { due_ms, .. } => Some(*due_ms),
                    _ => None,
                });
                ticked.next_due_ms = ticked.next_due_ms.into_iter().chain(due).min();
            }
        }
        let intended = chunks
            .values()
            .flat_map(|chunk| &chunk.recipients)
            .filter(|it| **it == Standing::Intended);
        self.most_intended
            .fetch_max(intended.count(), Ordering::Relaxed);
        ticked
    }
}

fn settled(chunk_id: i64, position: u16, outcome: Outcome) -> Settled {
    Settled {
        workspace_id: lane().workspace_id,
        push_id: push_id(chunk_id),
        index: u32::from(position),
        outcome,
    }
}

fn push_id(chunk_id: i64) -> String {
    format!("push {chunk_id}")
}

fn claim(id: i64, chunk: &Chunk, recipients: Vec<Recipient>) -> Claim {
    Claim {
        chunk_id: id,
        epoch: 1,
        push_id: push_id(id),
        kind: chunk.kind,
        lane: lane(),
        headers: Headers {
            push_type: PushType::Alert,
            topic: "com.example.app".to_owned(),
            priority: None,
            expiration: None,
            collapse_id: None,
        },
        body: "{}".to_owned(),
        deadline_ms: chunk.deadline_ms,
        recipients,
    }
}

impl Ledger for Memory {
    fn tick(&self, tick: Tick) -> BoxFuture<'_, Result<Ticked, LedgerError>> {
        Box::pin(async move {
            let _commit = self.commits.acquire().await.unwrap();
            if self.fails.load(Ordering::Relaxed) {
                return Err(LedgerError::Storage(Arc::new(std::io::Error::other(
                    "disk full",
                ))));
            }
            self.ticks.fetch_add(1, Ordering::Relaxed);
            Ok(self.run(tick))
        })
    }

    fn recover(&self, _now_ms: i64) -> BoxFuture<'_, Result<Recovered, LedgerError>> {
        Box::pin(async { Ok(Recovered::default()) })
    }
}

/// One push on the wire. Dropping it without an answer makes the transport panic.
#[derive(Debug)]
pub(crate) struct OnTheWire {
    pub(crate) push: Push,
    answer: oneshot::Sender<Result<Reply, Undelivered>>,
}

impl OnTheWire {
    pub(crate) fn answer(self, answer: Result<Reply, Undelivered>) {
        // An engine that is gone does not want the answer.
        let _ = self.answer.send(answer);
    }

    pub(crate) fn status(self, status: u16) {
        self.answer(Ok(Reply {
            status,
            signed_in: Duration::from_millis(2),
            answered_in: Duration::from_millis(7),
            ..Reply::default()
        }));
    }
}

/// A transport that hands every push to the test.
#[derive(Debug)]
pub(crate) struct Wire {
    pub(crate) capacity: AtomicUsize,
    pushes: mpsc::UnboundedSender<OnTheWire>,
}

impl Wire {
    pub(crate) fn new(capacity: usize) -> (Arc<Self>, mpsc::UnboundedReceiver<OnTheWire>) {
        let (pushes, received) = mpsc::unbounded_channel();
        (
            Arc::new(Self {
                capacity: capacity.into(),
                pushes,
            }),
            received,
        )
    }
}

impl Transport for Wire {
    fn deliver<'a>(&'a self, push: &'a Push) -> BoxFuture<'a, Result<Reply, Undelivered>> {
        Box::pin(async move {
            let (answer, answered) = oneshot::channel();
            self.pushes
                .send(OnTheWire {
                    push: push.clone(),
                    answer,
                })
                .expect("the test listens");
            answered.await.expect("the test answers")
        })
    }

    fn capacity(&self) -> usize {
        self.capacity.load(Ordering::Relaxed)
    }
}

/// One transport for everything, or none.
pub(crate) struct OneWay(pub(crate) Option<Arc<Wire>>);

impl Gateway for OneWay {
    fn transport(&self, _lane: &LaneKey) -> Option<Arc<dyn Transport>> {
        self.0.clone().map(|wire| wire as Arc<dyn Transport>)
    }
}
