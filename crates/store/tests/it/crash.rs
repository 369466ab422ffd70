//! The relay is killed between intent and answer: what the file holds at that moment is all that is left.

use std::fs;

use delivery::{Ledger, State, Tally, UnknownCause};
use store::{Inserted, Page, Store};

use crate::bench::{Bench, accepted, later};

/// Opens what a killed process would have left: a copy of the database and its log, taken without closing anything.
async fn killed(bench: &Bench) -> Bench {
    let after = Bench::sqlite().await;
    after.store.close().await;
    for suffix in ["", "-wal"] {
        let name = format!("carillon.db{suffix}");
        let _ = fs::remove_file(after.directory.path().join(&name));
        fs::copy(
            bench.directory.path().join(&name),
            after.directory.path().join(&name),
        )
        .unwrap();
    }
    let store = Store::open(&after.path(), after.clock()).await.unwrap();
    Bench { store, ..after }
}

#[tokio::test]
async fn a_push_killed_between_intent_and_answer_is_unknown_and_listed() {
    let bench = Bench::sqlite().await;
    let ada = bench.team("Ada").await;
    let new = ada.test_push("on the wire");
    ada.submit(new.clone()).await;
    assert_eq!(bench.claim().await.len(), 1);

    let after = killed(&bench).await;
    let recovered = after.recover().await;
    assert_eq!(recovered.unknown.len(), 1);
    assert_eq!(
        recovered.unknown[0].outcome.unknown,
        Some(UnknownCause::RelayStopped)
    );
    let scoped = after.store.scoped(&ada.workspace_id);
    let push = scoped.push("on the wire").await.unwrap();
    assert_eq!(
        push.outcomes.tally,
        Tally {
            total: 1,
            unknown: 1,
            ..Tally::default()
        }
    );
    assert_eq!(push.outcomes.first.unwrap().state, State::Unknown);
    assert_eq!(scoped.unknowns().await.unwrap().len(), 1);
    assert!(
        after.claim().await.is_empty(),
        "a test push is sent at most once"
    );
    let Inserted::Existing(same) = scoped.insert_push(new).await.unwrap() else {
        panic!("sent a second time")
    };
    assert_eq!(
        same.outcomes.tally.unknown, 1,
        "the page asks again and learns the truth"
    );
}

#[tokio::test]
async fn at_every_other_moment_a_kill_leaves_certainty() {
    let bench = Bench::sqlite().await;
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;

    let queued = killed(&bench).await;
    assert_eq!(queued.recover().await.unknown, []);
    assert_eq!(
        queued.claim().await.len(),
        1,
        "it was never sent, so it is sent now"
    );

    let claim = bench.claim().await.remove(0);
    bench.answer(&claim, &later(bench.now() + 10)).await;
    let waiting = killed(&bench).await;
    assert_eq!(waiting.recover().await.waiting, 1);
    assert_eq!(
        waiting
            .store
            .scoped(&ada.workspace_id)
            .unknowns()
            .await
            .unwrap(),
        []
    );
    waiting.pass(10);
    assert_eq!(waiting.claim().await.len(), 1);

    bench.pass(10);
    let claim = bench.claim().await.remove(0);
    bench.answer(&claim, &accepted()).await;
    let answered = killed(&bench).await;
    assert_eq!(answered.recover().await.unknown, []);
    let pushes = answered
        .store
        .scoped(&ada.workspace_id)
        .pushes(Page::default())
        .await
        .unwrap();
    assert_eq!(pushes[0].outcomes.tally.accepted, 1);
    assert!(
        answered
            .store
            .recover(answered.now())
            .await
            .unwrap()
            .unknown
            .is_empty()
    );
}
