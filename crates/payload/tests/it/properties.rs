//! What holds for every document.

use payload::document::{Node, NodeKind, Patch, lex, quote};
use payload::finding::{Edit, Place};
use payload::{Document, Draft, DraftHeaders, Environment, Finding, Sizes, Target, lint, seal};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Any JSON value, not deep.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            object(inner).prop_map(Value::Object)
        ]
    })
}

fn object(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map("[a-c~/é]{0,3}", inner, 0..5)
        .prop_map(|members| members.into_iter().collect())
}

/// A valid document, in one of the layouts that people use.
fn document() -> impl Strategy<Value = String> {
    (object(value()), 0..3_usize).prop_map(|(members, layout)| {
        let value = Value::Object(members);
        match layout {
            0 => value.to_string(),
            1 => serde_json::to_string_pretty(&value).unwrap(),
            _ => tabbed(&serde_json::to_string_pretty(&value).unwrap()),
        }
    })
}

/// The same lines, indented by tabs and ended as on Windows.
fn tabbed(text: &str) -> String {
    let tabbed = |line: &str| {
        let rest = line.trim_start_matches(' ');
        format!("{}{rest}", "\t".repeat((line.len() - rest.len()) / 2))
    };
    text.split('\n')
        .map(tabbed)
        .collect::<Vec<_>>()
        .join("\r\n")
}

/// Text that is nearly JSON, so that most of it is broken in one place.
fn nearly_json() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"a\"",
        "\"aps\"",
        "1",
        "-0",
        "01",
        "1.",
        ".5",
        "+1",
        "1e5",
        "1e",
        "0x1",
        "true",
        "nul",
        "NaN",
        "'a'",
        "//x\n",
        "/*x*/",
        "\"\t\"",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\ud83d\\ude00\"",
        " ",
        "\n",
        "\u{a0}",
        "\u{b}",
        "\u{feff}",
        "\"",
        "\\",
        "“a”",
        "é",
        "#",
        "\0",
    ]);
    prop::collection::vec(word, 0..12).prop_map(|words| words.concat())
}

/// A payload of Apple's keys, slips of them, and values of every kind, right or wrong.
fn payload() -> impl Strategy<Value = String> {
    let key = || {
        prop::sample::select(vec![
            "alert",
            "badge",
            "sound",
            "title",
            "subtitle",
            "body",
            "bagde",
            "Alert",
            "titel",
            "content-available",
            "content_available",
            "contentAvailable",
            "mutable-content",
            "interruption-level",
            "relevance-score",
            "loc-args",
            "x",
            "a/b~",
        ])
    };
    let scalar = || {
        prop::sample::select(vec![
            json!(null),
            json!(true),
            json!(false),
            json!(0),
            json!(1),
            json!(3.0),
            json!(-1),
            json!("1"),
            json!("0.5"),
            json!(""),
            json!("Hi"),
            json!("timeSensitive"),
            json!([]),
            json!([1]),
            json!({}),
        ])
    };
    let inner = move || {
        prop::collection::btree_map(key(), scalar(), 0..4).prop_map(|members| json!(members))
    };
    let middle = prop::collection::btree_map(key(), prop_oneof![3 => scalar(), 1 => inner()], 0..6)
        .prop_map(|members| json!(members));
    let aps = prop::sample::select(vec!["aps", "APS"]);
    (
        prop::option::weighted(0.9, (aps, prop_oneof![9 => middle, 1 => scalar()])),
        inner(),
        any::<bool>(),
    )
        .prop_map(|(aps, beside, is_pretty)| {
            let mut root = beside;
            if let Some((key, aps)) = aps {
                root[key] = aps;
            }
            if is_pretty {
                serde_json::to_string_pretty(&root).unwrap()
            } else {
                root.to_string()
            }
        })
}

