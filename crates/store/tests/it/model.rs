//! The ledger against a model that anyone can check by reading: whatever happens in whatever order, nobody is lost,
//! nobody is accepted without Apple's 200, and only who had an intent and no answer is unknown.

use std::collections::BTreeSet;

use delivery::rules::POISON;
use delivery::{
    Answer, Claim, Kind, Ledger, Room, Slot, State, Tally, Tick, UnknownPolicy, Verdict, backoff,
};
use proptest::prelude::*;
use proptest::sample::Index;
use store::NewPush;

use crate::bench::{Bench, Team, accepted, later, rejected, tokens};

#[derive(Clone, Debug)]
enum Command {
    Submit {
        kind: Kind,
        recipients: usize,
        policy: UnknownPolicy,
    },
    Claim(Room),
    Answer {
        whom: Index,
        reply: Reply,
    },
    DropConnection,
    Pass {
        ms: i64,
    },
    Crash,
    Cancel {
        which: Index,
    },
}

#[derive(Clone, Copy, Debug)]
enum Reply {
    Yes,
    No,
    NotNow { in_ms: i64 },
    Lost,
    Released,
}

fn command() -> impl Strategy<Value = Command> {
    let kind = prop_oneof![Just(Kind::Test), Just(Kind::Campaign)];
    let policy = prop_oneof![Just(UnknownPolicy::Leave), Just(UnknownPolicy::Resend)];
    let reply = prop_oneof![
        3 => Just(Reply::Yes),
        1 => Just(Reply::No),
        3 => (0i64..200).prop_map(|in_ms| Reply::NotNow { in_ms }),
        1 => Just(Reply::Lost),
        1 => Just(Reply::Released),
    ];
    prop_oneof![
        3 => (kind, 1usize..5, policy).prop_map(|(kind, recipients, policy)| Command::Submit { kind, recipients, policy }),
        4 => (0usize..8, 0usize..8).prop_map(|(test, campaign)| Command::Claim(Room { test, campaign })),
        6 => (any::<Index>(), reply).prop_map(|(whom, reply)| Command::Answer { whom, reply }),
        1 => Just(Command::DropConnection),
        2 => (1i64..3000).prop_map(|ms| Command::Pass { ms }),
        1 => Just(Command::Crash),
        1 => any::<Index>().prop_map(|which| Command::Cancel { which }),
    ]
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    Queued,
    Intended(Slot),
    Waiting { due_ms: i64 },
    Done(State),
}

/// A push of the model: one chunk.
#[derive(Debug)]
struct Pushed {
    kind: Kind,
    policy: UnknownPolicy,
    deadline_ms: i64,
    cancelled: bool,
    crashes: u32,
    recipients: Vec<At>,
}

#[derive(Debug, Default)]
struct Model {
    pushes: Vec<Pushed>,
    /// Whom Apple has answered 200.
    taken_by_apple: BTreeSet<(usize, usize)>,
    times_unknown: usize,
}

impl Model {
    fn intended(&self) -> Vec<(usize, usize, Slot)> {
        let mut intended = Vec::new();
        for (push, pushed) in self.pushes.iter().enumerate() {
            intended.extend(
                pushed
                    .recipients
                    .iter()
                    .enumerate()
                    .filter_map(|(position, at)| match at {
                        At::Intended(slot) => Some((push, position, *slot)),
                        _ => None,
                    }),
            );
        }
        intended
    }

    /// A claim may hold only who is queued or due, and all the room must be used while someone is left for it.
    fn claim(&mut self, claims: &[Claim], room: Room, now_ms: i64) {
        for kind in Kind::ALL {
            let of_kind = claims.iter().filter(|claim| claim.kind == kind);
            let claimed: usize = of_kind.map(|claim| claim.recipients.len()).sum();
            assert!(
                claimed <= room.of(kind),
                "{claimed} claimed where {room:?} is"
            );
        }
        for claim in claims {
            let pushed = &mut self.pushes[number(&claim.push_id)];
            for recipient in &claim.recipients {
                let at = &mut pushed.recipients[usize::from(recipient.position)];
                let may = matches!(at, At::Queued)
                    || matches!(at, At::Waiting { due_ms } if *due_ms <= now_ms);
                assert!(may, "{at:?} was claimed");
                let Claim {
                    chunk_id, epoch, ..
                } = *claim;
                *at = At::Intended(Slot {
                    chunk_id,
                    epoch,
                    position: recipient.position,
                });
            }
        }
        for kind in Kind::ALL {
            let of_kind = claims.iter().filter(|claim| claim.kind == kind);
            let left = room.of(kind) - of_kind.map(|claim| claim.recipients.len()).sum::<usize>();
            let mut pushes = self.pushes.iter().filter(|it| it.kind == kind);
            let first_queued = pushes
                .clone()
                .find(|it| it.recipients.contains(&At::Queued));
            assert!(
                first_queued.is_none_or(|it| it.recipients.len() > left),
                "{left} places were left empty"
            );
            let due = |at: &At| matches!(at, At::Waiting { due_ms } if *due_ms <= now_ms);
            assert!(
                left == 0 || !pushes.any(|it| it.recipients.iter().any(due)),
                "a due retry was left"
            );
        }
    }

