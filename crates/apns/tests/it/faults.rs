//! Twenty thousand pushes through random faults of the simulator: what we say of each is what its ledger says.

use std::collections::HashMap;
use std::sync::Arc;

use apns::{Authentication, Endpoint, Message, Native, Recipient, Roots, Undelivered};
use credentials::TokenSigner;
use payload::DeviceToken;
use simulator::{Answer, DeviceSpec, Options, Record, Simulator};
use test_support::ManualClock;
use tokio::sync::mpsc;

use crate::contract::stage::{BUNDLE_ID, push, signer};

const PUSHES: u64 = 20_000;
const IN_FLIGHT: u64 = 200;
const PHONES: usize = 50;

/// A generator of numbers that are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    /// One fault in ten.
    fn fault(&mut self) -> Option<Answer> {
        Some(match self.below(60) {
            0 => Answer::reject("Unregistered"),
            1 => Answer::reject("TooManyRequests"),
            2 => Answer::reject("ServiceUnavailable"),
            3 => Answer::Reset(7),
            4 => Answer::Reset(8),
            5 if self.below(8) == 0 => Answer::go_away("Shutdown"),
            _ => return None,
        })
    }
}

fn native(simulator: &Simulator, signer: Arc<TokenSigner>) -> Native {
    let endpoint = Endpoint {
        host: "localhost".to_owned(),
        port: simulator.address().port(),
        roots: Roots::Pem(simulator.ca_pem().to_owned()),
        proxy: None,
    };
    Native::new(endpoint, Authentication::Token(signer)).unwrap()
}

#[tokio::test]
async fn outcomes_through_random_faults_are_those_of_the_simulators_ledger() {
    let simulator = Simulator::start(Options {
        memory: 100_000,
        ..Options::default()
    })
    .await
    .unwrap();
    let clock = ManualClock::before_now(std::time::Duration::ZERO);
    let signer = signer(&clock);
    let pem = signer.key().public_key_pem();
    let (key_id, team_id) = (signer.key_id().as_str(), signer.team_id().as_str());
    simulator.register_key(key_id, team_id, &pem).unwrap();
    let phones: Vec<_> = (0..PHONES)
        .map(|n| {
            simulator.register_device(DeviceSpec {
                name: format!("Phone {n}"),
                bundle_id: BUNDLE_ID.to_owned(),
                environment: simulator::Environment::Sandbox,
            })
        })
        .collect();
    let native = native(&simulator, signer);
    let sample = push(&phones[0].token, 0);
    let message = Message::new(&sample.headers, sample.body).unwrap();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut recipient = |tag: u64| {
        let phone = &phones[usize::try_from(tag).unwrap() % PHONES];
        if let Some(fault) = dice.fault() {
            simulator.answer_next(&phone.token, fault);
        }
        Recipient {
            tag,
            id: id(tag),
            token: DeviceToken::parse(&phone.token).unwrap(),
            message: message.clone(),
            not_after: None,
        }
    };
    let (sender, mut outcomes) = mpsc::unbounded_channel();
    native.send_all((0..IN_FLIGHT).map(&mut recipient), &sender);
    let (mut next, mut settled, mut heard) = (IN_FLIGHT, HashMap::new(), Vec::new());
    while settled.len() < usize::try_from(PUSHES).unwrap() {
        let count = outcomes.recv_many(&mut heard, 100).await;
        for (tag, delivery) in heard.drain(..) {
            assert!(settled.insert(id(tag), delivery).is_none(), "{tag} twice");
        }
        let until = PUSHES.min(next + u64::try_from(count).unwrap());
        native.send_all((next..until).map(&mut recipient), &sender);
        next = until;
    }

    let mut ledger: HashMap<String, Vec<Record>> = HashMap::new();
    for record in simulator.ledger().records() {
        ledger
            .entry(record.apns_id.clone())
            .or_default()
            .push(record);
    }
    let mut kinds: HashMap<&str, u32> = HashMap::new();
    for (id, delivery) in &settled {
        let records = ledger.get(id).map_or(&[][..], Vec::as_slice);
        let answers: Vec<u16> = records.iter().filter_map(|record| record.status).collect();
        let kind = match delivery {
            Ok(reply) => {
                assert_eq!(answers, [reply.status], "{id}: {records:?}");
                reply.reason_text.as_deref().unwrap_or("accepted")
            }
            Err(Undelivered::Unknown { .. }) => {
                assert!(answers.len() <= 1, "{id}: {records:?}");
                "unknown"
            }
            Err(other) => panic!("{id}: {other:?}"),
        };
        *kinds.entry(kind).or_default() += 1;
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    drop(native);
    simulator.shutdown().await;
}

fn id(tag: u64) -> String {
    format!("00000000-0000-4000-8000-{tag:012x}")
}
