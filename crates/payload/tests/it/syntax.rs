//! What is said about text that is not JSON, where, and what the repair makes of it.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use payload::document::{LexKind, byte_offset, lex, line_column, utf16_range};
use payload::finding::{Edit, Place};
use payload::{Document, Finding};

/// Shows each finding as `code what 'the place' -> the text after its fix`.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(text: &str, expect: Expect) {
    let document = Document::parse(text);
    let mut out = String::new();
    for finding in document.syntax() {
        let Place::Body { range, .. } = &finding.place else {
            unreachable!("syntax findings are in the text")
        };
        let what = finding
            .args
            .iter()
            .find(|(name, _)| *name == "what")
            .map_or("", |(_, what)| what.as_str());
        let _ = writeln!(
            out,
            "{} {what} {:?} -> {}",
            finding.code.as_str(),
            &text[range.clone()],
            repaired(text, finding)
        );
    }
    if document.syntax().is_empty() {
        out.push_str("nothing to say\n");
    }
    expect.assert_eq(&out);
}

fn repaired(text: &str, finding: &Finding) -> String {
    match finding.fix.as_slice() {
        [] => "only a person can".to_owned(),
        [Edit::Text(patch)] => format!("{:?}", patch.apply(text)),
        _ => "several edits".to_owned(),
    }
}