fn headers() -> impl Strategy<Value = DraftHeaders> {
    let push_type = prop::sample::select(vec![
        "alert",
        "background",
        "liveactivity",
        "voip",
        "mdm",
        "Alert",
        "",
        "x",
    ]);
    let topic = prop::sample::select(vec![
        "",
        "com.example.demo",
        "com.example.demo.voip",
        "com.example.demo.voip.voip",
        "other",
        " ",
    ]);
    let priority = prop::sample::select(vec!["", "10", "5", "high", "7", " 10"]);
    let expiration = prop::sample::select(vec![
        "",
        "0",
        "3600",
        "1790000000",
        "1790000000000",
        "1.5",
        "1790000000.5",
        "x",
        "99999999999999999999",
    ]);
    (
        push_type,
        topic,
        priority,
        expiration,
        "[a ]{0,3}|[a-zé]{60,70}",
    )
        .prop_map(
            |(push_type, topic, priority, expiration, collapse_id)| DraftHeaders {
                push_type: push_type.to_owned(),
                topic: topic.to_owned(),
                priority: priority.to_owned(),
                expiration: expiration.to_owned(),
                collapse_id,
                ..DraftHeaders::default()
            },
        )
}

/// Where a finding is, whatever the text around it.
fn spot(finding: &Finding) -> &str {
    match &finding.place {
        Place::Body { pointer, .. } => pointer,
        Place::Header { name } => name.as_str(),
        Place::Headers => "headers",
        Place::Token => "token",
        Place::Credential => "credential",
        Place::App { .. } => "app",
    }
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What was read, as `serde` would have it.
fn values(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Object(members) => members
            .iter()
            .map(|member| (member.name.clone(), values(&member.value)))
            .collect(),
        NodeKind::Array(elements) => elements.iter().map(values).collect(),
        NodeKind::String(text) => Value::from(text.as_str()),
        NodeKind::Number(text) => read(text),
        NodeKind::Bool(it) => Value::from(*it),
        NodeKind::Null => Value::Null,
    }
}

/// Every pointer that names something.
fn pointers(value: &Value, at: &str, out: &mut Vec<String>) {
    let mut step = |key: &str, inner: &Value| {
        let pointer = format!("{at}/{}", payload::document::escape_pointer(key));
        out.push(pointer.clone());
        pointers(inner, &pointer, out);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, inner)| step(key, inner)),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .for_each(|(index, inner)| step(&index.to_string(), inner)),
        _ => {}
    }
}

