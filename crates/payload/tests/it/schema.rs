//! The schemas are what `schemas/` holds, take every good payload, and refuse what is wrong by type.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use payload::{PushType, schema};
use serde_json::Value;

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_files_are_what_the_table_says() {
    for push_type in PushType::ALL {
        let path = format!("../../../../schemas/{push_type}.json");
        expect_file![path].assert_eq(&schema::payload(push_type));
    }
    expect_file!["../../../../schemas/headers.json"].assert_eq(&schema::headers());
}

#[test]
fn every_schema_uses_only_words_that_are_checked_here_and_takes_its_examples() {
    for text in PushType::ALL
        .map(schema::payload)
        .iter()
        .chain([&schema::headers()])
    {
        let schema = parsed(text);
        words(&schema);
        let examples = schema["examples"].as_array().unwrap();
        assert!(!examples.is_empty());
        for example in examples {
            assert!(
                takes(&schema, &schema, example),
                "{} refuses {example}",
                schema["$id"]
            );
        }
    }
}

/// The fixtures of the rules that have a push type and are JSON: path, push type, payload.
fn fixtures(kind: &str) -> Vec<(String, PushType, Value)> {
    let mut all = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules");
    for rule in fs::read_dir(folder).unwrap() {
        for file in fs::read_dir(rule.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let is_fixture = path.extension().is_some_and(|it| it == "push");
            if !name.starts_with(kind) || !is_fixture {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let (head, body) = text.split_once("\n\n").unwrap();
            // What Wallet gets has the push type of an alert and nothing of one.
            if head.contains("apns-topic: pass.") {
                continue;
            }
            let push_type = head
                .lines()
                .find_map(|line| PushType::parse(line.strip_prefix("apns-push-type: ")?));
            if let (Some(push_type), Ok(mut value)) = (push_type, serde_json::from_str(body)) {
                without_nulls(&mut value);
                all.push((path.display().to_string(), push_type, value));
            }
        }
    }
    all
}

/// A null member is taken for an absent one by everybody; a schema that says so would offer it.
fn without_nulls(value: &mut Value) {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, value| !value.is_null());
        members.values_mut().for_each(without_nulls);
    }
}

