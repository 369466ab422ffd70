//! The delivery ledger, tick by tick.

use delivery::rules::POISON;
use delivery::{
    Answer, Kind, Ledger, LedgerError, Outcome, Room, State, Tally, Tick, Timings, UnknownCause,
    UnknownPolicy, Verdict,
};
use payload::Reason;
use store::NewPush;

use crate::bench::{Bench, ROOM, Team, accepted, later, phone, rejected, slots, token, tokens};

async fn tally(team: &Team, push: &str) -> Tally {
    team.scoped.push(push).await.unwrap().outcomes.tally
}

async fn only_outcome(team: &Team, push: &str) -> Outcome {
    team.scoped
        .push(push)
        .await
        .unwrap()
        .outcomes
        .first
        .unwrap()
}

pub(super) async fn an_audience_is_claimed_in_chunks_within_the_room(bench: Bench) {
    let ada = bench.team("Ada").await;
    let taken = ada.submit(ada.campaign("campaign", tokens(600))).await;
    let room = Room {
        test: 1000,
        campaign: 599,
    };
    let first = bench.tick(Vec::new(), room).await.claims;
    assert_eq!(
        first
            .iter()
            .map(|claim| claim.recipients.len())
            .collect::<Vec<_>>(),
        [250, 250]
    );
    let last = &bench.claim().await[0];
    assert_eq!(last.recipients.len(), 100);
    let recipient = &last.recipients[99];
    assert_eq!(
        (recipient.position, recipient.index, &recipient.token),
        (99, 599, &token(599))
    );
    assert_eq!(
        (last.lane.workspace_id.as_str(), last.lane.app_id.as_str()),
        (ada.workspace_id.as_str(), ada.app.id.as_str())
    );
    assert_eq!(
        (&last.headers, &last.body),
        (&taken.sealed.headers, &taken.sealed.body)
    );
    assert_eq!(
        (last.kind, last.deadline_ms),
        (Kind::Campaign, taken.deadline_at)
    );
}

pub(super) async fn test_pushes_are_claimed_before_campaigns(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.campaign("campaign", tokens(250))).await;
    ada.submit(ada.test_push("test")).await;
    let none_for_campaigns = bench
        .tick(
            Vec::new(),
            Room {
                test: 1,
                campaign: 249,
            },
        )
        .await
        .claims;
    assert_eq!(
        none_for_campaigns
            .iter()
            .map(|claim| claim.push_id.as_str())
            .collect::<Vec<_>>(),
        ["test"]
    );
    ada.submit(ada.test_push("another test")).await;
    let both = bench.claim().await;
    assert_eq!(
        both.iter()
            .map(|claim| claim.push_id.as_str())
            .collect::<Vec<_>>(),
        ["another test", "campaign"]
    );
}

pub(super) async fn a_claimed_chunk_is_not_claimed_again(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;
    assert_eq!(bench.claim().await.len(), 1);
    assert!(bench.claim().await.is_empty());
}

pub(super) async fn a_push_says_when_its_intent_was_last_written(bench: Bench) {
    let ada = bench.team("Ada").await;
    let written = async || ada.scoped.push("push").await.unwrap().written_at_us;
    ada.submit(ada.test_push("push")).await;
    assert_eq!(written().await, None);
    let claim = bench.claim().await.remove(0);
    let first = bench.now();
    assert_eq!(written().await, Some(first * 1000));
    bench.pass(10);
    bench.answer(&claim, &later(bench.now() + 5)).await;
    assert_eq!(
        written().await,
        Some(first * 1000),
        "not intended again yet"
    );
    bench.pass(5);
    assert_eq!(bench.claim().await.len(), 1);
    assert_eq!(written().await, Some((first + 15) * 1000));
}

