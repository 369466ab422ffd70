//! Ten thousand random GOAWAYs and resets: what a server says it did not process is sent again, once for each time it
//! says so; nothing else is sent twice; nothing is lost, and nothing is called accepted that was not.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::DuplexStream;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::far_end::{CANCEL, FarEnd, Heard, REFUSED_STREAM};
use super::{Options, native, recipients};
use crate::push::Undelivered;

const PUSHES: u64 = 15_000;
const FAULTS: u64 = 10_000;
const IN_FLIGHT: u64 = 32;
const STREAMS: u32 = 24;

/// The server's own truth about one push.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// How often it came whole.
    arrived: u32,
    /// How often the server said that it did not process it.
    not_processed: u32,
    accepted: u32,
}

#[derive(Default)]
struct Truth {
    pushes: BTreeMap<u64, Seen>,
    faults: u64,
}

/// A generator of numbers that are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// One connection of a server that fails at random.
struct Fickle {
    far_end: FarEnd,
    dice: Dice,
    truth: Arc<Mutex<Truth>>,
    /// Streams without an answer so far, in order.
    open: BTreeMap<u32, u64>,
    /// The highest stream of which the server has said what became of it.
    spoken_of: u32,
}

impl Fickle {
    async fn serve(mut self) {
        loop {
            match timeout(Duration::from_millis(1), self.far_end.hear()).await {
                Ok(None) => return,
                Ok(Some(Heard::Reset(_))) => {}
                Ok(Some(Heard::Push(stream, number))) => {
                    self.note(number, |seen| seen.arrived += 1);
                    self.open.insert(stream, number);
                    if !self.act(stream).await {
                        return;
                    }
                }
                // Nobody sends any more: whoever waits is answered.
                Err(_) => self.accept_up_to(u32::MAX).await,
            }
        }
    }

    /// `false`: the connection has been broken off.
    async fn act(&mut self, stream: u32) -> bool {
        match self.dice.below(40) {
            0..12 => self.reset(stream, REFUSED_STREAM).await,
            12..22 => self.reset(stream, CANCEL).await,
            22..24 => return self.go_away().await,
            24..36 => self.accept(stream).await,
            // Left open, for a GOAWAY to speak of.
            _ => {}
        }
        true
    }

    async fn reset(&mut self, stream: u32, code: u32) {
        self.close(stream, |seen| {
            seen.not_processed += u32::from(code == REFUSED_STREAM);
        });
        self.truth.lock().unwrap().faults += 1;
        self.far_end.reset(stream, code).await;
    }

    async fn accept(&mut self, stream: u32) {
        self.close(stream, |seen| seen.accepted += 1);
        self.far_end.accept_push(stream).await;
    }

    async fn accept_up_to(&mut self, last: u32) {
        while let Some((&stream, _)) = self.open.range(..=last).next() {
            self.accept(stream).await;
        }
    }

    /// Never below a stream of which something was said, and now and then above all that have come.
    async fn go_away(&mut self) -> bool {
        let highest = self.open.keys().next_back().copied().unwrap_or_default();
        let span = u64::from(highest.saturating_sub(self.spoken_of)) + 8;
        let last = self.spoken_of + u32::try_from(self.dice.below(span)).unwrap();
        self.truth.lock().unwrap().faults += 1;
        let above: Vec<u32> = self
            .open
            .range(last + 1..)
            .map(|(stream, _)| *stream)
            .collect();
        for stream in above {
            self.close(stream, |seen| seen.not_processed += 1);
        }
        self.far_end.go_away(last).await;
        if self.dice.below(4) == 0 {
            // With answers outstanding.
            return false;
        }
        self.accept_up_to(last).await;
        // What comes now has crossed the GOAWAY on its way.
        while let Some(heard) = self.far_end.hear().await {
            let Heard::Push(stream, number) = heard else {
                continue;
            };
            self.note(number, |seen| seen.arrived += 1);
            self.open.insert(stream, number);
            if stream <= last {
                self.accept(stream).await;
            } else {
                self.close(stream, |seen| seen.not_processed += 1);
            }
        }
        false
    }

    fn close(&mut self, stream: u32, note: impl FnOnce(&mut Seen)) {
        self.spoken_of = self.spoken_of.max(stream);
        if let Some(number) = self.open.remove(&stream) {
            self.note(number, note);
        }
    }

    fn note(&self, number: u64, note: impl FnOnce(&mut Seen)) {
        note(self.truth.lock().unwrap().pushes.entry(number).or_default());
    }
}

async fn serve_all(mut far_ends: mpsc::UnboundedReceiver<DuplexStream>, truth: Arc<Mutex<Truth>>) {
    let mut seed = 0x9e37_79b9_7f4a_7c15;
    while let Some(stream) = far_ends.recv().await {
        seed = Dice(seed).below(u64::MAX) | 1;
        let truth = Arc::clone(&truth);
        tokio::spawn(async move {
            Fickle {
                far_end: FarEnd::accept(stream, STREAMS).await,
                dice: Dice(seed),
                truth,
                open: BTreeMap::new(),
                spoken_of: 0,
            }
            .serve()
            .await;
        });
    }
}

#[tokio::test(start_paused = true)]
async fn random_faults_lose_nothing_and_repeat_only_what_was_not_processed() {
    let (native, far_ends) = native(Options::default());
    let truth = Arc::new(Mutex::new(Truth::default()));
    let server = tokio::spawn(serve_all(far_ends, Arc::clone(&truth)));
    let (sender, mut outcomes) = mpsc::unbounded_channel();
    native.send_all(recipients(0..IN_FLIGHT), &sender);
    let mut next = IN_FLIGHT;
    let mut settled = BTreeMap::new();
    let mut heard = Vec::new();
    while settled.len() < usize::try_from(PUSHES).unwrap() {
        let count = outcomes.recv_many(&mut heard, 100).await;
        for (tag, delivery) in heard.drain(..) {
            assert!(settled.insert(tag, delivery).is_none(), "{tag} ended twice");
        }
        let until = PUSHES.min(next + u64::try_from(count).unwrap());
        native.send_all(recipients(next..until), &sender);
        next = until;
    }
    drop(native);
    server.await.unwrap();

    let truth = truth.lock().unwrap();
    assert!(truth.faults >= FAULTS, "only {} faults", truth.faults);
    let mut unknown = 0;
    for (tag, delivery) in &settled {
        let seen = truth.pushes.get(tag).copied().unwrap_or_default();
        let kept = seen.arrived - seen.not_processed;
        match delivery {
            // Each word that it was not processed was followed by exactly one more try.
            Ok(reply) => assert_eq!((reply.status, seen.accepted, kept), (200, 1, 1), "{tag}"),
            Err(Undelivered::Unknown { .. }) => {
                unknown += 1;
                assert_eq!(seen.accepted, 0, "{tag} was answered");
                assert!(
                    kept <= 1,
                    "{tag} was sent again though nobody knows: {seen:?}"
                );
            }
            // Sixteen times in a row.
            Err(Undelivered::NotSent { .. }) => assert_eq!(kept, 0, "{tag}: {seen:?}"),
            Err(other) => panic!("{tag}: {other:?}"),
        }
    }
    assert!(unknown > 0, "the server never left anybody in doubt");
}
