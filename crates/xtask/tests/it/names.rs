//! Which names may stand in which files.

use crate::rust_files;

/// The names of a path's first segment: `a2` in `a2::Client`, but not in `transport::a2::Client`.
fn starts_with_crate(line: &str, name: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    code.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|char| char.is_alphanumeric() || char == '_' || char == ':')
    })
}

/// The lines, outside some folders, that a condition holds for.
fn lines(folders: &[&str], but_below: &[&str], breach: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in folders.iter().flat_map(|folder| rust_files(folder)) {
        if but_below.iter().any(|allowed| name.starts_with(allowed)) {
            continue;
        }
        found.extend(
            text.lines()
                .enumerate()
                .filter(|(_, line)| breach(line))
                .map(|(at, line)| format!("{name}:{}: {}", at + 1, line.trim())),
        );
    }
    found
}

#[test]
fn a2_is_named_by_its_transport_alone() {
    let all = [
        "crates/api/src",
        "crates/apns/src",
        "crates/client/src",
        "crates/credentials/src",
        "crates/delivery/src",
        "server/src",
    ];
    let found = lines(&all, &["crates/apns/src/transport/a2"], |line| {
        starts_with_crate(line, "a2")
    });
    assert_eq!(found, Vec::<String>::new());
    let transport = lines(&["crates/apns/src/transport"], &[], |line| {
        starts_with_crate(line, "a2")
    });
    assert!(
        !transport.is_empty(),
        "this test no longer sees `a2` where it is"
    );
}

#[test]
fn the_browser_is_touched_in_infra_alone() {
    // A handler has to name the type of its event, and a node reference the type of its element.
    let is_type_import = |line: &str| {
        let names = line
            .trim()
            .strip_prefix("use web_sys::")
            .and_then(|rest| rest.strip_suffix(';'));
        names.is_some_and(|names| {
            names
                .trim_matches(['{', '}'])
                .split(',')
                .map(str::trim)
                .all(|name| name.ends_with("Event") || name.ends_with("Element"))
        })
    };
    let found = lines(&["frontend/src"], &["frontend/src/infra"], |line| {
        let acts = starts_with_crate(line, "web_sys") && !is_type_import(line);
        acts || ["gloo_events", "gloo_net", "gloo_timers"]
            .iter()
            .any(|name| starts_with_crate(line, name))
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn state_is_free_of_the_browser() {
    let found = lines(&["frontend/src/state"], &[], |line| {
        ["web_sys", "js_sys"]
            .iter()
            .any(|name| starts_with_crate(line, name))
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_relays_configuration_alone_reads_the_environment() {
    let found = lines(&["server/src"], &["server/src/config"], |line| {
        line.contains("env::var")
    });
    assert_eq!(found, Vec::<String>::new());
}
