//! The engine over SQLite: what a second connection sees in the file at the moment when the transport gets a push.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use delivery::{
    Engine, Gateway, LaneKey, Options, Push, Reply, State, Step, Transport, Undelivered,
};
use futures_util::future::{BoxFuture, pending};
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use tokio::sync::{Mutex as AsyncMutex, mpsc};

use crate::bench::Bench;
use crate::sqlite::raw;

/// What the file said about a push when the transport got it: phase of its chunk, states, waiting retries.
type Seen = (i64, Vec<u8>, i64);

/// A transport that looks into the file, then answers by its script; when that is at its end, never.
struct Witness {
    file: AsyncMutex<SqliteConnection>,
    script: Mutex<VecDeque<u16>>,
    seen: mpsc::UnboundedSender<Seen>,
}

impl Transport for Witness {
    fn deliver<'a>(&'a self, push: &'a Push) -> BoxFuture<'a, Result<Reply, Undelivered>> {
        Box::pin(async move {
            let row = sqlx::query(
                "SELECT phase, states, (SELECT count(*) FROM retry WHERE chunk_id = chunk.id) AS waiting
                 FROM chunk WHERE push_id = ?",
            )
            .bind(&push.id)
            .fetch_one(&mut *self.file.lock().await)
            .await
            .unwrap();
            self.seen
                .send((row.get("phase"), row.get("states"), row.get("waiting")))
                .unwrap();
            let Some(status) = self.script.lock().unwrap().pop_front() else {
                return pending().await;
            };
            Ok(Reply {
                status,
                apns_id: Some(push.id.clone()),
                signed_in: Duration::from_millis(1),
                answered_in: Duration::from_millis(2),
                ..Reply::default()
            })
        })
    }

    fn capacity(&self) -> usize {
        10
    }
}

struct OneWay(Arc<Witness>);

impl Gateway for OneWay {
    fn transport(&self, _lane: &LaneKey) -> Option<Arc<dyn Transport>> {
        Some(Arc::clone(&self.0) as Arc<dyn Transport>)
    }
}

async fn start(bench: &Bench, script: &[u16]) -> (Engine, mpsc::UnboundedReceiver<Seen>) {
    let (seen, received) = mpsc::unbounded_channel();
    let script = Mutex::new(script.iter().copied().collect());
    let witness = Arc::new(Witness {
        file: AsyncMutex::new(raw(bench).await),
        script,
        seen,
    });
    let options = Options {
        clock: bench.clock(),
        jitter: Arc::new(|| 0.0),
        ..Options::default()
    };
    let engine = Engine::start(
        Arc::new(bench.store.clone()),
        Arc::new(OneWay(witness)),
        options,
    )
    .await
    .unwrap();
    (engine, received)
}

#[tokio::test]
async fn the_intent_is_in_the_file_before_the_push_is_on_the_wire_and_the_outcome_before_it_is_told()
 {
    let bench = Bench::sqlite().await;
    let ada = bench.team("Ada").await;
    let (engine, mut seen) = start(&bench, &[200]).await;
    let mut settled = engine.settled();
    ada.submit(ada.test_push("push")).await;
    engine.wake();
    assert_eq!(
        seen.recv().await.unwrap(),
        (1, vec![State::Undecided.byte()], 0)
    );
    let told = settled.recv().await.unwrap();
    assert_eq!(
        (told.push_id.as_str(), told.state()),
        ("push", State::Accepted)
    );
    let mut file = raw(&bench).await;
    let states: Vec<u8> = sqlx::query_scalar("SELECT states FROM chunk")
        .fetch_one(&mut file)
        .await
        .unwrap();
    assert_eq!(states, [State::Accepted.byte()]);
    assert_eq!(
        ada.scoped.push("push").await.unwrap().outcomes.first,
        Some(told.outcome)
    );
    engine.drain().await.unwrap();
}

#[tokio::test]
async fn a_second_attempt_has_its_own_intent() {
    let bench = Bench::sqlite().await;
    let ada = bench.team("Ada").await;
    let (engine, mut seen) = start(&bench, &[503, 200]).await;
    let (mut settled, mut progress) = (engine.settled(), engine.progress());
    ada.submit(ada.test_push("push")).await;
    engine.wake();
    while progress.recv().await.unwrap().step != Step::Waiting {}
    let push = ada.scoped.push("push").await.unwrap();
    let waiting = push.outcomes.waiting.unwrap();
    assert_eq!(
        (waiting.due_at, waiting.so_far.status),
        (bench.now() + 2000, Some(503))
    );
    assert!(
        waiting.so_far.timings.answered_at_us.is_some(),
        "the answer has its time"
    );
    bench.pass(2000);
    engine.wake();
    let told = settled.recv().await.unwrap();
    assert_eq!((told.state(), told.outcome.attempts), (State::Accepted, 2));
    let intended = (1, vec![State::Undecided.byte()], 0);
    assert_eq!(
        [seen.recv().await.unwrap(), seen.recv().await.unwrap()],
        [intended.clone(), intended]
    );
    engine.drain().await.unwrap();
}

#[tokio::test]
async fn an_engine_that_died_leaves_its_push_unknown_to_the_next() {
    let bench = Bench::sqlite().await;
    let ada = bench.team("Ada").await;
    let (engine, mut seen) = start(&bench, &[]).await;
    ada.submit(ada.test_push("push")).await;
    engine.wake();
    seen.recv().await.unwrap();
    drop(engine);

    let (engine, mut seen) = start(&bench, &[200]).await;
    assert_eq!(engine.recovered().unknown.len(), 1);
    let mut settled = engine.settled();
    ada.submit(ada.test_push("next")).await;
    engine.wake();
    assert_eq!(settled.recv().await.unwrap().push_id, "next");
    engine.drain().await.unwrap();
    seen.recv().await.unwrap();
    assert!(
        seen.try_recv().is_err(),
        "the unknown one was not sent again"
    );
    assert_eq!(
        ada.scoped
            .push("push")
            .await
            .unwrap()
            .outcomes
            .tally
            .unknown,
        1
    );
}