pub(super) async fn answers_are_counted_and_explained(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.campaign("campaign", tokens(3))).await;
    let claim = bench.claim().await.remove(0);
    let refused = Outcome {
        detail: Some("words".to_owned()),
        ..rejected(400, "SomethingNew")
    };
    let verdicts = [
        Verdict::Settled(refused.clone()),
        accepted(),
        Verdict::Settled(Outcome::gave_up("why")),
    ];
    let answers = slots(&claim)
        .zip(verdicts)
        .map(|(slot, verdict)| Answer { slot, verdict })
        .collect();
    let settled = bench.tick(answers, ROOM).await.settled;
    let told: Vec<_> = settled
        .iter()
        .map(|it| (it.push_id.as_str(), it.index, it.state()))
        .collect();
    let expected = [State::Rejected, State::Accepted, State::GaveUp];
    assert_eq!(
        told,
        [
            ("campaign", 0, expected[0]),
            ("campaign", 1, expected[1]),
            ("campaign", 2, expected[2])
        ]
    );
    assert_eq!(
        tally(&ada, "campaign").await,
        Tally {
            total: 3,
            rejected: 1,
            accepted: 1,
            gave_up: 1,
            ..Tally::default()
        }
    );
    assert_eq!(only_outcome(&ada, "campaign").await, refused);

    ada.submit(ada.test_push("test")).await;
    let everything = Outcome {
        status: Some(200),
        apns_id: Some("test".to_owned()),
        unique_id: Some("unique".to_owned()),
        attempts: 2,
        timings: Timings {
            sent_at_us: Some(1),
            signed_at_us: Some(2),
            answered_at_us: Some(3),
        },
        ..Outcome::bare(State::Accepted)
    };
    let claim = bench.claim().await.remove(0);
    bench
        .answer(&claim, &Verdict::Settled(everything.clone()))
        .await;
    assert_eq!(
        only_outcome(&ada, "test").await,
        everything,
        "of a test push everything is kept"
    );
    assert!(bench.claim().await.is_empty());
    assert_eq!(
        bench.recover().await.unknown,
        [],
        "what is answered is not unknown"
    );
}

pub(super) async fn not_now_waits_and_is_claimed_when_due(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;
    let claim = bench.claim().await.remove(0);
    let due = bench.now() + 700;
    let answers = slots(&claim)
        .map(|slot| Answer {
            slot,
            verdict: later(due),
        })
        .collect();
    let ticked = bench.tick(answers, ROOM).await;
    assert_eq!(
        (
            ticked.claims.len(),
            ticked.settled.len(),
            ticked.next_due_ms
        ),
        (0, 0, Some(due))
    );

    let outcomes = ada.scoped.push("push").await.unwrap().outcomes;
    let waiting = outcomes.waiting.unwrap();
    assert_eq!(
        (
            waiting.due_at,
            waiting.so_far.status,
            waiting.so_far.attempts
        ),
        (due, Some(503), 1)
    );
    assert_eq!(waiting.so_far.reason, Some(Reason::from_wire("Shutdown")));
    assert_eq!((outcomes.first, outcomes.tally.pending()), (None, 1));

    bench.pass(699);
    assert!(bench.claim().await.is_empty());
    bench.pass(1);
    assert_eq!(
        bench.tick(Vec::new(), Room::default()).await.next_due_ms,
        None,
        "no room, no hurry"
    );
    let again = bench.claim().await.remove(0);
    assert_eq!(
        (again.recipients.len(), again.recipients[0].attempts),
        (1, 1)
    );
    assert!(bench.claim().await.is_empty(), "a claim is an intent");
    bench.answer(&again, &accepted()).await;
    assert_eq!(tally(&ada, "push").await.accepted, 1);
    assert_eq!(
        ada.scoped.push("push").await.unwrap().outcomes.waiting,
        None
    );
}

pub(super) async fn released_recipients_are_claimed_again_without_an_attempt(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;
    let claim = bench.claim().await.remove(0);
    bench
        .answer(&claim, &Verdict::Released { attempts: 0 })
        .await;
    assert_eq!(
        bench.recover().await.unknown,
        [],
        "it was given back, so it is certain"
    );
    assert_eq!(bench.claim().await[0].recipients[0].attempts, 0);
}

pub(super) async fn after_a_crash_intents_without_answers_are_unknown(bench: Bench) {
    let ada = bench.team("Ada").await;
    let grace = bench.team("Grace").await;
    ada.submit(ada.test_push("sent")).await;
    bench.claim().await;
    ada.submit(ada.test_push("queued")).await;

    let recovered = bench.recover().await;
    let lost: Vec<_> = recovered
        .unknown
        .iter()
        .map(|it| (it.push_id.as_str(), it.outcome.unknown))
        .collect();
    assert_eq!(lost, [("sent", Some(UnknownCause::RelayStopped))]);
    assert_eq!(
        tally(&ada, "sent").await,
        Tally {
            total: 1,
            unknown: 1,
            ..Tally::default()
        }
    );
    assert_eq!(
        only_outcome(&ada, "sent").await.unknown,
        Some(UnknownCause::RelayStopped)
    );
    let listed = ada.scoped.unknowns().await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].push_id.as_str(), listed[0].index, listed[0].at),
        ("sent", 0, bench.now())
    );
    assert_eq!(
        grace.scoped.unknowns().await.unwrap(),
        [],
        "others do not see it"
    );

    assert_eq!(bench.recover().await.unknown, [], "once");
    let claims = bench.claim().await;
    assert_eq!(
        claims
            .iter()
            .map(|claim| claim.push_id.as_str())
            .collect::<Vec<_>>(),
        ["queued"]
    );
}

