//! What a keystroke costs: reading, checking and measuring a payload of 4 KB, and refusing 1 MB of what was never one.
//!
//! `cargo bench -p payload`. The limits are those of the issue: 100 µs for all three of a payload (median), 5 ms for
//! hostile nesting. They are looked at by people, because a shared machine is no stopwatch.

use divan::Bencher;
use payload::{Document, DraftHeaders, Environment, PushType, Sizes, Target, lint};

fn main() {
    divan::main();
}

const MEGABYTE: usize = 1_000_000;

/// A pretty-printed alert with all that a shop puts into one, filled up with its own data to 4,096 bytes.
fn payload() -> String {
    let mut text = String::from(
        r#"{
  "aps": {
    "alert": {
      "title": "Your order is on its way \ud83d\udce6",
      "subtitle": "Straße 12, 東京 150-0001",
      "body": "It arrives between 10:00 and 12:00. Tap to follow the van on the map.",
      "launch-image": "tracking.png"
    },
    "badge": 3,
    "sound": { "critical": 0, "name": "chime.caf", "volume": 0.8 },
    "thread-id": "orders/4711",
    "category": "ORDER_UPDATE",
    "mutable-content": 1,
    "interruption-level": "time-sensitive",
    "relevance-score": 0.75
  },
  "order": {
    "items": ["#,
    );
    let end = "\n    ]\n  }\n}\n";
    for item in 0.. {
        let comma = if item == 0 { "" } else { "," };
        let entry = format!(
            "{comma}\n      {{ \"sku\": \"A-{item:04}\", \"name\": \"Mug \\\"blue\\\"\", \"count\": {item}, \"gift\": false }}"
        );
        if text.len() + entry.len() + end.len() > 4096 {
            break;
        }
        text.push_str(&entry);
    }
    text.push_str(end);
    text
}

fn draft() -> (DraftHeaders, Target) {
    let target = Target::new(Environment::Sandbox, "com.example.demo");
    (DraftHeaders::of(PushType::Alert), target)
}

#[divan::bench]
fn four_kilobytes_parsed(bencher: Bencher<'_, '_>) {
    let text = payload();
    bencher.bench(|| Document::parse(text.as_str()));
}

#[divan::bench]
fn four_kilobytes_linted(bencher: Bencher<'_, '_>) {
    let (headers, target) = draft();
    let document = Document::parse(payload());
    bencher.bench(|| lint(&document, &headers, &target));
}

#[divan::bench]
fn four_kilobytes_measured(bencher: Bencher<'_, '_>) {
    let document = Document::parse(payload());
    bencher.bench(|| Sizes::of(&document, Some(PushType::Alert)));
}

#[divan::bench]
fn four_kilobytes_parsed_linted_and_measured(bencher: Bencher<'_, '_>) {
    let text = payload();
    let (headers, target) = draft();
    bencher.bench(|| {
        let document = Document::parse(text.as_str());
        let sizes = Sizes::of(&document, Some(PushType::Alert));
        (lint(&document, &headers, &target), sizes)
    });
}

/// One slip near the end of a payload: what most keystrokes leave behind for a moment.
#[divan::bench]
fn four_kilobytes_broken_near_the_end(bencher: Bencher<'_, '_>) {
    let text = payload();
    let text = text.trim_end().trim_end_matches('}');
    bencher.bench(|| Document::parse(text));
}

/// Texts of a megabyte that no payload looks like.
const HOSTILE: &[(&str, &str)] = &[
    ("arrays", "["),
    ("objects", "{\"a\":"),
    ("mixed", "[{\"a\":[["),
];

#[divan::bench(args = ["arrays", "objects", "mixed"])]
fn a_megabyte_of_hostile_nesting(bencher: Bencher<'_, '_>, kind: &str) {
    let unit = HOSTILE
        .iter()
        .find(|(name, _)| *name == kind)
        .map_or("", |(_, unit)| *unit);
    let text = unit.repeat(MEGABYTE / unit.len());
    bencher.bench(|| Document::parse(text.as_str()));
}

/// A megabyte without depth: broken at once, in the middle, at the end, or not at all.
#[divan::bench(args = ["words", "openers", "commas", "text without end", "numbers", "equal keys", "other keys"])]
fn a_megabyte_of_flat_text(bencher: Bencher<'_, '_>, kind: &str) {
    let text = match kind {
        "words" => "lorem ipsum ".repeat(MEGABYTE / 12),
        "openers" => "' \" “ /* ".repeat(MEGABYTE / 11),
        "commas" => format!("[{}", "1,".repeat(MEGABYTE / 2)),
        "text without end" => format!("{{\"a\":\"{}", "x".repeat(MEGABYTE)),
        "numbers" => format!("[{}1]", "1,".repeat(MEGABYTE / 2)),
        "equal keys" => format!("{{{}\"a\":1}}", "\"a\":1,".repeat(MEGABYTE / 6)),
        _ => {
            let keys: Vec<String> = (0..MEGABYTE / 12)
                .map(|key| format!("\"{key:07}\":1"))
                .collect();
            format!("{{{}}}", keys.join(","))
        }
    };
    bencher.bench(|| Document::parse(text.as_str()));
}
