//! The engine, on tokio's paused clock: time passes only when everything waits for it.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use delivery::{
    Engine, Kind, LedgerError, Options, Settled, State, Step, Undelivered, UnknownCause,
};
use tokio::sync::broadcast;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::Instant;

use crate::fakes::{Memory, OnTheWire, OneWay, Standing, Wire, clock};

/// A clock reading that no test reaches.
const NEVER: i64 = i64::MAX;

struct Bench {
    ledger: Arc<Memory>,
    wire: Arc<Wire>,
    pushes: UnboundedReceiver<OnTheWire>,
    engine: Engine,
    settled: broadcast::Receiver<Settled>,
}

impl Bench {
    async fn start(capacity: usize, change: impl FnOnce(&mut Options)) -> Self {
        let ledger = Memory::new();
        let (wire, pushes) = Wire::new(capacity);
        let mut options = Options {
            clock: clock(),
            jitter: Arc::new(|| 1.0),
            ..Options::default()
        };
        change(&mut options);
        let gateway = Arc::new(OneWay(Some(Arc::clone(&wire))));
        let engine = Engine::start(Arc::clone(&ledger) as _, gateway, options)
            .await
            .unwrap();
        let settled = engine.settled();
        Self {
            ledger,
            wire,
            pushes,
            engine,
            settled,
        }
    }

    fn submit(&self, kind: Kind, recipients: usize) -> i64 {
        let push = self.ledger.submit(kind, recipients, NEVER);
        self.engine.wake();
        push
    }

    async fn on_the_wire(&mut self) -> OnTheWire {
        self.pushes.recv().await.unwrap()
    }

    async fn outcome(&mut self) -> Settled {
        self.settled.recv().await.unwrap()
    }

