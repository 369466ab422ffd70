//! What it costs to read an app's files and to check a payload against them: a real one, and a megabyte of what was never one.
//!
//! `cargo bench -p payload --bench app`. The figures are looked at by people, because a shared machine is no stopwatch.

use divan::Bencher;
use payload::app::{self, App, schema, swift};
use payload::{Document, PushType};

fn main() {
    divan::main();
}

const MEGABYTE: usize = 1_000_000;

const ORDER: &str = include_str!("../tests/fixtures/app/swift/food-delivery/app.swift");
const FLIGHT: &str = include_str!("../tests/fixtures/app/schema/flight/app.json");

#[divan::bench]
fn swift_of_one_activity_read() -> usize {
    swift::read(ORDER).1.len()
}

#[divan::bench]
fn schema_read() -> usize {
    schema::read(FLIGHT).1.len()
}

#[divan::bench]
fn content_state_checked(bencher: Bencher<'_, '_>) {
    let mut app = App::default();
    app.read_swift(ORDER);
    app.read_schema(FLIGHT);
    let document = Document::parse(
        r#"{"aps": {"content-state": {"phase": "cooking", "arrival": "soon", "stopsBefore": "1", "status": "landed", "gate": "b1"}}}"#,
    );
    bencher.bench(|| app::check(&document, Some(PushType::Liveactivity), &app).len());
}

#[divan::bench(args = [
    "struct A { let a: A; let b: [A] }\n", "{", "}", "((]", "let a = A<", "[@A<] ", "a.", "\"\\(", "/*",
    "extension B.C { struct D {} }\n", "extension A { struct B {} } ", "enum A: Int { case a = 1, b }\n", "é",
])]
fn a_megabyte_of_swift(bencher: Bencher<'_, '_>, words: &str) {
    let text = words.repeat(MEGABYTE / words.len());
    bencher.bench(|| swift::read(&text).1.len());
}