pub(super) async fn after_a_crash_waiting_retries_still_wait(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;
    let claim = bench.claim().await.remove(0);
    bench.answer(&claim, &later(bench.now() + 50)).await;
    let recovered = bench.recover().await;
    assert_eq!(
        (recovered.unknown.len(), recovered.waiting),
        (0, 1),
        "Apple said no, so it is certain"
    );
    bench.pass(50);
    let again = bench.claim().await.remove(0);
    assert_eq!(again.recipients[0].attempts, 1);
    assert!(again.epoch > claim.epoch);
    bench.answer(&again, &accepted()).await;
    assert_eq!(tally(&ada, "push").await.accepted, 1);
}

pub(super) async fn after_a_crash_the_former_owner_is_fenced_out(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.campaign("campaign", tokens(2))).await;
    let stale = bench.claim().await.remove(0);
    bench.recover().await;
    let answers = slots(&stale)
        .map(|slot| Answer {
            slot,
            verdict: accepted(),
        })
        .collect();
    let refused = bench
        .store
        .tick(Tick {
            now_ms: bench.now(),
            answers,
            room: ROOM,
        })
        .await;
    assert!(matches!(refused, Err(LedgerError::Fenced { .. })));
    assert_eq!(tally(&ada, "campaign").await.accepted, 0);
    assert_eq!(
        bench.claim().await.len(),
        1,
        "a refused tick has claimed nothing"
    );
}

pub(super) async fn unknowns_are_sent_again_where_the_push_asks_for_it(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.campaign("campaign", tokens(2))).await;
    bench.claim().await;
    let recovered = bench.recover().await;
    assert_eq!((recovered.unknown.len(), recovered.resent), (0, 2));
    let again = bench.claim().await.remove(0);
    assert_eq!(again.recipients.len(), 2);

    let lost = Verdict::Settled(Outcome {
        attempts: 2,
        ..Outcome::unknown(UnknownCause::NoAnswer, "silence")
    });
    let settled = bench.answer(&again, &lost).await;
    assert_eq!(settled, [], "not settled: it is sent again");
    assert_eq!(
        ada.scoped.unknowns().await.unwrap().len(),
        4,
        "each time is listed"
    );
    bench.pass(1000);
    let third = bench.claim().await.remove(0);
    bench.answer(&third, &accepted()).await;
    assert_eq!(
        tally(&ada, "campaign").await,
        Tally {
            total: 2,
            accepted: 2,
            ..Tally::default()
        }
    );
    assert_eq!(
        ada.scoped.unknowns().await.unwrap().len(),
        4,
        "the log never shrinks"
    );
}

pub(super) async fn a_chunk_that_crashes_the_relay_three_times_is_left_alone(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.campaign("campaign", tokens(1))).await;
    for _ in 1..POISON {
        assert_eq!(bench.claim().await.len(), 1);
        assert_eq!(bench.recover().await.resent, 1);
    }
    assert_eq!(bench.claim().await.len(), 1);
    assert_eq!(bench.recover().await.resent, 0);
    assert!(bench.claim().await.is_empty());
    assert_eq!(tally(&ada, "campaign").await.unknown, 1);
}

pub(super) async fn restarts_while_a_chunk_waits_are_no_crashes_of_it(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.campaign("campaign", tokens(1))).await;
    let claim = bench.claim().await.remove(0);
    bench.answer(&claim, &later(bench.now() + 50)).await;
    for _ in 0..POISON {
        assert_eq!(bench.recover().await.waiting, 1);
    }
    bench.pass(50);
    assert_eq!(bench.claim().await.len(), 1);
    assert_eq!(bench.recover().await.resent, 1, "this is its first crash");
}

