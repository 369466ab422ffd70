//! How many outcomes a second the ledger commits, with `synchronous=FULL`, no network: `ledger_bench [RECIPIENTS]`.
//!
//! Prints one line for a campaign in full windows, and one for lone test pushes (take, intend, settle: three commits each).

use std::error::Error;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use delivery::{
    Answer, Clock, Kind, Ledger, Outcome, Room, Slot, State, Tick, UnknownPolicy, Verdict,
};
use payload::{DeviceToken, Draft, Environment, Headers, PushType, Sealed};
use store::{NewApp, NewPush, Scoped, Store};

const WINDOW: usize = 2000;
const TESTS: u32 = 200;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let recipients = std::env::args()
        .nth(1)
        .map_or(Ok(200_000), |text| text.parse())?;
    let directory = tempfile::tempdir()?;
    let clock = Clock::system();
    let store = Store::open(&directory.path().join("bench.db"), clock.clone()).await?;
    store.workspaces().create("workspace", "Bench").await?;
    let scoped = store.scoped("workspace");
    let app = NewApp {
        id: "app".into(),
        bundle_id: "com.example.bench".into(),
        name: "Bench".into(),
        demo: false,
    };
    scoped.insert_app(app).await?;

    let took = campaign(&store, &scoped, &clock, recipients).await?;
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = recipients as f64 / took.as_secs_f64();
    let took_ms = took.as_millis();
    writeln!(
        io::stdout(),
        "campaign: {recipients} outcomes in {took_ms} ms, {rate:.0} a second (1 in 33 not accepted)"
    )?;

    let mut each = Vec::new();
    for number in 0..TESTS {
        let began = Instant::now();
        scoped
            .insert_push(push(
                &format!("test {number}"),
                Kind::Test,
                vec![token(0)?],
                &clock,
            ))
            .await?;
        let claims = tick(&store, &clock, Vec::new()).await?;
        tick(&store, &clock, answers(&claims, 0)).await?;
        each.push(began.elapsed());
    }
    each.sort();
    let (median, p95) = (each[each.len() / 2], each[each.len() * 95 / 100]);
    writeln!(
        io::stdout(),
        "test push: {TESTS} of three commits each, median {median:?}, p95 {p95:?}"
    )?;
    Ok(())
}

/// From the first claim to the last commit; putting the audience in is not counted.
async fn campaign(
    store: &Store,
    scoped: &Scoped,
    clock: &Clock,
    recipients: usize,
) -> Result<Duration, Box<dyn Error>> {
    let tokens = (0..recipients).map(token).collect::<Result<_, _>>()?;
    scoped
        .insert_push(push("campaign", Kind::Campaign, tokens, clock))
        .await?;
    let began = Instant::now();
    let mut settled = 0;
    let mut claims = tick(store, clock, Vec::new()).await?;
    while !claims.is_empty() {
        let answers = answers(&claims, settled);
        settled += answers.len();
        claims = tick(store, clock, answers).await?;
    }
    assert_eq!(settled, recipients);
    Ok(began.elapsed())
}

async fn tick(
    store: &Store,
    clock: &Clock,
    answers: Vec<Answer>,
) -> Result<Vec<delivery::Claim>, Box<dyn Error>> {
    let room = Room {
        test: WINDOW,
        campaign: WINDOW,
    };
    Ok(store
        .tick(Tick {
            now_ms: clock.now_ms(),
            answers,
            room,
        })
        .await?
        .claims)
}

fn answers(claims: &[delivery::Claim], before: usize) -> Vec<Answer> {
    let mut number = before;
    let mut answers = Vec::new();
    for claim in claims {
        for recipient in &claim.recipients {
            number += 1;
            let state = if number.is_multiple_of(33) {
                State::Rejected
            } else {
                State::Accepted
            };
            let outcome = Outcome {
                status: Some(200),
                attempts: 1,
                ..Outcome::bare(state)
            };
            let slot = Slot {
                chunk_id: claim.chunk_id,
                epoch: claim.epoch,
                position: recipient.position,
            };
            answers.push(Answer {
                slot,
                verdict: Verdict::Settled(outcome),
            });
        }
    }
    answers
}

fn token(number: usize) -> Result<DeviceToken, Box<dyn Error>> {
    Ok(DeviceToken::parse(&format!("{number:064x}"))?)
}

fn push(id: &str, kind: Kind, tokens: Vec<DeviceToken>, clock: &Clock) -> NewPush {
    NewPush {
        id: id.to_owned(),
        kind,
        app_id: "app".to_owned(),
        environment: Environment::Simulator,
        device_id: None,
        draft: Draft::default(),
        sealed: Sealed {
            headers: Headers {
                push_type: PushType::Alert,
                topic: "com.example.bench".to_owned(),
                priority: None,
                expiration: None,
                collapse_id: None,
            },
            body: r#"{"aps":{"alert":"Hello"}}"#.to_owned(),
        },
        tokens,
        created_by: None,
        received_at_us: clock.now_us(),
        validated_at_us: clock.now_us(),
        deadline_at: clock.now_ms() + 60_000,
        unknown_policy: UnknownPolicy::Leave,
        idempotency_key: id.to_owned(),
        request_hash: [0; 32],
    }
}
