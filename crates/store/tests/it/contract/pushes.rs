//! Taking, reading and listing pushes.

use delivery::{Kind, Tally, UnknownPolicy};
use futures_util::future::join_all;
use payload::Environment;
use store::{Inserted, NewPush, Outcomes, Page, StoreError};

use crate::bench::{Bench, START, Team, token};

pub(super) async fn a_push_reads_back_as_it_was_taken(bench: Bench) {
    let ada = bench.team("Ada").await;
    let new = ada.test_push("push");
    let taken = ada.submit(new.clone()).await;
    assert_eq!(taken, ada.scoped.push("push").await.unwrap());
    assert_eq!(
        (taken.kind, taken.unknown_policy),
        (Kind::Test, UnknownPolicy::Leave)
    );
    assert_eq!(
        (taken.app_id, taken.device_id),
        (ada.app.id, Some(ada.phone.id))
    );
    assert_eq!((taken.draft, taken.sealed), (new.draft, new.sealed));
    assert_eq!(
        (
            taken.created_at,
            taken.received_at_us,
            taken.validated_at_us
        ),
        (START, START * 1000, START * 1000 + 300)
    );
    assert_eq!(
        (taken.created_by, taken.deadline_at),
        (Some(ada.person_id), new.deadline_at)
    );
    assert_eq!((taken.displayed_at_us, taken.cancelled_at), (None, None));
    let tally = Tally {
        total: 1,
        ..Tally::default()
    };
    assert_eq!(
        taken.outcomes,
        Outcomes {
            tally,
            first: None,
            waiting: None
        }
    );
}

pub(super) async fn the_same_request_is_taken_once(bench: Bench) {
    let ada = bench.team("Ada").await;
    let first = ada.test_push("first");
    let taken = ada.submit(first.clone()).await;

    let repeated = NewPush {
        id: "second".to_owned(),
        ..first.clone()
    };
    let Inserted::Existing(existing) = ada.scoped.insert_push(repeated).await.unwrap() else {
        panic!("the repetition was taken");
    };
    assert_eq!(existing, taken);
    assert!(ada.scoped.push("second").await.is_err());

    let other = NewPush {
        id: "third".to_owned(),
        request_hash: [8; 32],
        ..first.clone()
    };
    let refused = ada.scoped.insert_push(other).await;
    assert!(matches!(
        refused,
        Err(StoreError::Conflict {
            what: "idempotency key"
        })
    ));

    let grace = bench.team("Grace").await;
    let theirs = NewPush {
        idempotency_key: first.idempotency_key,
        ..grace.test_push("theirs")
    };
    grace.submit(theirs).await;
    assert_eq!(bench.claim().await.len(), 2, "one for each workspace");
}

pub(super) async fn a_push_is_taken_together_with_its_line_in_the_audit_log(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;
    let repeated = ada.scoped.insert_push(ada.test_push("push")).await;
    assert!(matches!(repeated, Ok(Inserted::Existing(_))));
    let refused = NewPush {
        device_id: Some("no such device".to_owned()),
        ..ada.test_push("refused")
    };
    assert!(ada.scoped.insert_push(refused).await.is_err());
    let log = ada.scoped.audit_log(10).await.unwrap();
    let lines: Vec<_> = log
        .iter()
        .map(|line| {
            (
                line.person_id.as_deref(),
                line.action.as_str(),
                line.subject.as_str(),
            )
        })
        .collect();
    assert_eq!(lines, [(Some(ada.person_id.as_str()), "push.send", "push")]);
}

pub(super) async fn many_repetitions_at_once_make_one_push(bench: Bench) {
    let ada = bench.team("Ada").await;
    let repetition = |number: usize| {
        let push = NewPush {
            id: format!("push {number}"),
            ..ada.test_push("push")
        };
        ada.scoped.insert_push(push)
    };
    let taken = join_all((0..20).map(repetition)).await;
    let new = taken
        .iter()
        .filter(|it| matches!(it, Ok(Inserted::New(_))))
        .count();
    assert_eq!((new, taken.iter().filter(|it| it.is_ok()).count()), (1, 20));
    assert_eq!(ada.scoped.pushes(Page::default()).await.unwrap().len(), 1);
}

async fn listed(team: &Team, page: Page) -> Vec<String> {
    team.scoped
        .pushes(page)
        .await
        .unwrap()
        .into_iter()
        .map(|push| push.id)
        .collect()
}

pub(super) async fn pushes_are_listed_newest_first_by_pages(bench: Bench) {
    let ada = bench.team("Ada").await;
    for id in ["1", "2", "3"] {
        ada.submit(ada.test_push(id)).await; // all in the same millisecond
    }
    assert_eq!(listed(&ada, Page::default()).await, ["3", "2", "1"]);
    let page = Page {
        limit: Some(1),
        before: Some("3".to_owned()),
    };
    assert_eq!(listed(&ada, page).await, ["2"]);
    assert_eq!(
        listed(
            &ada,
            Page {
                limit: Some(0),
                before: None
            }
        )
        .await,
        [""; 0]
    );
}

pub(super) async fn another_workspace_s_push_is_not_found(bench: Bench) {
    let ada = bench.team("Ada").await;
    let grace = bench.team("Grace").await;
    grace.submit(grace.test_push("theirs")).await;
    for id in ["theirs", "no such push"] {
        let answers = [
            ada.scoped.push(id).await.map(|_| ()),
            ada.scoped.cancel_push(id).await.map(|_| ()),
            ada.scoped.push_displayed(id, 1).await,
            ada.scoped
                .pushes(Page {
                    limit: None,
                    before: Some(id.to_owned()),
                })
                .await
                .map(|_| ()),
        ];
        for answer in answers {
            assert!(
                matches!(answer, Err(StoreError::NotFound { what: "push" })),
                "{id}: {answer:?}"
            );
        }
    }
    assert_eq!(listed(&ada, Page::default()).await, [""; 0]);
    let theirs = grace.scoped.push("theirs").await.unwrap();
    assert_eq!((theirs.cancelled_at, theirs.displayed_at_us), (None, None));
    assert_eq!(theirs.outcomes.tally.pending(), 1);
}

pub(super) async fn a_push_cannot_name_things_of_another_workspace(bench: Bench) {
    let ada = bench.team("Ada").await;
    let grace = bench.team("Grace").await;
    let attempts = [
        NewPush {
            app_id: grace.app.id.clone(),
            ..ada.campaign("app", vec![token(0)])
        },
        NewPush {
            device_id: Some(grace.phone.id.clone()),
            ..ada.test_push("device")
        },
        NewPush {
            environment: Environment::Production,
            ..ada.test_push("environment")
        },
        NewPush {
            created_by: Some(grace.person_id.clone()),
            ..ada.test_push("person")
        },
    ];
    for attempt in attempts {
        let id = attempt.id.clone();
        let refused = ada.scoped.insert_push(attempt).await;
        assert!(
            matches!(refused, Err(StoreError::NotFound { .. })),
            "{id}: {refused:?}"
        );
    }
    assert!(bench.claim().await.is_empty());
}

pub(super) async fn the_first_display_is_remembered(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;
    ada.scoped.push_displayed("push", 5).await.unwrap();
    ada.scoped.push_displayed("push", 9).await.unwrap();
    assert_eq!(
        ada.scoped.push("push").await.unwrap().displayed_at_us,
        Some(5)
    );
}