    fn answer(&mut self, push: usize, position: usize, reply: Reply, now_ms: i64) {
        let pushed = &mut self.pushes[push];
        pushed.crashes = 0;
        let wait = |due_ms| {
            if pushed.cancelled {
                At::Done(State::Cancelled)
            } else {
                At::Waiting { due_ms }
            }
        };
        pushed.recipients[position] = match reply {
            Reply::Yes => {
                self.taken_by_apple.insert((push, position));
                At::Done(State::Accepted)
            }
            Reply::No => At::Done(State::Rejected),
            Reply::NotNow { in_ms } => wait(now_ms + in_ms),
            Reply::Released => wait(now_ms),
            Reply::Lost => {
                self.times_unknown += 1;
                let due_ms = now_ms + backoff::wait_ms(pushed.kind, 1, 1.0);
                if pushed.policy == UnknownPolicy::Resend
                    && !pushed.cancelled
                    && due_ms < pushed.deadline_ms
                {
                    At::Waiting { due_ms }
                } else {
                    At::Done(State::Unknown)
                }
            }
        };
    }

    fn crash(&mut self, now_ms: i64) {
        for pushed in &mut self.pushes {
            let mut recipients = pushed.recipients.iter();
            if !recipients.any(|at| matches!(at, At::Intended(_))) {
                continue;
            }
            pushed.crashes += 1;
            let due_ms = now_ms + backoff::wait_ms(pushed.kind, 1, 0.0);
            let again = pushed.policy == UnknownPolicy::Resend
                && !pushed.cancelled
                && pushed.crashes < POISON
                && due_ms < pushed.deadline_ms;
            for at in pushed
                .recipients
                .iter_mut()
                .filter(|at| matches!(at, At::Intended(_)))
            {
                self.times_unknown += 1;
                *at = if again {
                    At::Waiting { due_ms }
                } else {
                    At::Done(State::Unknown)
                };
            }
        }
    }

    fn cancel(&mut self, push: usize) {
        let pushed = &mut self.pushes[push];
        pushed.cancelled = true;
        for at in &mut pushed.recipients {
            if matches!(at, At::Queued | At::Waiting { .. }) {
                *at = At::Done(State::Cancelled);
            }
        }
    }

    fn tally(&self, push: usize) -> Tally {
        let recipients = &self.pushes[push].recipients;
        let mut tally = Tally {
            total: recipients.len() as u64,
            ..Tally::default()
        };
        for at in recipients {
            if let At::Done(state) = at {
                tally.count(*state);
            }
        }
        tally
    }
}

fn number(push_id: &str) -> usize {
    push_id.parse().unwrap()
}

fn verdict(reply: Reply, now_ms: i64) -> Verdict {
    match reply {
        Reply::Yes => accepted(),
        Reply::No => Verdict::Settled(rejected(400, "BadDeviceToken")),
        Reply::NotNow { in_ms } => later(now_ms + in_ms),
        Reply::Released => Verdict::Released { attempts: 0 },
        Reply::Lost => {
            let outcome = delivery::Outcome::unknown(delivery::UnknownCause::ConnectionLost, "cut");
            Verdict::Settled(delivery::Outcome {
                attempts: 1,
                ..outcome
            })
        }
    }
}