pub(super) async fn an_outcome_is_given_once(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;
    let claim = bench.claim().await.remove(0);
    bench
        .answer(&claim, &Verdict::Settled(rejected(400, "BadTopic")))
        .await;
    for verdict in [accepted(), later(bench.now())] {
        let answers = slots(&claim)
            .map(|slot| Answer {
                slot,
                verdict: verdict.clone(),
            })
            .collect();
        let refused = bench
            .store
            .tick(Tick {
                now_ms: bench.now(),
                answers,
                room: ROOM,
            })
            .await;
        assert!(matches!(refused, Err(LedgerError::SettledTwice { .. })));
    }
    assert_eq!(
        tally(&ada, "push").await,
        Tally {
            total: 1,
            rejected: 1,
            ..Tally::default()
        }
    );
}

pub(super) async fn cancelling_stops_what_has_no_intent(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.campaign("campaign", tokens(300))).await;
    let claim = bench
        .tick(
            Vec::new(),
            Room {
                test: 0,
                campaign: 250,
            },
        )
        .await
        .claims
        .remove(0);
    let waiting = slots(&claim)
        .take(10)
        .map(|slot| Answer {
            slot,
            verdict: later(bench.now() + 50),
        })
        .collect();
    bench.tick(waiting, Room::default()).await;

    let cancelled = ada.scoped.cancel_push("campaign").await.unwrap();
    assert_eq!(cancelled.cancelled_at, Some(bench.now()));
    assert_eq!(
        (
            cancelled.outcomes.tally.cancelled,
            cancelled.outcomes.tally.pending()
        ),
        (60, 240)
    );
    bench.pass(100);
    assert!(bench.claim().await.is_empty());
    assert_eq!(
        ada.scoped.cancel_push("campaign").await.unwrap(),
        cancelled,
        "again changes nothing"
    );

    ada.submit(ada.test_push("done")).await;
    let done = bench.claim().await.remove(0);
    bench.answer(&done, &accepted()).await;
    assert_eq!(
        ada.scoped.cancel_push("done").await.unwrap().cancelled_at,
        None,
        "there is nothing to stop"
    );
}

pub(super) async fn cancelling_lets_what_is_on_the_wire_have_its_outcome(bench: Bench) {
    let ada = bench.team("Ada").await;
    ada.submit(ada.campaign("campaign", tokens(3))).await;
    let claim = bench.claim().await.remove(0);
    ada.scoped.cancel_push("campaign").await.unwrap();
    let lost = Verdict::Settled(Outcome::unknown(UnknownCause::NoAnswer, "silence"));
    let verdicts = [accepted(), later(bench.now()), lost];
    let answers = slots(&claim)
        .zip(verdicts)
        .map(|(slot, verdict)| Answer { slot, verdict })
        .collect();
    let ticked = bench.tick(answers, ROOM).await;
    let states: Vec<State> = ticked
        .settled
        .iter()
        .map(delivery::Settled::state)
        .collect();
    assert_eq!(
        states,
        [State::Accepted, State::Cancelled, State::Unknown],
        "nothing of it is sent again"
    );
    assert!(ticked.claims.is_empty());
}

pub(super) async fn a_dead_token_is_marked_unless_it_was_registered_since(bench: Bench) {
    let ada = bench.team("Ada").await;
    let grace = bench.team("Grace").await;
    bench.pass(10_000);
    let told = bench.now() - 5_000;
    let renewed = ada
        .scoped
        .register_device(phone("renewed", &ada.app, 1))
        .await
        .unwrap();
    let audience = vec![ada.phone.token.clone(), renewed.token.clone(), token(99)];
    ada.submit(NewPush {
        unknown_policy: UnknownPolicy::Leave,
        ..ada.campaign("campaign", audience)
    })
    .await;
    let claim = bench.claim().await.remove(0);
    let gone = Outcome {
        apns_timestamp_ms: Some(told),
        ..rejected(410, "Unregistered")
    };
    bench.answer(&claim, &Verdict::Settled(gone.clone())).await;
    assert_eq!(only_outcome(&ada, "campaign").await, gone);
    assert_eq!(
        ada.scoped.device(&ada.phone.id).await.unwrap().dead_since,
        Some(told)
    );
    assert_eq!(
        ada.scoped.device("renewed").await.unwrap().dead_since,
        None,
        "registered after Apple's time"
    );
    assert_eq!(
        grace
            .scoped
            .device(&grace.phone.id)
            .await
            .unwrap()
            .dead_since,
        None,
        "the same token elsewhere"
    );

    let alive = ada
        .scoped
        .register_device(phone("ignored", &ada.app, 0))
        .await
        .unwrap();
    assert_eq!(
        (alive.id, alive.dead_since),
        (ada.phone.id, None),
        "registered again, alive again"
    );
}
