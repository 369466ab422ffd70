//! What the preview shows, right or half right.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use payload::{Alert, Document};

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(text: &str, expect: Expect) {
    let alert = Alert::of(&Document::parse(text));
    let mut out = String::new();
    let lines = [
        ("title", &alert.title),
        ("subtitle", &alert.subtitle),
        ("body", &alert.body),
        ("thread", &alert.thread_id),
        ("category", &alert.category),
        ("image", &alert.launch_image),
    ];
    for (name, line) in lines {
        if let Some(line) = line {
            let _ = writeln!(out, "{name}: {line}");
        }
    }
    if let Some(badge) = alert.badge {
        let _ = writeln!(out, "badge: {badge}");
    }
    if let Some(sound) = &alert.sound {
        let _ = writeln!(
            out,
            "sound: {}{}",
            sound.name,
            if sound.is_critical { ", critical" } else { "" }
        );
    }
    let _ = writeln!(
        out,
        "{}, {}",
        alert.interruption_level.as_str(),
        if alert.has_text() {
            "a banner"
        } else {
            "no banner"
        }
    );
    expect.assert_eq(&out);
}

#[test]
fn every_part_is_read() {
    check(
        r#"{"aps": {"alert": {"title": "Hi", "subtitle": "there", "body": "all", "launch-image": "x.png"}, "badge": 3, "sound": "ding.caf",
            "thread-id": "t", "category": "c", "interruption-level": "time-sensitive", "mutable-content": 1}}"#,
        expect![[r#"
            title: Hi
            subtitle: there
            body: all
            thread: t
            category: c
            image: x.png
            badge: 3
            sound: ding.caf
            time-sensitive, a banner
        "#]],
    );
}

#[test]
fn a_plain_text_is_the_body() {
    check(
        r#"{"aps": {"alert": "Hi"}}"#,
        expect![[r#"
        body: Hi
        active, a banner
    "#]],
    );
}

#[test]
fn localized_texts_are_shown_as_their_keys() {
    check(
        r#"{"aps": {"alert": {"title-loc-key": "T", "loc-key": "B", "loc-args": ["x"]}}}"#,
        expect![[r#"
            title: T
            body: B
            active, a banner
        "#]],
    );
    check(
        r#"{"aps": {"alert": {"title": {"loc-key": "T"}, "body": "x", "sound": "s"}}}"#,
        expect![[r#"
            title: T
            body: x
            sound: s
            active, a banner
        "#]],
    );
}

#[test]
fn critical_sounds_are_told_apart() {
    check(
        r#"{"aps": {"sound": {"critical": 1, "volume": 0.5}}}"#,
        expect![[r#"
            sound: default, critical
            active, no banner
        "#]],
    );
}

#[test]
fn wrong_types_and_broken_text_show_nothing() {
    check(
        r#"{"aps": {"alert": 5, "badge": "3", "sound": true, "interruption-level": "loud"}}"#,
        expect![[r#"
            active, no banner
        "#]],
    );
    check(
        r#"{"aps": 1}"#,
        expect![[r#"
        active, no banner
    "#]],
    );
    check(
        r#"{"aps": {"alert": "Hi""#,
        expect![[r#"
        active, no banner
    "#]],
    );
}
