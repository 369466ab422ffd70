//! Edits in the style of what stands around them.

use expect_test::{Expect, expect};
use payload::Document;
use payload::document::Slot;
use serde_json::{Value, json};

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check_set(text: &str, pointer: &str, value: Value, expect: Expect) {
    let document = Document::parse(text);
    let answer = document
        .set(pointer, &value.to_string())
        .map_or_else(|error| error.to_string(), |patch| patch.apply(text));
    expect.assert_eq(&answer);
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check_remove(text: &str, pointer: &str, expect: Expect) {
    let document = Document::parse(text);
    let answer = document
        .remove(pointer)
        .map_or_else(|error| error.to_string(), |patch| patch.apply(text));
    expect.assert_eq(&answer);
}

const SPREAD: &str = "{\n    \"aps\" : {\n        \"badge\": 1.0,\n        \"sound\": \"\\u0064ing\"\n    },\n    \"id\": 7\n}\n";

#[test]
fn a_value_is_replaced_where_it_stands() {
    check_set(
        SPREAD,
        "/aps/badge",
        json!(2),
        expect![[r#"
        {
            "aps" : {
                "badge": 2,
                "sound": "\u0064ing"
            },
            "id": 7
        }
    "#]],
    );
    check_set(
        SPREAD,
        "/aps/sound",
        json!({"critical": 1, "name": "x"}),
        expect![[r#"
            {
                "aps" : {
                    "badge": 1.0,
                    "sound": {
                        "critical": 1,
                        "name": "x"
                    }
                },
                "id": 7
            }
        "#]],
    );
}

#[test]
fn a_new_key_follows_its_neighbors() {
    check_set(
        SPREAD,
        "/aps/thread-id",
        json!("news"),
        expect![[r#"
        {
            "aps" : {
                "badge": 1.0,
                "sound": "\u0064ing",
                "thread-id": "news"
            },
            "id": 7
        }
    "#]],
    );
    check_set(
        SPREAD,
        "/aps/alert/title",
        json!("Hi"),
        expect![[r#"
        {
            "aps" : {
                "badge": 1.0,
                "sound": "\u0064ing",
                "alert": {
                    "title": "Hi"
                }
            },
            "id": 7
        }
    "#]],
    );
    check_set(
        r#"{"aps":{"badge":1},"id":7}"#,
        "/aps/alert/title",
        json!("Hi"),
        expect![[r#"{"aps":{"badge":1,"alert":{"title":"Hi"}},"id":7}"#]],
    );
    check_set(
        r#"{ "aps": {"badge": 1}, "id": 7 }"#,
        "/aps/alert/title",
        json!("Hi"),
        expect![[r#"{ "aps": {"badge": 1, "alert": {"title": "Hi"}}, "id": 7 }"#]],
    );
    check_set(
        "{\n\t\"aps\": {\"badge\": 1}\n}",
        "/aps/alert",
        json!({"a": 1, "b": [1, 2]}),
        expect![[r#"
            {
            	"aps": {"badge": 1, "alert": {"a": 1, "b": [1, 2]}}
            }"#]],
    );
    check_set(
        "{}",
        "/aps/alert",
        json!("Hi"),
        expect![[r#"{"aps": {"alert": "Hi"}}"#]],
    );
    check_set(
        r#"{"a":[1]}"#,
        "/a/-",
        json!(2),
        expect![[r#"{"a":[1,2]}"#]],
    );
    check_set(
        r#"{"a":[1]}"#,
        "/a/1",
        json!(2),
        expect![[r#"{"a":[1,2]}"#]],
    );
    check_set(
        r#"{"a":{}}"#,
        "/a/b~1c~0d",
        json!(2),
        expect![[r#"{"a":{"b/c~d":2}}"#]],
    );
}

#[test]
fn line_ends_stay_as_they_are() {
    let document = Document::parse("{\r\n  \"aps\": {}\r\n}");
    let patch = document.set("/aps/alert", "\"Hi\"").unwrap();
    assert_eq!(
        document.patched(&patch).text(),
        "{\r\n  \"aps\": {\r\n    \"alert\": \"Hi\"\r\n  }\r\n}"
    );
}

#[test]
fn a_blank_text_becomes_a_document() {
    check_set(
        "",
        "/aps/alert/title",
        json!("Hi"),
        expect![[r#"
        {
          "aps": {
            "alert": {
              "title": "Hi"
            }
          }
        }"#]],
    );
    check_set("  \n", "", json!({}), expect!["{}"]);
}

#[test]
fn what_cannot_be_written_says_why() {
    check_set(
        r#"{"a":1}"#,
        "/a/b",
        json!(1),
        expect!["a value on the way cannot hold this one"],
    );
    check_set(
        r#"{"a":[1]}"#,
        "/a/5",
        json!(1),
        expect!["a value on the way cannot hold this one"],
    );
    check_set(
        r#"{"a":[1]}"#,
        "/a/01",
        json!(1),
        expect!["a value on the way cannot hold this one"],
    );
    check_set(
        r#"{"a":"#,
        "/a",
        json!(1),
        expect!["the text is not valid JSON"],
    );
    check_set(
        "{}",
        "a",
        json!(1),
        expect!["the pointer does not name a place"],
    );
    check_remove("{}", "/a", expect!["there is nothing at this place"]);
    check_remove("{}", "", expect!["the pointer does not name a place"]);
}

#[test]
fn a_removed_entry_takes_its_comma_along() {
    check_remove(
        SPREAD,
        "/aps/badge",
        expect![[r#"
        {
            "aps" : {
                "sound": "\u0064ing"
            },
            "id": 7
        }
    "#]],
    );
    check_remove(
        SPREAD,
        "/aps/sound",
        expect![[r#"
        {
            "aps" : {
                "badge": 1.0
            },
            "id": 7
        }
    "#]],
    );
    check_remove(
        SPREAD,
        "/id",
        expect![[r#"
        {
            "aps" : {
                "badge": 1.0,
                "sound": "\u0064ing"
            }
        }
    "#]],
    );
    check_remove(
        SPREAD,
        "/aps",
        expect![[r#"
        {
            "id": 7
        }
    "#]],
    );
    check_remove(r#"{"a":[1,2,3]}"#, "/a/1", expect![[r#"{"a":[1,3]}"#]]);
    check_remove(r#"{"a":[ 1 ]}"#, "/a/0", expect![[r#"{"a":[]}"#]]);
    check_remove(
        r#"{"a":1,"b~":2,"c":3}"#,
        "/b~0",
        expect![[r#"{"a":1,"c":3}"#]],
    );
}

#[test]
fn a_renamed_key_keeps_its_value() {
    let document = Document::parse(SPREAD);
    let patch = document.rename("/aps/badge", "number").unwrap();
    assert_eq!(
        document.patched(&patch).number_text("/aps/number"),
        Some("1.0")
    );
}

#[test]
fn a_moved_value_keeps_its_spelling_and_gets_the_indentation_of_its_place() {
    let document = Document::parse(
        "{\n  \"alert\": {\n    \"title\": \"\\u0048i\",\n    \"n\": 1.0\n  },\n  \"aps\": {}\n}",
    );
    let patch = document.relocate("/alert", "/aps/alert").unwrap();
    expect![[r#"
        {
          "aps": {
            "alert": {
              "title": "\u0048i",
              "n": 1.0
            }
          }
        }"#]]
    .assert_eq(document.patched(&patch).text());
}

#[test]
fn only_json_is_written() {
    let answer = Document::parse("{}").set("/aps", "{aps");
    assert_eq!(
        answer.unwrap_err().to_string(),
        "the value is not valid JSON"
    );
}

#[test]
fn a_new_value_takes_its_layout_from_its_neighbors_and_keeps_its_words() {
    let document = Document::parse("{\n  \"a\": 1\n}");
    let patch = document
        .set("/b", r#"{"x":1.0,"y":["\u0041",1E2]}"#)
        .unwrap();
    expect![[r#"
        {
          "a": 1,
          "b": {
            "x": 1.0,
            "y": [
              "\u0041",
              1E2
            ]
          }
        }"#]]
    .assert_eq(document.patched(&patch).text());
}

/// An edit, the document after it, or why it cannot be.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(
    text: &str,
    edit: impl Fn(&Document) -> Result<payload::Patch, payload::document::EditError>,
    expect: Expect,
) {
    let document = Document::parse(text);
    let answer = edit(&document).map_or_else(|error| error.to_string(), |patch| patch.apply(text));
    expect.assert_eq(&answer);
}

#[test]
fn a_key_is_added_where_it_is_wanted() {
    let text = SPREAD;
    check(
        text,
        |it| it.insert("/aps/alert", Slot::First, r#"{"title":"Hi"}"#),
        expect![[r#"
            {
                "aps" : {
                    "alert": {
                        "title": "Hi"
                    },
                    "badge": 1.0,
                    "sound": "\u0064ing"
                },
                "id": 7
            }
        "#]],
    );
    check(
        text,
        |it| it.insert("/aps/category", Slot::After("badge"), "\"NEWS\""),
        expect![[r#"
            {
                "aps" : {
                    "badge": 1.0,
                    "category": "NEWS",
                    "sound": "\u0064ing"
                },
                "id": 7
            }
        "#]],
    );
    check(
        text,
        |it| it.insert("/n", Slot::Last, "1"),
        expect![[r#"
        {
            "aps" : {
                "badge": 1.0,
                "sound": "\u0064ing"
            },
            "id": 7,
            "n": 1
        }
    "#]],
    );
    check(
        r#"{ "a": 1, "b": [1,2] }"#,
        |it| it.insert("/n", Slot::Before("b"), r#"{"x":[1]}"#),
        expect![[r#"{ "a": 1, "n": {"x": [1]}, "b": [1,2] }"#]],
    );
    check(
        r#"{"a":1,"b":2}"#,
        |it| it.insert("/n", Slot::At(0), "null"),
        expect![[r#"{"n":null,"a":1,"b":2}"#]],
    );
    check(
        "{\n\t\"aps\": {}\n}",
        |it| it.insert("/aps/badge", Slot::First, "1"),
        expect![[r#"
            {
            	"aps": {
            		"badge": 1
            	}
            }"#]],
    );
}

#[test]
fn an_element_is_added_where_it_is_wanted() {
    let text = "{\n  \"list\": [\n    1,\n    2\n  ]\n}";
    check(
        text,
        |it| it.insert("/list/-", Slot::At(1), "[3]"),
        expect![[r#"
            {
              "list": [
                1,
                [
                  3
                ],
                2
              ]
            }"#]],
    );
    check(
        "[1, 2]",
        |it| it.insert("/-", Slot::After("1"), "3"),
        expect!["[1, 2, 3]"],
    );
    check(
        "[[], 2]",
        |it| it.insert("/0/-", Slot::Last, "3"),
        expect!["[[3], 2]"],
    );
}

#[test]
fn entries_change_places_and_the_space_between_them_stays() {
    let text = "{\r\n  \"a\": 1,\r\n  \"\\u0062\" : [\r\n    2\r\n  ],\r\n\r\n  \"c\": 3\r\n}";
    let moved = |pointer: &str, slot| {
        let document = Document::parse(text);
        let patch = document.reorder(pointer, slot).unwrap();
        document.patched(&patch).text().to_owned()
    };
    expect![[r#"
        "{\r\n  \"\\u0062\" : [\r\n    2\r\n  ],\r\n  \"a\": 1,\r\n\r\n  \"c\": 3\r\n}"
    "#]]
    .assert_debug_eq(&moved("/b", Slot::First));
    expect![[r#"
        "{\r\n  \"\\u0062\" : [\r\n    2\r\n  ],\r\n  \"c\": 3,\r\n\r\n  \"a\": 1\r\n}"
    "#]]
    .assert_debug_eq(&moved("/a", Slot::Last));
    expect![[r#"
        "{\r\n  \"\\u0062\" : [\r\n    2\r\n  ],\r\n  \"a\": 1,\r\n\r\n  \"c\": 3\r\n}"
    "#]]
    .assert_debug_eq(&moved("/a", Slot::Before("c")));
    assert_eq!(moved("/b", Slot::After("b")), text);
    assert_eq!(moved("/b", Slot::At(1)), text);
    check(
        "[1, 2,3]",
        |it| it.reorder("/2", Slot::Before("0")),
        expect!["[3, 1,2]"],
    );
}

#[test]
fn an_edit_that_would_hide_or_repeat_a_key_is_refused() {
    let text = r#"{"a":1,"b":2,"a":3}"#;
    check(
        text,
        |it| it.insert("/b", Slot::First, "0"),
        expect!["this key is there already"],
    );
    check(
        text,
        |it| it.rename("/b", "a"),
        expect!["this key is there already"],
    );
    check(
        text,
        |it| it.rename("/a", "c"),
        expect!["this key is there more than once"],
    );
    check(
        text,
        |it| it.reorder("/a", Slot::First),
        expect!["this key is there more than once"],
    );
    check(
        text,
        |it| it.rename("/b", "b"),
        expect![[r#"{"a":1,"b":2,"a":3}"#]],
    );
    check(
        text,
        |it| it.set("/a", "4"),
        expect![[r#"{"a":1,"b":2,"a":4}"#]],
    );
    check(
        text,
        |it| it.relocate("/a", "/c"),
        expect![[r#"{"b":2,"c":3}"#]],
    );
}

#[test]
fn of_equal_keys_all_are_removed() {
    for (text, left) in [
        (r#"{"a":1,"b":2,"a":3}"#, r#"{"b":2}"#),
        (r#"{"b":2, "a":1, "a":3 }"#, r#"{"b":2 }"#),
        (r#"{ "a":1, "a":3 }"#, "{}"),
        (r#"{ "a":1, "a":3, "b": 2 }"#, r#"{ "b": 2 }"#),
        (
            r#"{"a":0, "b":1, "a":2, "c":3, "a":4, "a":5}"#,
            r#"{"b":1, "c":3}"#,
        ),
    ] {
        let document = Document::parse(text);
        let patch = document.remove("/a").unwrap();
        assert_eq!(document.patched(&patch).text(), left);
    }
}

#[test]
fn a_place_that_is_not_there_says_why() {
    let text = r#"{"a":[1],"b":2}"#;
    check(
        text,
        |it| it.insert("/a/0", Slot::Last, "0"),
        expect!["the pointer does not name a place"],
    );
    check(
        text,
        |it| it.insert("/a/-", Slot::At(2), "0"),
        expect!["there is nothing at this place"],
    );
    check(
        text,
        |it| it.insert("/a/-", Slot::Before("1"), "0"),
        expect!["there is nothing at this place"],
    );
    check(
        text,
        |it| it.insert("/b/c", Slot::First, "0"),
        expect!["a value on the way cannot hold this one"],
    );
    check(
        text,
        |it| it.insert("/c/d", Slot::First, "0"),
        expect!["there is nothing at this place"],
    );
    check(
        text,
        |it| it.insert("/c", Slot::After("x"), "0"),
        expect!["there is nothing at this place"],
    );
    check(
        text,
        |it| it.insert("/c", Slot::First, "{"),
        expect!["the value is not valid JSON"],
    );
    check(
        text,
        |it| it.reorder("/c", Slot::First),
        expect!["there is nothing at this place"],
    );
    check(
        text,
        |it| it.reorder("", Slot::First),
        expect!["the pointer does not name a place"],
    );
    check(
        text,
        |it| it.rename("/a/0", "x"),
        expect!["there is nothing at this place"],
    );
    check(
        text,
        |it| it.rename("b", "x"),
        expect!["the pointer does not name a place"],
    );
}

#[test]
fn text_that_is_broken_anywhere_is_not_edited() {
    for text in [
        "\u{feff}{\"a\": 1, \"b\": 2}",
        "{\"a\": 1, \"b\": 2,}",
        "{\"a\": 1, \"b\": 2",
        "{\"a\": 1, \"b\": 2} //",
    ] {
        let document = Document::parse(text);
        for answer in [
            document.set("/a", "1"),
            document.insert("/c", Slot::First, "1"),
            document.reorder("/a", Slot::Last),
            document.rename("/a", "c"),
            document.relocate("/a", "/c"),
            document.remove("/a"),
        ] {
            assert_eq!(
                answer.unwrap_err().to_string(),
                "the text is not valid JSON"
            );
        }
    }
}
