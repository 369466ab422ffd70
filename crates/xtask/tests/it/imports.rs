//! Who may import whom: our crates among each other, and which crates of others belong to one half only.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::printed;

/// Who uses what. A crate that is not here has no business in the workspace yet.
const ALLOWED: [(&str, &[&str]); 15] = [
    ("api", &["payload"]),
    ("apns", &["credentials", "payload"]),
    ("cli", &["payload"]),
    ("client", &["api", "payload"]),
    ("credentials", &[]),
    ("delivery", &["apns", "payload"]),
    ("frontend", &["api", "client", "lean-yew", "payload"]),
    ("journeys", &["api", "client", "payload"]),
    ("lean-yew", &[]),
    ("payload", &[]),
    (
        "server",
        &[
            "api",
            "apns",
            "credentials",
            "delivery",
            "payload",
            "simulator",
            "store",
        ],
    ),
    ("simulator", &[]),
    ("store", &["delivery", "payload"]),
    ("test-support", &[]),
    ("xtask", &["payload"]),
];

/// What tests may use besides. `simulator` is not in it: it is to judge the others independently.
const IN_TESTS: [(&str, &[&str]); 6] = [
    ("apns", &["simulator", "test-support"]),
    ("credentials", &["test-support"]),
    ("delivery", &["simulator", "test-support"]),
    ("journeys", &["simulator", "test-support"]),
    ("server", &["test-support"]),
    ("store", &["test-support"]),
];

const OF_THE_SERVER: [&str; 10] = [
    "axum",
    "h2",
    "hyper",
    "mio",
    "ring",
    "rust-embed",
    "rustls",
    "sqlx",
    "tokio",
    "tower",
];
const OF_THE_BROWSER: [&str; 7] = [
    "gloo-events",
    "gloo-net",
    "gloo-timers",
    "wasm-bindgen",
    "web-sys",
    "yew",
    "yew-router",
];

#[test]
fn our_crates_import_only_what_the_map_allows() {
    let metadata: Value = serde_json::from_str(&printed(
        "cargo",
        &["metadata", "--no-deps", "--format-version=1"],
    ))
    .expect("cargo prints JSON");
    let mut breaches = Vec::new();
    for package in metadata["packages"].as_array().expect("there are packages") {
        let name = package["name"].as_str().expect("a package has a name");
        let Some(allowed) = of(&ALLOWED, name) else {
            breaches.push(format!("{name} is not in the table"));
            continue;
        };
        let in_tests = of(&IN_TESTS, name).unwrap_or_default();
        let uses = package["dependencies"]
            .as_array()
            .expect("a package lists its dependencies");
        for used in uses.iter().filter(|used| used["path"].is_string()) {
            let used_name = used["name"].as_str().expect("a dependency has a name");
            let permitted = allowed.contains(&used_name)
                || (used["kind"] == "dev" && in_tests.contains(&used_name));
            if !permitted {
                breaches.push(format!("{name} imports {used_name}"));
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
}

#[test]
fn no_browser_crate_is_in_the_relays_tree() {
    assert_apart(
        "server",
        &["--target", "x86_64-unknown-linux-gnu"],
        &OF_THE_BROWSER,
    );
}

#[test]
fn no_server_crate_is_in_the_pages_tree() {
    assert_apart(
        "frontend",
        &["--target", "wasm32-unknown-unknown"],
        &OF_THE_SERVER,
    );
}

#[test]
fn payload_brings_nothing_that_reads_clocks_networks_or_randomness() {
    assert_apart(
        "payload",
        &["--target", "x86_64-unknown-linux-gnu"],
        &[
            "chrono",
            "getrandom",
            "mio",
            "rand",
            "reqwest",
            "time",
            "tokio",
            "uuid",
        ],
    );
}

#[track_caller]
fn assert_apart(package: &str, target: &[&str], foreign: &[&str]) {
    let arguments = [
        &[
            "tree",
            "--package",
            package,
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ],
        target,
    ]
    .concat();
    let tree = printed("cargo", &arguments);
    let names: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(
        names.contains(package),
        "cargo tree no longer prints what this test reads"
    );
    let found: Vec<_> = foreign
        .iter()
        .filter(|name| names.contains(*name))
        .collect();
    assert!(
        found.is_empty(),
        "{package} brings {found:?}; `cargo tree --package {package} --invert NAME` says by whom"
    );
}

fn of(table: &[(&str, &'static [&'static str])], name: &str) -> Option<&'static [&'static str]> {
    table
        .iter()
        .find(|(package, _)| *package == name)
        .map(|(_, uses)| *uses)
}