async fn obey(command: Command, model: &mut Model, bench: &Bench, ada: &Team) {
    let now_ms = bench.now();
    match command {
        Command::Submit {
            kind,
            recipients,
            policy,
        } => {
            let id = model.pushes.len().to_string();
            let deadline_ms = now_ms + 5_000;
            let push = ada.campaign(&id, tokens(recipients));
            ada.submit(NewPush {
                kind,
                unknown_policy: policy,
                deadline_at: deadline_ms,
                ..push
            })
            .await;
            let recipients = vec![At::Queued; recipients];
            let (cancelled, crashes) = (false, 0);
            model.pushes.push(Pushed {
                kind,
                policy,
                deadline_ms,
                cancelled,
                crashes,
                recipients,
            });
        }
        Command::Claim(room) => {
            let ticked = bench.tick(Vec::new(), room).await;
            assert!(ticked.settled.is_empty());
            model.claim(&ticked.claims, room, now_ms);
        }
        Command::Answer { whom, reply } => {
            let intended = model.intended();
            if !intended.is_empty() {
                tell(&[*whom.get(&intended)], reply, model, bench).await;
            }
        }
        Command::DropConnection => tell(&model.intended(), Reply::Lost, model, bench).await,
        Command::Pass { ms } => bench.pass(ms),
        Command::Crash => {
            let window = model.intended();
            let recovered = bench.recover().await;
            assert!(
                recovered.unknown.len() <= window.len(),
                "more unknown than were on the wire"
            );
            assert_eq!(
                recovered.unknown.len() as u64 + recovered.resent,
                window.len() as u64
            );
            model.crash(now_ms);
            if let Some((_, _, slot)) = window.first() {
                let stale = vec![Answer {
                    slot: *slot,
                    verdict: accepted(),
                }];
                let refused = bench
                    .store
                    .tick(Tick {
                        now_ms,
                        answers: stale,
                        room: Room::default(),
                    })
                    .await;
                assert!(refused.is_err(), "the dead relay's answer was taken");
            }
        }
        Command::Cancel { which } => {
            if !model.pushes.is_empty() {
                let push = which.index(model.pushes.len());
                ada.scoped.cancel_push(&push.to_string()).await.unwrap();
                model.cancel(push);
            }
        }
    }
}

async fn tell(whom: &[(usize, usize, Slot)], reply: Reply, model: &mut Model, bench: &Bench) {
    let now_ms = bench.now();
    let answers = whom
        .iter()
        .map(|(_, _, slot)| Answer {
            slot: *slot,
            verdict: verdict(reply, now_ms),
        })
        .collect();
    bench.tick(answers, Room::default()).await;
    for (push, position, _) in whom {
        model.answer(*push, *position, reply, now_ms);
    }
}

async fn compare(model: &Model, bench: &Bench, ada: &Team) {
    for push in 0..model.pushes.len() {
        let outcomes = ada.scoped.push(&push.to_string()).await.unwrap().outcomes;
        assert_eq!(
            outcomes.tally,
            model.tally(push),
            "push {push} at {}",
            bench.now()
        );
    }
    assert_eq!(
        ada.scoped.unknowns().await.unwrap().len(),
        model.times_unknown
    );
}

/// Lets everything come to its end, with Apple accepting all of it.
async fn finish(model: &mut Model, bench: &Bench, ada: &Team) {
    let room = crate::bench::ROOM;
    while model
        .pushes
        .iter()
        .any(|it| it.recipients.iter().any(|at| !matches!(at, At::Done(_))))
    {
        bench.pass(60_000);
        let claims = bench.claim().await;
        model.claim(&claims, room, bench.now());
        let intended = model.intended();
        assert!(!intended.is_empty(), "someone was lost: {model:?}");
        tell(&intended, Reply::Yes, model, bench).await;
    }
    let accepted: u64 = (0..model.pushes.len())
        .map(|push| model.tally(push).accepted)
        .sum();
    assert_eq!(accepted, model.taken_by_apple.len() as u64);
    compare(model, bench, ada).await;
}

fn cases() -> ProptestConfig {
    // A case is some thirty commits to a disk; PROPTEST_CASES asks for more.
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: usual.cases / 4,
        ..usual
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn nobody_is_lost_and_nobody_is_accepted_without_a_yes(commands in proptest::collection::vec(command(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let bench = Bench::sqlite().await;
            let ada = bench.team("Ada").await;
            let mut model = Model::default();
            for command in commands {
                obey(command, &mut model, &bench, &ada).await;
                compare(&model, &bench, &ada).await;
            }
            finish(&mut model, &bench, &ada).await;
        });
    }
}
