//! The map shows rooms that are there.

use std::fs;

use crate::root;

/// What builds make: not there in a fresh clone.
const MADE: [&str; 2] = ["dist", "target"];

#[test]
fn every_path_in_the_architecture_exists() {
    let root = root();
    let text =
        fs::read_to_string(root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md can be read");
    let paths: Vec<&str> = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|span| is_path(span))
        .collect();
    assert!(
        paths.len() > 10,
        "this test no longer sees the paths: {paths:?}"
    );
    let missing: Vec<&str> = paths
        .into_iter()
        .filter(|path| !root.join(path).exists())
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// Whether a span of code names a file or folder of ours: it has a slash, begins with one of our folders, and no more.
fn is_path(span: &str) -> bool {
    let plain = span
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || "/-_.".contains(char));
    let first = span.split('/').next().unwrap_or_default();
    plain && span.contains('/') && !first.is_empty() && !MADE.contains(&first)
}