fn remove(value: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match value.pointer_mut(parent).unwrap() {
        Value::Object(members) => drop(members.remove(&key.replace("~1", "/").replace("~0", "~"))),
        Value::Array(elements) => drop(elements.remove(key.parse().unwrap())),
        _ => unreachable!("a parent holds something"),
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>()) {
        let document = Document::parse(text.as_str());
        prop_assert_eq!(document.text(), text);
    }

    #[test]
    fn what_is_valid_is_what_serde_says(text in prop_oneof![nearly_json(), document(), any::<String>()]) {
        let document = Document::parse(text.as_str());
        match serde_json::from_str::<Value>(&text) {
            Ok(_) => prop_assert!(document.is_valid(), "{:?}", text),
            // A number that no `f64` holds may be JSON nevertheless, and serde does not look further.
            Err(error) if error.to_string().starts_with("number out of range") => {}
            Err(_) => prop_assert!(!document.is_valid(), "{:?}", text),
        }
    }

    #[test]
    fn broken_text_always_has_a_finding(text in nearly_json()) {
        let document = Document::parse(text.as_str());
        prop_assert!(document.is_valid() || !document.syntax().is_empty());
    }

    #[test]
    fn words_tile_the_text(text in prop_oneof![nearly_json(), any::<String>()]) {
        let mut end = 0;
        for word in lex(&text) {
            prop_assert!(word.range.start < word.range.end);
            prop_assert!(text[end..word.range.start].chars().all(|gap| matches!(gap, ' ' | '\t' | '\n' | '\r')));
            end = word.range.end;
        }
        prop_assert!(text[end..].chars().all(|gap| matches!(gap, ' ' | '\t' | '\n' | '\r')));
    }

    #[test]
    fn every_value_is_read_as_serde_reads_it(text in document()) {
        let document = Document::parse(text.as_str());
        prop_assert_eq!(values(document.root().unwrap()), read(&text));
    }

    #[test]
    fn a_string_is_read_from_each_of_its_spellings(text in any::<String>()) {
        let units: Vec<String> = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        let units = units.concat();
        let spellings = [quote(&text), Value::from(text.as_str()).to_string(), format!("\"{units}\"")];
        for spelling in spellings {
            prop_assert_eq!(read(&spelling), Value::from(text.as_str()));
            let document = Document::parse(format!("{{\"a\": {spelling}}}"));
            prop_assert_eq!(document.string("/a"), Some(text.as_str()));
        }
    }

    #[test]
    fn minified_bytes_mean_the_same_and_are_the_size_that_is_shown(text in document()) {
        let document = Document::parse(text.as_str());
        let minified = document.minified().unwrap();
        prop_assert_eq!(read(&minified), read(&text));
        prop_assert_eq!(Some(minified.len()), Sizes::of(&document, None).as_sent);
        let again = Document::parse(minified.as_str()).minified();
        prop_assert_eq!(again, Some(minified));
    }

    #[test]
    fn setting_a_value_changes_that_value_only(text in document(), new in value(), pick in any::<prop::sample::Index>()) {
        let mut expected = read(&text);
        let mut all = Vec::new();
        pointers(&expected, "", &mut all);
        all.push("/new".to_owned());
        let pointer = pick.get(&all);
        let document = Document::parse(text.as_str());
        let patch = document.set(pointer, &new.to_string()).unwrap();
        match expected.pointer_mut(pointer) {
            Some(place) => {
                prop_assert_eq!(&patch.range, &document.node(pointer).unwrap().range);
                *place = new;
            }
            None => drop(expected.as_object_mut().unwrap().insert("new".to_owned(), new)),
        }
        let after = patch.apply(&text);
        prop_assert_eq!(&after[..patch.range.start], &text[..patch.range.start]);
        prop_assert!(after.ends_with(&text[patch.range.end..]));
        prop_assert_eq!(read(&after), expected);
    }

    #[test]
    fn removing_a_value_removes_that_value_only(text in document(), pick in any::<prop::sample::Index>()) {
        let mut expected = read(&text);
        let mut all = Vec::new();
        pointers(&expected, "", &mut all);
        if all.is_empty() {
            return Ok(());
        }
        let pointer = pick.get(&all);
        let patch = Document::parse(text.as_str()).remove(pointer).unwrap();
        remove(&mut expected, pointer);
        prop_assert_eq!(read(&patch.apply(&text)), expected);
    }

    #[test]
    fn a_fix_changes_the_text(text in nearly_json()) {
        let document = Document::parse(text.as_str());
        for finding in document.syntax() {
            for edit in &finding.fix {
                let Edit::Text(patch) = edit else { unreachable!("the text is all there is") };
                prop_assert_ne!(patch.apply(&text), text.as_str());
            }
        }
    }

    #[test]
    fn a_fix_removes_its_finding(text in payload(), headers in headers()) {
        let target = Target::new(Environment::Sandbox, "com.example.demo");
        let draft = Draft { text, headers };
        let before = lint(&Document::parse(draft.text.as_str()), &draft.headers, &target);
        for finding in before.findings.iter().filter(|finding| !finding.fix.is_empty()) {
            let fixed = draft.fixed(&finding.fix);
            let document = Document::parse(fixed.text.as_str());
            prop_assert!(document.is_valid());
            let after = lint(&document, &fixed.headers, &target);
            let is_still_there = after.findings.iter().any(|other| other.code == finding.code && spot(other) == spot(finding));
            prop_assert!(!is_still_there, "{:?} is still there in {}", finding, fixed.text);
        }
    }

    #[test]
    fn what_is_sealed_is_what_was_written(text in payload(), headers in headers()) {
        let target = Target::new(Environment::Sandbox, "com.example.demo");
        let draft = Draft { text, headers };
        if let Ok(sealed) = seal(&draft, &target) {
            prop_assert_eq!(read(&sealed.body), read(&draft.text));
            prop_assert!(sealed.body.len() <= sealed.headers.push_type.limit_bytes());
            prop_assert_eq!(sealed.headers.expiration.map(|seconds| seconds.to_string()).unwrap_or_default(), draft.headers.expiration);
        }
    }

    #[test]
    fn repairing_again_and_again_comes_to_an_end(text in nearly_json()) {
        let mut document = Document::parse(text.as_str());
        for _ in 0..200 {
            let Some(Edit::Text(patch)) = document.syntax().iter().flat_map(|finding| &finding.fix).next() else { return Ok(()) };
            document = document.patched(patch);
        }
        prop_assert!(false, "still finding fixes after 200 of them: {:?}", document.text());
    }

    #[test]
    fn the_smallest_patch_between_two_texts_turns_one_into_the_other(old in "[aé😀]{0,6}", new in "[aé😀]{0,6}") {
        let patch = Patch::between(&old, &new);
        prop_assert_eq!(patch.apply(&old), new);
    }
}