    /// Lets every task run until all of them wait.
    async fn settle_down(&self) {
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_lone_test_push_waits_for_no_tick() {
    let mut bench = Bench::start(1, |_| ()).await;
    let began = Instant::now();
    let push = bench.submit(Kind::Test, 1);
    let sent = bench.on_the_wire().await;
    assert_eq!(
        bench.ledger.standing(push),
        [Standing::Intended],
        "the intent is committed before"
    );
    sent.status(200);
    let settled = bench.outcome().await;
    assert_eq!(
        bench.ledger.standing(push),
        [Standing::Done(State::Accepted)],
        "the outcome is committed before"
    );
    assert_eq!(
        (settled.push_id.as_str(), settled.index, settled.state()),
        ("push 0", 0, State::Accepted)
    );
    assert_eq!(began.elapsed(), Duration::ZERO);
    let timings = settled.outcome.timings;
    assert_eq!(
        timings.signed_at_us,
        timings.sent_at_us.map(|at| at + 2_000)
    );
    assert!(timings.answered_at_us >= timings.sent_at_us);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_while_its_intent_is_not_committed() {
    let mut bench = Bench::start(1, |_| ()).await;
    bench.settle_down().await;
    let held = bench.ledger.commits.acquire().await.unwrap();
    bench.ledger.submit(Kind::Test, 1, NEVER);
    bench.engine.wake();
    bench.settle_down().await;
    assert!(bench.pushes.try_recv().is_err());
    drop(held);
    assert!(bench.pushes.recv().await.is_some());
}

#[tokio::test(start_paused = true)]
async fn an_intent_is_told_after_its_commit_and_for_test_pushes_only() {
    let mut bench = Bench::start(2, |_| ()).await;
    let mut progress = bench.engine.progress();
    bench.settle_down().await;
    let ledger = Arc::clone(&bench.ledger);
    let held = ledger.commits.acquire().await.unwrap();
    bench.submit(Kind::Campaign, 1);
    let test = bench.submit(Kind::Test, 1);
    bench.settle_down().await;
    assert!(progress.try_recv().is_err(), "nothing is committed yet");
    drop(held);
    let told = progress.recv().await.unwrap();
    assert_eq!(
        (told.push_id, told.step),
        (format!("push {test}"), Step::Intended)
    );
    assert_eq!(bench.ledger.standing(test), [Standing::Intended]);
    let _unanswered = [bench.on_the_wire().await, bench.on_the_wire().await];
    assert!(
        progress.try_recv().is_err(),
        "nobody watches the recipients of a campaign one by one"
    );
}

#[tokio::test(start_paused = true)]
async fn nothing_is_told_while_its_outcome_is_not_committed() {
    let mut bench = Bench::start(1, |_| ()).await;
    bench.submit(Kind::Test, 1);
    let sent = bench.on_the_wire().await;
    let ledger = Arc::clone(&bench.ledger);
    let held = ledger.commits.acquire().await.unwrap();
    sent.status(200);
    bench.settle_down().await;
    assert!(bench.settled.try_recv().is_err());
    drop(held);
    assert_eq!(bench.outcome().await.state(), State::Accepted);
}

#[tokio::test(start_paused = true)]
async fn not_now_then_yes_is_accepted_after_the_backoff() {
    let mut bench = Bench::start(1, |_| ()).await;
    let mut progress = bench.engine.progress();
    let push = bench.submit(Kind::Test, 1);
    let began = Instant::now();
    let first = bench.on_the_wire().await;
    let id = first.push.id.clone();
    first.status(503);
    for step in [Step::Intended, Step::Waiting] {
        assert_eq!(progress.recv().await.unwrap().step, step);
    }
    assert!(
        matches!(bench.ledger.standing(push)[..], [Standing::Waiting { .. }]),
        "the wait is committed before it is told"
    );
    assert_eq!(began.elapsed(), Duration::ZERO);
    let second = bench.on_the_wire().await;
    assert_eq!(began.elapsed(), Duration::from_secs(2));
    assert_eq!(second.push.id, id, "the same apns-id");
    second.answer(Err(Undelivered::NotSent {
        cause: "connection refused".to_owned(),
    }));
    let third = bench.on_the_wire().await;
    assert_eq!(began.elapsed(), Duration::from_secs(6));
    third.status(200);
    let settled = bench.outcome().await;
    assert_eq!(
        (settled.state(), settled.outcome.attempts),
        (State::Accepted, 3)
    );
}

#[tokio::test(start_paused = true)]
async fn a_push_that_apple_never_takes_is_given_up_at_its_deadline() {
    let mut bench = Bench::start(1, |_| ()).await;
    bench.ledger.submit(Kind::Test, 1, 1_000_000 + 5_000);
    bench.engine.wake();
    let began = Instant::now();
    let deadline = Some(began + Duration::from_secs(5));
    let settled = loop {
        tokio::select! {
            sent = bench.pushes.recv() => {
                let sent = sent.unwrap();
                assert_eq!(sent.push.not_after, deadline, "the transport knows it");
                sent.status(429);
            }
            settled = bench.settled.recv() => break settled.unwrap(),
        }
    };
    assert_eq!(
        (settled.state(), settled.outcome.status),
        (State::GaveUp, Some(429))
    );
    assert_eq!(
        settled.outcome.attempts, 2,
        "at 0 and 2 s; the next would be at 6 s"
    );
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn a_push_whose_deadline_passed_before_the_start_is_never_sent() {
    let mut bench = Bench::start(1, |_| ()).await;
    bench.ledger.submit(Kind::Test, 1, 1);
    bench.engine.wake();
    let settled = bench.outcome().await;
    assert_eq!(
        (settled.state(), settled.outcome.attempts),
        (State::GaveUp, 0)
    );
    assert!(bench.pushes.try_recv().is_err());
}

#[tokio::test(start_paused = true)]
async fn without_a_credential_a_push_is_given_up_and_says_so() {
    let ledger = Memory::new();
    let options = Options {
        clock: clock(),
        ..Options::default()
    };
    let engine = Engine::start(Arc::clone(&ledger) as _, Arc::new(OneWay(None)), options)
        .await
        .unwrap();
    let mut settled = engine.settled();
    ledger.submit(Kind::Test, 1, NEVER);
    engine.wake();
    let outcome = settled.recv().await.unwrap().outcome;
    assert_eq!(outcome.state, State::GaveUp);
    assert_eq!(
        outcome.detail.as_deref(),
        Some("there is no credential for this app and environment")
    );
}

#[tokio::test(start_paused = true)]
async fn a_transport_that_hangs_or_panics_leaves_its_recipient_unknown() {
    let mut bench = Bench::start(2, |_| ()).await;
    bench.submit(Kind::Test, 1);
    let hanging = bench.on_the_wire().await;
    assert_eq!(
        bench.outcome().await.outcome.unknown,
        Some(UnknownCause::NoAnswer)
    );
    drop(hanging);
    bench.submit(Kind::Test, 1);
    drop(bench.on_the_wire().await);
    assert_eq!(
        bench.outcome().await.outcome.unknown,
        Some(UnknownCause::ConnectionLost)
    );
    bench.submit(Kind::Test, 1);
    bench.on_the_wire().await.status(200);
    assert_eq!(
        bench.outcome().await.state(),
        State::Accepted,
        "both streams are free again"
    );
}

#[tokio::test(start_paused = true)]
async fn the_window_bounds_what_a_crash_can_make_unknown() {
    let mut bench = Bench::start(10_000, |options| options.campaign_window = 300).await;
    bench.submit(Kind::Campaign, 1000);
    for _ in 0..1000 {
        bench.on_the_wire().await.status(200);
    }
    for _ in 0..1000 {
        assert_eq!(bench.outcome().await.state(), State::Accepted);
    }
    assert_eq!(bench.ledger.most_intended.load(Ordering::Relaxed), 300);
}

#[tokio::test(start_paused = true)]
async fn a_transport_gets_no_more_than_it_has_streams_for() {
    let mut bench = Bench::start(2, |_| ()).await;
    bench.submit(Kind::Campaign, 3);
    let first = bench.on_the_wire().await;
    let _second = bench.on_the_wire().await;
    bench.settle_down().await;
    assert!(bench.pushes.try_recv().is_err());
    bench.wire.capacity.store(3, Ordering::Relaxed);
    first.status(200);
    bench.on_the_wire().await;
}

#[tokio::test(start_paused = true)]
async fn a_test_push_overtakes_a_campaign_that_fills_its_window() {
    let mut bench = Bench::start(1, |options| options.campaign_window = 250).await;
    bench.submit(Kind::Campaign, 1000);
    let campaign = bench.on_the_wire().await;
    bench.settle_down().await;
    let test = bench.submit(Kind::Test, 1);
    bench.settle_down().await;
    assert_eq!(
        bench.ledger.standing(test),
        [Standing::Intended],
        "it has room of its own"
    );
    campaign.status(200);
    bench.on_the_wire().await.status(200);
    let settled = [bench.outcome().await, bench.outcome().await];
    assert_eq!(
        settled[1].push_id, "push 1",
        "it is the next on the only stream"
    );
}

#[tokio::test(start_paused = true)]
async fn answers_of_a_campaign_share_commits() {
    let mut bench = Bench::start(1000, |_| ()).await;
    bench.submit(Kind::Campaign, 200);
    let before = bench.ledger.ticks.load(Ordering::Relaxed);
    for _ in 0..200 {
        let sent = bench.on_the_wire().await;
        tokio::time::advance(Duration::from_micros(500)).await;
        sent.status(200);
    }
    for _ in 0..200 {
        bench.outcome().await;
    }
    let commits = bench.ledger.ticks.load(Ordering::Relaxed) - before;
    assert!((2..=15).contains(&commits), "{commits} commits in 100 ms");
}

#[tokio::test(start_paused = true)]
async fn draining_waits_for_answers_and_gives_back_what_was_not_sent() {
    let mut bench = Bench::start(2, |_| ()).await;
    let push = bench.submit(Kind::Campaign, 4);
    let first = bench.on_the_wire().await;
    let _silent = bench.on_the_wire().await;
    bench.settle_down().await;
    let engine = &bench.engine;
    let (drained, ()) = tokio::join!(engine.drain(), async { first.status(200) });
    drained.unwrap();
    assert!(!bench.engine.is_running());
    let standing = bench.ledger.standing(push);
    assert_eq!(
        standing[..2],
        [
            Standing::Done(State::Accepted),
            Standing::Done(State::Unknown)
        ]
    );
    assert!(matches!(
        standing[2..],
        [
            Standing::Waiting { attempts: 0, .. },
            Standing::Waiting { attempts: 0, .. }
        ]
    ));
    assert!(
        bench.pushes.try_recv().is_err(),
        "nothing is sent while draining"
    );
    let told = [bench.outcome().await, bench.outcome().await];
    assert_eq!(told[1].outcome.unknown, Some(UnknownCause::RelayStopped));
}

#[tokio::test(start_paused = true)]
async fn what_is_heard_while_draining_is_committed_before_the_last_answer() {
    let mut bench = Bench::start(2, |_| ()).await;
    let push = bench.submit(Kind::Campaign, 3);
    let first = bench.on_the_wire().await;
    let _silent = bench.on_the_wire().await;
    bench.settle_down().await;
    let began = Instant::now();
    let ledger = Arc::clone(&bench.ledger);
    let (engine, settled) = (&bench.engine, &mut bench.settled);
    let (drained, ()) = tokio::join!(engine.drain(), async {
        first.status(200);
        assert_eq!(settled.recv().await.unwrap().state(), State::Accepted);
        assert_eq!(began.elapsed(), Duration::ZERO, "it waits for no other");
        let standing = ledger.standing(push);
        assert_eq!(standing[0], Standing::Done(State::Accepted));
        assert_eq!(standing[1], Standing::Intended);
        assert!(
            matches!(standing[2], Standing::Waiting { .. }),
            "what was never sent is given back at once: {standing:?}"
        );
    });
    drained.unwrap();
    assert_eq!(began.elapsed(), Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn what_comes_with_the_order_to_drain_is_not_claimed() {
    let mut bench = Bench::start(2, |_| ()).await;
    bench.settle_down().await;
    let ledger = Arc::clone(&bench.ledger);
    let held = ledger.commits.acquire().await.unwrap();
    bench.engine.wake();
    bench.settle_down().await;
    // A commit is under way. Before it returns, there is more to send, and the order to drain.
    let engine = &bench.engine;
    let (drained, push) = tokio::join!(engine.drain(), async {
        tokio::task::yield_now().await;
        drop(held);
        let push = ledger.submit(Kind::Test, 1, NEVER);
        engine.wake();
        push
    });
    drained.unwrap();
    // The commit that was under way may have taken it along; then it was given back.
    assert!(
        matches!(
            bench.ledger.standing(push)[..],
            [Standing::Queued | Standing::Waiting { attempts: 0, .. }]
        ),
        "{:?}",
        bench.ledger.standing(push)
    );
    assert!(bench.pushes.try_recv().is_err(), "nothing was sent");
}

#[tokio::test(start_paused = true)]
async fn after_the_ledger_failed_nothing_more_is_sent() {
    let mut bench = Bench::start(1, |_| ()).await;
    bench.submit(Kind::Test, 1);
    let sent = bench.on_the_wire().await;
    bench.ledger.fails.store(true, Ordering::Relaxed);
    sent.status(200);
    let error = bench.engine.failed().await;
    assert!(matches!(error, LedgerError::Storage(_)));
    bench.ledger.fails.store(false, Ordering::Relaxed);
    bench.submit(Kind::Test, 1);
    bench.settle_down().await;
    assert!(bench.pushes.try_recv().is_err());
    assert!(
        bench.settled.try_recv().is_err(),
        "what was not committed is not told"
    );
    assert!(bench.engine.drain().await.is_err());
}
