//! What each entry takes, and what each cut saves, to the byte.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use payload::Document;
use payload::size::{Cut, cuts, shares};
use proptest::prelude::*;

fn told(cut: &Cut) -> String {
    let how = if cut.patch.is_some() { "" } else { " by hand" };
    format!("{:?} {} {}{how}\n", cut.kind, cut.pointer, cut.saves)
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(text: &str, expect: Expect) {
    let document = Document::parse(text);
    let told: String = cuts(&document).iter().map(told).collect();
    expect.assert_eq(&told);
    cuts_are_exact(&document);
}

/// Every cut with a patch saves what it says, and keeps the text JSON.
#[track_caller]
fn cuts_are_exact(document: &Document) {
    let sent = document.minified_len().unwrap_or_default();
    for cut in cuts(document) {
        let Some(patch) = &cut.patch else { continue };
        let after = document.patched(patch).minified_len();
        assert_eq!(
            after.map(|after| sent - after),
            Some(cut.saves),
            "{} in {}",
            told(&cut),
            document.text()
        );
    }
}

#[test]
fn each_kind_of_cut_is_found_and_saves_what_it_says() {
    check(
        r#"{
  "aps": {
    "alert": { "title": "\u4f60\u597d", "body": "caf\u00e9 \ud83c\udf89 \"ok\"", "summary-arg": "Ada" },
    "badge": 1.50,
    "badge": 2.0
  },
  "url": "https:\/\/example.com\/a",
  "image": "https://example.com/b.png",
  "icon": "https://example.com/c.png",
  "coupon": "",
  "options": { "color": null, "tags": [] },
  "the_long_name_of_a_customer_field": -0.0,
  "k\u00e9y": 1e0
}"#,
        expect![[r#"
            Prefix /url 40 by hand
            LongName /the_long_name_of_a_customer_field 31 by hand
            Legacy /aps/alert/summary-arg 20
            Duplicate /aps/badge 13
            Empty /options/color 13
            Escapes /aps/alert/body 12
            Empty /coupon 12
            Empty /options/tags 10
            Escapes /aps/alert/title 6
            Escapes /kéy 4
            Escapes /url 3
            Digits /aps/badge 2
        "#]],
    );
}

#[test]
fn large_entries_are_named_where_they_are() {
    let long = |length: usize| "x".repeat(length);
    let text = format!(
        r#"{{"aps": {{"alert": {{"body": "{}"}}}}, "items": ["{}", 1], "small": {{"a": "{}", "b": "{}"}}}}"#,
        long(300),
        long(200),
        long(100),
        long(100),
    );
    check(
        &text,
        expect![[r#"
        Large /aps/alert/body 309 by hand
        Large /small 224 by hand
        Large /items/0 203 by hand
    "#]],
    );
}

#[test]
fn an_apps_own_data_alone_is_emptied() {
    // What Apple's keys and the app's types prescribe is not ours to leave out.
    check(
        r#"{"aps": {"alert": "", "content-state": {"note": ""}}, "mdm": "", "list": [null, {"a": ""}]}"#,
        expect![[r#"
            Empty /list/1/a 6
        "#]],
    );
}

#[test]
fn shares_tell_where_the_bytes_are() {
    let document = Document::parse(
        r#"{ "aps": { "alert": { "title": "Hi", "args": [1, 2] }, "badge": 3 }, "a/b": { "c": { "d": { "e": 1 } } } }"#,
    );
    let mut told = String::new();
    for (pointer, bytes) in shares(&document) {
        let _ = writeln!(told, "{pointer} {bytes}");
    }
    expect![[r#"
        /aps 53
        /aps/alert 35
        /aps/alert/title 12
        /aps/alert/args 12
        /aps/badge 9
        /a~1b 25
        /a~1b/c 17
        /a~1b/c/d 11
    "#]]
    .assert_eq(&told);
    let all: usize = shares(&document)
        .iter()
        .filter(|(pointer, _)| pointer.matches('/').count() == 1)
        .map(|(_, bytes)| bytes)
        .sum();
    // The braces and one comma belong to nobody.
    assert_eq!(Some(all + 3), document.minified_len());
}

#[test]
fn broken_text_has_neither_shares_nor_cuts() {
    let document = Document::parse(r#"{"aps": "#);
    assert!(cuts(&document).is_empty() && shares(&document).is_empty());
}

#[test]
fn hostile_text_is_measured_soon() {
    let name = "n".repeat(100_000);
    let many: String = (0..20_000).map(|_| r#""a": "\u0041", "#).collect();
    let document = Document::parse(format!(r#"{{"{name}": {{{many} "b": ""}}}}"#));
    assert!(document.is_valid());
    assert!(cuts(&document).len() <= 256);
    assert!(shares(&document).len() <= 1024);
}

/// Words that cuts are about, in any nesting.
fn payload() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        r#""""#,
        "null",
        "{}",
        "[]",
        "[ ]",
        "1.0",
        "-0.00",
        "1.50",
        "1.0e2",
        "0",
        "true",
        r#""\u00e9\u4f60""#,
        r#""\ud83c\udf89""#,
        r#""https:\/\/example.com\/a""#,
        r#""https://example.com/b""#,
        r#""\u0022\u005c\u000a\u0001""#,
        r#""plain""#,
    ])
    .prop_map(str::to_owned);
    let key = prop::sample::select(vec![
        "aps",
        "alert",
        "summary-arg",
        "badge",
        "a",
        "b",
        "\\u00e9",
        "a/b~",
        "the_long_name_of_a_customer_field",
    ]);
    let space = prop::sample::select(vec!["", " ", "\n  "]);
    leaf.prop_recursive(4, 24, 5, move |inner| {
        let member = (key.clone(), inner.clone()).prop_map(|(key, value)| format!("\"{key}\": {value}"));
        let join = |items: Vec<String>, space: &str| items.join(&format!(",{space}"));
        prop_oneof![
            3 => (prop::collection::vec(member, 0..5), space.clone())
                .prop_map(move |(members, space)| format!("{{{space}{}{space}}}", join(members, space))),
            1 => (prop::collection::vec(inner, 0..4), space.clone())
                .prop_map(move |(elements, space)| format!("[{space}{}{space}]", join(elements, space))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn every_cut_saves_exactly_what_it_says(text in payload()) {
        cuts_are_exact(&Document::parse(text.as_str()));
    }

    #[test]
    fn all_escapes_are_cut_at_once(text in payload()) {
        let document = Document::parse(text.as_str());
        let cuts: Vec<Cut> = cuts(&document).into_iter().filter(|cut| cut.kind == payload::size::CutKind::Escapes).collect();
        let saves: usize = cuts.iter().map(|cut| cut.saves).sum();
        let fix: Vec<_> = cuts.into_iter().filter_map(|cut| cut.patch).map(payload::finding::Edit::Text).collect();
        let draft = payload::Draft { text, ..payload::Draft::default() };
        let after = Document::parse(draft.fixed(&fix).text);
        prop_assert_eq!(after.minified_len().map(|after| after + saves), document.minified_len());
    }
}