#[test]
fn good_payloads_are_taken() {
    let mut refused = Vec::new();
    let good = fixtures("good");
    assert!(good.len() > 50, "only {} good fixtures", good.len());
    // Wallet passes share the protocol and the push types, but their payloads are empty.
    let is_of_apps = |path: &str| !["K012", "K013"].iter().any(|code| path.contains(code));
    for (path, push_type, payload) in good.into_iter().filter(|(path, ..)| is_of_apps(path)) {
        let schema = parsed(&schema::payload(push_type));
        if !takes(&schema, &schema, &payload) {
            refused.push(path);
        }
    }
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn payloads_that_break_a_rule_about_types_are_refused() {
    const TYPES: [&str; 6] = ["P001", "P004", "P007", "P008", "P009", "P010"];
    let mut count = 0;
    for (path, push_type, payload) in fixtures("bad") {
        if TYPES.iter().any(|code| path.contains(&format!("/{code}/"))) {
            let schema = parsed(&schema::payload(push_type));
            assert!(!takes(&schema, &schema, &payload), "{path}");
            count += 1;
        }
    }
    assert!(count > 15, "only {count} fixtures");
}

#[track_caller]
fn check(push_type: PushType, payload: &str, expected: bool) {
    let schema = parsed(&schema::payload(push_type));
    assert_eq!(
        takes(&schema, &schema, &parsed(payload)),
        expected,
        "{payload}"
    );
}

#[test]
fn each_event_of_a_live_activity_has_its_own_keys() {
    let check = |aps: &str, expected| {
        check(
            PushType::Liveactivity,
            &format!("{{\"aps\":{aps}}}"),
            expected,
        );
    };
    check(
        r#"{"timestamp":1,"event":"update","content-state":{}}"#,
        true,
    );
    check(r#"{"timestamp":1,"event":"update"}"#, false);
    check(
        r#"{"timestamp":1795262400000,"event":"update","content-state":{}}"#,
        false,
    );
    check(
        r#"{"timestamp":1,"event":"update","content-state":{},"attributes":{}}"#,
        false,
    );
    check(r#"{"timestamp":1,"event":"end","dismissal-date":2}"#, true);
    check(
        r#"{"timestamp":1,"event":"start","content-state":{}}"#,
        false,
    );
    let start = r#""timestamp":1,"event":"start","content-state":{},"attributes-type":"A","attributes":{},"alert":{"title":{"loc-key":"T"},"body":"b"}"#;
    check(&format!("{{{start}}}"), true);
    check(&format!("{{{start},\"input-push-token\":1}}"), true);
    check(
        &format!("{{{start},\"input-push-token\":1,\"input-push-channel\":\"aGk=\"}}"),
        false,
    );
    check(&format!("{{{start},\"dismissal-date\":5}}"), false);
}

#[test]
fn an_mdm_push_is_one_key_and_custom_data_is_free_elsewhere() {
    check(PushType::Mdm, r#"{"mdm":"x"}"#, true);
    check(PushType::Mdm, r#"{"mdm":"x","aps":{}}"#, false);
    check(PushType::Mdm, r#"{"mdm":1}"#, false);
    check(
        PushType::Voip,
        r#"{"caller":{"name":"Ada"},"aps":{"anything":[1]}}"#,
        true,
    );
    check(
        PushType::Alert,
        r#"{"aps":{"alert":"Hi"},"order":17,"list":[{}]}"#,
        true,
    );
    check(
        PushType::Alert,
        r#"{"aps":{"alert":"Hi","order":17}}"#,
        false,
    );
    check(PushType::Alert, r#"{"aps":{"category":"x"}}"#, false);
    check(
        PushType::Background,
        r#"{"aps":{"content-available":1,"alert":"Hi"}}"#,
        false,
    );
}

#[test]
fn legacy_keys_are_marked() {
    let schema = parsed(&schema::payload(PushType::Alert));
    let summary = &schema["$defs"]["alert"]["properties"]["summary-arg"];
    assert_eq!(summary["deprecated"], true);
    assert_eq!(
        schema["$defs"]["alert"]["properties"]["title"]["deprecated"],
        Value::Null
    );
}

#[test]
fn headers_are_text_of_the_right_form() {
    let schema = parsed(&schema::headers());
    for (headers, expected) in [
        (r#"{"apns-push-type":"alert","apns-priority":"10"}"#, true),
        (r#"{"apns-push-type":"alert","apns-priority":10}"#, false),
        (r#"{"apns-push-type":"Alert"}"#, false),
        (
            r#"{"apns-push-type":"background","apns-priority":"10"}"#,
            false,
        ),
        (r#"{"apns-priority":"5"}"#, false),
        (r#"{"apns-push-type":"alert","x":"y"}"#, true),
    ] {
        assert_eq!(
            takes(&schema, &schema, &parsed(headers)),
            expected,
            "{headers}"
        );
    }
}

/// What is said about values without restricting them, or in ways that fixtures of types do not need (`pattern`, lengths).
const SILENT: [&str; 11] = [
    "$schema",
    "$id",
    "$defs",
    "title",
    "description",
    "examples",
    "deprecated",
    "contentEncoding",
    "pattern",
    "minLength",
    "maxLength",
];
const SPEAKING: [&str; 16] = [
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "minimum",
    "maximum",
    "$ref",
    "anyOf",
    "allOf",
    "not",
    "if",
    "then",
    "else",
];

/// Every word of a schema is one that `takes` understands.
fn words(schema: &Value) {
    let Some(object) = schema.as_object() else {
        assert!(schema.is_boolean(), "{schema} is no schema");
        return;
    };
    for (word, value) in object {
        assert!(
            SILENT.contains(&word.as_str()) || SPEAKING.contains(&word.as_str()),
            "{word}"
        );
        match word.as_str() {
            "properties" | "$defs" => value.as_object().unwrap().values().for_each(words),
            "anyOf" | "allOf" => value.as_array().unwrap().iter().for_each(words),
            "additionalProperties" | "items" | "not" | "if" | "then" => words(value),
            _ => {}
        }
    }
}

/// A validator for the words that our schemas use.
fn takes(root: &Value, schema: &Value, value: &Value) -> bool {
    let Some(object) = schema.as_object() else {
        return schema == &Value::Bool(true);
    };
    let sub = |schema: &Value| takes(root, schema, value);
    let holds = |(word, rule): (&String, &Value)| match word.as_str() {
        "type" => match rule {
            Value::Array(types) => types.iter().any(|name| is(name.as_str().unwrap(), value)),
            name => is(name.as_str().unwrap(), value),
        },
        "properties" => rule.as_object().unwrap().iter().all(|(name, schema)| {
            value
                .get(name)
                .is_none_or(|value| takes(root, schema, value))
        }),
        "required" => {
            let names = rule.as_array().unwrap();
            !value.is_object()
                || names
                    .iter()
                    .all(|name| value.get(name.as_str().unwrap()).is_some())
        }
        "additionalProperties" => value.as_object().is_none_or(|members| {
            let others = members.iter().filter(|(name, _)| {
                object
                    .get("properties")
                    .is_none_or(|known| known.get(name.as_str()).is_none())
            });
            others
                .into_iter()
                .all(|(_, value)| takes(root, rule, value))
        }),
        "items" => value
            .as_array()
            .is_none_or(|all| all.iter().all(|it| takes(root, rule, it))),
        "enum" => rule.as_array().unwrap().iter().any(|it| same(it, value)),
        "const" => same(rule, value),
        "minimum" => value.as_f64().is_none_or(|it| it >= rule.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|it| it <= rule.as_f64().unwrap()),
        "$ref" => sub(root
            .pointer(rule.as_str().unwrap().strip_prefix('#').unwrap())
            .unwrap()),
        "anyOf" => rule.as_array().unwrap().iter().any(sub),
        "allOf" => rule.as_array().unwrap().iter().all(sub),
        "not" => !sub(rule),
        "if" => !sub(rule) || object.get("then").is_none_or(sub),
        _ => true,
    };
    object.iter().all(holds)
}

/// Numbers are the same by value, as JSON Schema has it: 1.0 is 1.
fn same(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() == 0.0,
        _ => one == other,
    }
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    }
}