#[test]
fn a_good_payload_is_not_commented() {
    check(
        r#"{"aps": {"alert": "Hi", "badge": 3}}"#,
        expect![[r#"
        nothing to say
    "#]],
    );
}

#[test]
fn what_javascript_allows_is_named_with_its_repair() {
    check(
        r"{aps: {'alert': 'it\'s \u0041 ''}, // note",
        expect![[r#"
        J001 unquoted-key "aps" -> "{\"aps\": {'alert': 'it\\'s \\u0041 ''}, // note"
        J001 single-quotes "'alert'" -> "{aps: {\"alert\": 'it\\'s \\u0041 ''}, // note"
        J001 single-quotes "'it\\'s \\u0041 '" -> "{aps: {'alert': \"it's \\u0041 \"'}, // note"
        J001 missing-comma "'it\\'s \\u0041 '" -> "{aps: {'alert': 'it\\'s \\u0041 ','}, // note"
        J001 unclosed-string "'}, // note" -> only a person can
    "#]],
    );
    check(
        r#"{"aps": {"badge": +1, "a": .5, "b": 5., "c": 007, "d": 0xFF, "e": NaN, "f": -Infinity}}"#,
        expect![[r#"
            J001 number-spelling "+1" -> "{\"aps\": {\"badge\": 1, \"a\": .5, \"b\": 5., \"c\": 007, \"d\": 0xFF, \"e\": NaN, \"f\": -Infinity}}"
            J001 number-spelling ".5" -> "{\"aps\": {\"badge\": +1, \"a\": 0.5, \"b\": 5., \"c\": 007, \"d\": 0xFF, \"e\": NaN, \"f\": -Infinity}}"
            J001 number-spelling "5." -> "{\"aps\": {\"badge\": +1, \"a\": .5, \"b\": 5.0, \"c\": 007, \"d\": 0xFF, \"e\": NaN, \"f\": -Infinity}}"
            J001 number-spelling "007" -> "{\"aps\": {\"badge\": +1, \"a\": .5, \"b\": 5., \"c\": 7, \"d\": 0xFF, \"e\": NaN, \"f\": -Infinity}}"
            J001 number-spelling "0xFF" -> "{\"aps\": {\"badge\": +1, \"a\": .5, \"b\": 5., \"c\": 007, \"d\": 255, \"e\": NaN, \"f\": -Infinity}}"
            J001 not-a-number "NaN" -> only a person can
            J001 not-a-number "-Infinity" -> only a person can
        "#]],
    );
    check(
        r#"{"aps": {"alert": 'say "hi"',},}"#,
        expect![[r#"
        J001 single-quotes "'say \"hi\"'" -> "{\"aps\": {\"alert\": \"say \\\"hi\\\"\",},}"
        J001 trailing-comma "," -> "{\"aps\": {\"alert\": 'say \"hi\"'},}"
        J001 trailing-comma "," -> "{\"aps\": {\"alert\": 'say \"hi\"',}}"
    "#]],
    );
    check(
        r#"{"a": [1, 2, ], /* x */ "b": True, "c": None, "d": hello}"#,
        expect![[r#"
            J001 trailing-comma "," -> "{\"a\": [1, 2 ], /* x */ \"b\": True, \"c\": None, \"d\": hello}"
            J001 comment "/* x */" -> "{\"a\": [1, 2, ],  \"b\": True, \"c\": None, \"d\": hello}"
            J001 literal-spelling "True" -> "{\"a\": [1, 2, ], /* x */ \"b\": true, \"c\": None, \"d\": hello}"
            J001 literal-spelling "None" -> "{\"a\": [1, 2, ], /* x */ \"b\": True, \"c\": null, \"d\": hello}"
            J001 unquoted-text "hello" -> "{\"a\": [1, 2, ], /* x */ \"b\": True, \"c\": None, \"d\": \"hello\"}"
        "#]],
    );
}

#[test]
fn missing_signs_are_named_with_their_repair() {
    check(
        "{\"a\": 1 \"b\": 2}",
        expect![[r#"
        J001 missing-comma "1" -> "{\"a\": 1, \"b\": 2}"
    "#]],
    );
    check(
        "{\"a\" 1}",
        expect![[r#"
        J001 missing-colon "\"a\"" -> "{\"a\": 1}"
    "#]],
    );
    check(
        "{\"a\": }",
        expect![[r#"
        J001 missing-value ":" -> only a person can
    "#]],
    );
    check(
        "{\"a\"}",
        expect![[r#"
        J001 missing-value "\"a\"" -> only a person can
    "#]],
    );
    check(
        "[1,,2]",
        expect![[r#"
        J001 extra-comma "," -> "[1,2]"
    "#]],
    );
    check(
        "{\"aps\": {\"alert\": \"Hi\"}",
        expect![[r#"
        J001 unclosed "{" -> "{\"aps\": {\"alert\": \"Hi\"}}"
    "#]],
    );
    check(
        "{\"aps\": {\"alert\": \"Hi}}",
        expect![[r#"
        J001 unclosed-string "\"Hi}}" -> "{\"aps\": {\"alert\": \"Hi\"}}"
    "#]],
    );
    check(
        "{\"aps\": [1, 2}}",
        expect![[r#"
        J001 wrong-closing "}" -> "{\"aps\": [1, 2]}"
    "#]],
    );
    check(
        "{\"aps\": {}}}",
        expect![[r#"
        J001 extra-closing "}" -> "{\"aps\": {}}"
    "#]],
    );
    check(
        "{\"aps\": {}} {}",
        expect![[r#"
            J001 second-payload "{" -> only a person can
        "#]],
    );
    check(
        "{\"aps\": {}},",
        expect![[r#"
        J001 extra-comma "," -> "{\"aps\": {}}"
    "#]],
    );
    check(
        "",
        expect![[r#"
        J001 empty "" -> only a person can
    "#]],
    );
    check(
        "=",
        expect![[r#"
            J001 plain-text "=" -> only a person can
        "#]],
    );
    check(
        "{\"a\" = 1}",
        expect![[r#"
            J001 wrong-sign "=" -> "{\"a\" : 1}"
        "#]],
    );
    check(
        "{1: 2, true: 3}",
        expect![[r#"
        J001 unquoted-key "1" -> "{\"1\": 2, true: 3}"
        J001 unquoted-key "true" -> "{1: 2, \"true\": 3}"
    "#]],
    );
    check(
        "[1 [2]]",
        expect![[r#"
        J001 missing-comma "1" -> "[1, [2]]"
    "#]],
    );
}

#[test]
fn what_word_processors_do_is_named_with_its_repair() {
    check(
        "{“aps”:\u{a0}{‘alert’: “Hi “}}",
        expect![[r#"
        J001 curly-quotes "“aps”" -> "{\"aps\":\u{a0}{‘alert’: “Hi “}}"
        J001 odd-space "\u{a0}" -> "{“aps”: {‘alert’: “Hi “}}"
        J001 curly-quotes "‘alert’" -> "{“aps”:\u{a0}{\"alert\": “Hi “}}"
        J001 curly-quotes "“Hi “" -> "{“aps”:\u{a0}{‘alert’: \"Hi \"}}"
    "#]],
    );
    check(
        "\u{feff}{}",
        expect![[r#"
        J005  "\u{feff}" -> "{}"
    "#]],
    );
}

#[test]
fn strings_hold_what_json_allows_only() {
    check(
        "{\"a\": \"x\ty\"}",
        expect![[r#"
        J001 control-character "\t" -> "{\"a\": \"x\\ty\"}"
    "#]],
    );
    check(
        r#"{"a": "\x41"}"#,
        expect![[r#"
            J001 bad-escape "\\x" -> "{\"a\": \"\\\\x41\"}"
        "#]],
    );
    check(
        r#"{"a": "it\'s"}"#,
        expect![[r#"
        J001 bad-escape "\\'" -> "{\"a\": \"it's\"}"
    "#]],
    );
    check(
        r#"{"a": "\ud83d"}"#,
        expect![[r#"
            J001 lone-surrogate "\\ud83d" -> only a person can
        "#]],
    );
    check(
        r#"{"a": "\udE00\ud83d"}"#,
        expect![[r#"
            J001 lone-surrogate "\\udE00" -> only a person can
        "#]],
    );
    check(
        r#"{"a": "\ud83d\ude00 \u00e9"}"#,
        expect![[r#"
        nothing to say
    "#]],
    );
    check(
        r#"{"a": "\u12"}"#,
        expect![[r#"
            J001 bad-escape "\\u12" -> only a person can
        "#]],
    );
    check(
        "{\"a\": \"line\nbreak\"}",
        expect![[r#"
            J001 line-break "\"line" -> "{\"a\": \"line\\nbreak\"}"
        "#]],
    );
}

#[test]
fn nothing_but_rfc_8259_is_valid() {
    for text in [
        "{} // x",
        "/* x */ {}",
        "# x\n{}",
        "[1,]",
        "{\"a\":1,}",
        "[,1]",
        "0x1F",
        "-0x1",
        "'a'",
        "{'a':1}",
        "{a:1}",
        "{1:2}",
        "01",
        "-01",
        "00",
        "1.",
        ".5",
        "-.5",
        "+1",
        "1e",
        "1e+",
        "-",
        "--1",
        "NaN",
        "Infinity",
        "-Infinity",
        "True",
        "nul",
        "truefalse",
        "true_",
        "\"a\tb\"",
        "\"a\nb\"",
        "\"\u{1}\"",
        "\"\\x41\"",
        "\"\\'\"",
        "\"\\v\"",
        "\"\\u12\"",
        "\"\\u+123\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\ud800\"",
        "\"a",
        "a\"",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\"}",
        "{:1}",
        "[",
        "]",
        "{]",
        "[}",
        "{}{}",
        "",
        " ",
        "\u{a0}1",
        "\u{b}1",
        "\u{c}1",
        "\u{2028}1",
        "1\u{feff}",
        "\u{feff}1",
        "\0",
        "1\0",
    ] {
        assert!(
            !Document::parse(text).is_valid(),
            "{text:?} is taken for JSON"
        );
        assert!(
            !Document::parse(text).syntax().is_empty(),
            "nothing is said about {text:?}"
        );
        assert!(
            serde_json::from_str::<serde_json::Value>(text).is_err(),
            "{text:?} is JSON"
        );
    }
}

#[test]
fn everything_of_rfc_8259_is_valid() {
    for text in [
        "0",
        "-0",
        "1.5E-3",
        "1e+9",
        "\"\"",
        "\"\u{7f}é😀\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uABcd\"",
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "[[],{}]",
        " \t\r\n{ \"\" : [ 1 , 2 ] }\r\n",
        "{\"a\":1,\"a\":2}",
    ] {
        assert!(
            Document::parse(text).is_valid(),
            "{text:?} is not taken for JSON"
        );
        assert!(
            serde_json::from_str::<serde_json::Value>(text).is_ok(),
            "{text:?} is not JSON"
        );
    }
}

#[test]
fn a_value_of_the_payload_is_not_taken_for_a_placeholder() {
    let args = [("key", "{meant}".to_owned()), ("meant", "title".to_owned())];
    assert_eq!(
        payload::finding::fill("{ {key} or {meant}, {other} {", &args),
        "{ {meant} or title, {other} {"
    );
}

#[test]
fn a_key_that_is_overridden_can_be_removed() {
    check(
        r#"{"a": 1, "b": {"c": 2, "c": 3}, "a": 4}"#,
        expect![[r#"
        J002  "\"a\"" -> "{\"b\": {\"c\": 2, \"c\": 3}, \"a\": 4}"
        J002  "\"c\"" -> "{\"a\": 1, \"b\": {\"c\": 3}, \"a\": 4}"
    "#]],
    );
}

#[test]
fn the_top_is_an_object() {
    check(
        "[1]",
        expect![[r#"
        J003 array "[1]" -> only a person can
    "#]],
    );
    check(
        "\"aps\"",
        expect![[r#"
        J003 string "\"aps\"" -> only a person can
    "#]],
    );
}

#[test]
fn thirty_two_levels_are_read_and_thirty_three_are_not() {
    let nested = |depth: usize| {
        format!(
            "{{\"a\":{}{}}}",
            "[".repeat(depth - 1),
            "]".repeat(depth - 1)
        )
    };
    assert!(Document::parse(nested(32)).is_valid());
    let refused = Document::parse(nested(33));
    assert!(!refused.is_valid());
    assert_eq!(refused.syntax()[0].code, payload::Code::J004);
}

#[test]
fn hostile_nesting_does_not_touch_the_stack() {
    for text in [
        "[".repeat(1_000_000),
        "{\"a\":".repeat(200_000),
        "]".repeat(100_000),
        "\"".repeat(99_999),
        "/*".repeat(100_000),
    ] {
        assert!(!Document::parse(text).is_valid());
    }
}

#[test]
fn every_word_is_colored_even_in_broken_text() {
    let text = "{\"badge\": 3, // three\n 'x': \"open\n true";
    let words: Vec<(&str, LexKind)> = lex(text)
        .into_iter()
        .map(|word| (&text[word.range], word.kind))
        .collect();
    expect![[r#"
        [
            (
                "{",
                Punctuation,
            ),
            (
                "\"badge\"",
                Key,
            ),
            (
                ":",
                Punctuation,
            ),
            (
                "3",
                Number,
            ),
            (
                ",",
                Punctuation,
            ),
            (
                "// three",
                Comment,
            ),
            (
                "'x'",
                Broken,
            ),
            (
                ":",
                Punctuation,
            ),
            (
                "\"open",
                Broken,
            ),
            (
                "true",
                Literal,
            ),
        ]
    "#]]
    .assert_debug_eq(&words);
}

#[test]
fn places_are_counted_as_the_browser_and_as_people_do() {
    let text = "é😀\nx😀y";
    let second = text.rfind('😀').unwrap();
    assert_eq!(utf16_range(text, second..second + 4), 5..7);
    assert_eq!(byte_offset(text, 5), second);
    assert_eq!(byte_offset(text, 6), second);
    assert_eq!(byte_offset(text, 99), text.len());
    assert_eq!(line_column(text, second), (2, 2));
    assert_eq!(line_column(text, 0), (1, 1));
    assert_eq!(line_column(text, text.len()), (2, 4));
}
