//! A fresh store, a clock that the test sets, and a team with an app and a phone.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use delivery::{
    Answer, Claim, Clock, Kind, Ledger, Outcome, Recovered, Room, Settled, Slot, State, Tick,
    Ticked, UnknownPolicy, Verdict,
};
use payload::{DeviceToken, Draft, DraftHeaders, Environment, Headers, PushType, Sealed};
use store::{App, Device, Inserted, NewApp, NewDevice, NewPush, Push, Scoped, Store};
use tempfile::TempDir;

/// When every test begins, in Unix milliseconds.
pub(crate) const START: i64 = 1_800_000_000_000;

/// So much room that it never matters.
pub(crate) const ROOM: Room = Room {
    test: 10_000,
    campaign: 10_000,
};

pub(crate) struct Bench {
    pub(crate) store: Store,
    pub(crate) directory: TempDir,
    pub(crate) now_ms: Arc<AtomicI64>,
}

/// A team with an app and a phone.
pub(crate) struct Team {
    pub(crate) workspace_id: String,
    pub(crate) person_id: String,
    pub(crate) app: App,
    pub(crate) phone: Device,
    pub(crate) scoped: Scoped,
}

impl Bench {
    pub(crate) async fn sqlite() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let now_ms = Arc::new(AtomicI64::new(START));
        let store = Store::open(&directory.path().join("carillon.db"), clock(&now_ms))
            .await
            .unwrap();
        Self {
            store,
            directory,
            now_ms,
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.directory.path().join("carillon.db")
    }

    pub(crate) fn clock(&self) -> Clock {
        clock(&self.now_ms)
    }

    pub(crate) fn now(&self) -> i64 {
        self.now_ms.load(Ordering::Relaxed)
    }

    pub(crate) fn pass(&self, ms: i64) {
        self.now_ms.fetch_add(ms, Ordering::Relaxed);
    }

    pub(crate) async fn team(&self, name: &str) -> Team {
        let workspace_id = format!("workspace of {name}");
        let person_id = format!("person {name}");
        self.store
            .workspaces()
            .create(&workspace_id, name)
            .await
            .unwrap();
        self.store
            .people()
            .add(&person_id, &workspace_id, name)
            .await
            .unwrap();
        let scoped = self.store.scoped(&workspace_id);
        let app = NewApp {
            id: format!("app of {name}"),
            bundle_id: "com.example.demo".to_owned(),
            name: "Demo".to_owned(),
            demo: true,
        };
        let app = scoped.insert_app(app).await.unwrap();
        let phone = scoped
            .register_device(phone(&format!("phone of {name}"), &app, 0))
            .await
            .unwrap();
        Team {
            workspace_id,
            person_id,
            app,
            phone,
            scoped,
        }
    }

    pub(crate) async fn tick(&self, answers: Vec<Answer>, room: Room) -> Ticked {
        self.store
            .tick(Tick {
                now_ms: self.now(),
                answers,
                room,
            })
            .await
            .unwrap()
    }

    /// Claims everything that can be claimed.
    pub(crate) async fn claim(&self) -> Vec<Claim> {
        self.tick(Vec::new(), ROOM).await.claims
    }

    /// Remembers one answer for every recipient of a claim.
    pub(crate) async fn answer(&self, claim: &Claim, verdict: &Verdict) -> Vec<Settled> {
        let answers = slots(claim)
            .map(|slot| Answer {
                slot,
                verdict: verdict.clone(),
            })
            .collect();
        self.tick(answers, Room::default()).await.settled
    }

    pub(crate) async fn recover(&self) -> Recovered {
        self.store.recover(self.now()).await.unwrap()
    }
}

fn clock(now_ms: &Arc<AtomicI64>) -> Clock {
    let now_ms = Arc::clone(now_ms);
    Clock::new(move || now_ms.load(Ordering::Relaxed) * 1000)
}

impl Team {
    /// A test push to the team's phone.
    pub(crate) fn test_push(&self, id: &str) -> NewPush {
        NewPush {
            kind: Kind::Test,
            device_id: Some(self.phone.id.clone()),
            unknown_policy: UnknownPolicy::Leave,
            ..self.campaign(id, vec![self.phone.token.clone()])
        }
    }

    pub(crate) fn campaign(&self, id: &str, tokens: Vec<DeviceToken>) -> NewPush {
        NewPush {
            id: id.to_owned(),
            kind: Kind::Campaign,
            app_id: self.app.id.clone(),
            environment: Environment::Simulator,
            device_id: None,
            draft: Draft {
                text: "{ \"aps\": { \"alert\": \"Hi\" } }".to_owned(),
                headers: DraftHeaders::of(PushType::Alert),
            },
            sealed: Sealed {
                headers: Headers {
                    push_type: PushType::Alert,
                    topic: self.app.bundle_id.clone(),
                    priority: None,
                    expiration: Some(0),
                    collapse_id: None,
                },
                body: "{\"aps\":{\"alert\":\"Hi\"}}".to_owned(),
            },
            tokens,
            created_by: Some(self.person_id.clone()),
            received_at_us: START * 1000,
            validated_at_us: START * 1000 + 300,
            deadline_at: START + 3_600_000,
            unknown_policy: UnknownPolicy::Resend,
            idempotency_key: format!("key of {id}"),
            request_hash: [7; 32],
        }
    }

    pub(crate) async fn submit(&self, push: NewPush) -> Push {
        match self.scoped.insert_push(push).await.unwrap() {
            Inserted::New(push) => push,
            Inserted::Existing(push) => panic!("{} was taken before", push.id),
        }
    }
}

pub(crate) fn token(number: usize) -> DeviceToken {
    DeviceToken::parse(&format!("{number:064x}")).unwrap()
}

pub(crate) fn tokens(count: usize) -> Vec<DeviceToken> {
    (0..count).map(token).collect()
}

pub(crate) fn phone(id: &str, app: &App, number: usize) -> NewDevice {
    NewDevice {
        id: id.to_owned(),
        app_id: app.id.clone(),
        environment: Environment::Simulator,
        kind: "iphone".to_owned(),
        name: "Ada’s iPhone".to_owned(),
        token: token(number),
        simulated: true,
    }
}

pub(crate) fn slots(claim: &Claim) -> impl Iterator<Item = Slot> + '_ {
    claim.recipients.iter().map(|recipient| Slot {
        chunk_id: claim.chunk_id,
        epoch: claim.epoch,
        position: recipient.position,
    })
}

/// Apple's 200, after one attempt.
pub(crate) fn accepted() -> Verdict {
    Verdict::Settled(Outcome {
        status: Some(200),
        attempts: 1,
        ..Outcome::bare(State::Accepted)
    })
}

pub(crate) fn rejected(status: u16, reason: &str) -> Outcome {
    Outcome {
        status: Some(status),
        reason: Some(payload::Reason::from_wire(reason)),
        attempts: 1,
        ..Outcome::bare(State::Rejected)
    }
}

/// "Not now", to be tried again at that time.
pub(crate) fn later(due_ms: i64) -> Verdict {
    let so_far = Outcome {
        state: State::Undecided,
        ..rejected(503, "Shutdown")
    };
    Verdict::Later { due_ms, so_far }
}
