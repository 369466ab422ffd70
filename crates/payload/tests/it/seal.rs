//! Only what passed every rule is sealed, and it is sealed to the byte.

use expect_test::{Expect, expect};
use payload::seal::derived_topic;
use payload::{Draft, DraftHeaders, Environment, Priority, PushType, Severity, Target, seal};

fn target() -> Target {
    Target::new(Environment::Sandbox, "com.example.demo")
}

fn draft(push_type: PushType, text: &str) -> Draft {
    Draft {
        text: text.to_owned(),
        headers: DraftHeaders::of(push_type),
    }
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(draft: &Draft, expect: Expect) {
    expect.assert_eq(&serde_json::to_string_pretty(&seal(draft, &target()).unwrap()).unwrap());
}

#[test]
fn what_is_sealed_has_its_topic_and_not_a_byte_too_many() {
    check(
        &draft(
            PushType::Alert,
            "{\n  \"aps\": { \"alert\": \"a \\u0062  c\", \"relevance-score\": 1.0 }\n}",
        ),
        expect![[r#"
            {
              "headers": {
                "push_type": "alert",
                "topic": "com.example.demo",
                "priority": null,
                "expiration": null,
                "collapse_id": null
              },
              "body": "{\"aps\":{\"alert\":\"a \\u0062  c\",\"relevance-score\":1.0}}"
            }"#]],
    );
    check(
        &draft(PushType::Voip, "{ \"caller\": \"Ada\" }"),
        expect![[r#"
        {
          "headers": {
            "push_type": "voip",
            "topic": "com.example.demo.voip",
            "priority": null,
            "expiration": null,
            "collapse_id": null
          },
          "body": "{\"caller\":\"Ada\"}"
        }"#]],
    );
}

#[test]
fn a_background_push_without_a_priority_goes_with_5() {
    check(
        &draft(PushType::Background, r#"{"aps": {"content-available": 1}}"#),
        expect![[r#"
            {
              "headers": {
                "push_type": "background",
                "topic": "com.example.demo",
                "priority": "Considerate",
                "expiration": null,
                "collapse_id": null
              },
              "body": "{\"aps\":{\"content-available\":1}}"
            }"#]],
    );
}

#[test]
fn typed_headers_are_sent_as_typed() {
    let mut draft = draft(PushType::Alert, r#"{"aps": {"badge": 0}}"#);
    draft.headers.topic = "com.example.demo.watchkitapp".to_owned();
    draft.headers.priority = "1".to_owned();
    draft.headers.expiration = "0".to_owned();
    draft.headers.collapse_id = "match-42".to_owned();
    check(
        &draft,
        expect![[r#"
        {
          "headers": {
            "push_type": "alert",
            "topic": "com.example.demo.watchkitapp",
            "priority": "PowerFirst",
            "expiration": 0,
            "collapse_id": "match-42"
          },
          "body": "{\"aps\":{\"badge\":0}}"
        }"#]],
    );
}

#[test]
fn an_error_forbids_and_a_warning_does_not() {
    let refused = seal(
        &draft(PushType::Alert, r#"{"aps": {"badge": "3"}}"#),
        &target(),
    )
    .unwrap_err();
    assert_eq!(refused.count(Severity::Error), 1);
    let warned = draft(PushType::Alert, r#"{"aps": {"badge": 3, "bagde": 3}}"#);
    assert!(seal(&warned, &target()).is_ok());
    assert!(seal(&Draft::default(), &target()).is_err());
}

#[test]
fn a_limit_is_met_exactly_and_not_passed() {
    let sized = |push_type: PushType, bytes: usize| {
        let frame = r#"{"aps":{"alert":""}}"#.len();
        draft(
            push_type,
            &format!(
                "{{ \"aps\":{{\"alert\":\"{}\"}} }}",
                "x".repeat(bytes - frame)
            ),
        )
    };
    assert_eq!(
        seal(&sized(PushType::Alert, 4096), &target())
            .unwrap()
            .body
            .len(),
        4096
    );
    assert!(seal(&sized(PushType::Alert, 4097), &target()).is_err());
    assert_eq!(
        seal(&sized(PushType::Voip, 5120), &target())
            .unwrap()
            .body
            .len(),
        5120
    );
    assert!(seal(&sized(PushType::Voip, 5121), &target()).is_err());
}

#[test]
fn the_topic_follows_from_app_and_push_type() {
    for push_type in PushType::ALL {
        let topic = derived_topic(&DraftHeaders::of(push_type), "com.example.demo");
        assert_eq!(
            topic,
            format!("com.example.demo{}", push_type.topic_suffix())
        );
    }
    assert_eq!(
        derived_topic(&DraftHeaders::default(), "com.example.demo"),
        "com.example.demo"
    );
}

#[test]
fn priorities_and_environments_are_read_back_from_their_text() {
    for priority in [
        Priority::Immediate,
        Priority::Considerate,
        Priority::PowerFirst,
    ] {
        assert_eq!(Priority::parse(priority.as_str()), Some(priority));
    }
    assert_eq!(Priority::parse("7"), None);
    for environment in [
        Environment::Simulator,
        Environment::Sandbox,
        Environment::Production,
    ] {
        assert_eq!(Environment::parse(environment.as_str()), Some(environment));
    }
}

#[test]
fn a_draft_survives_a_round_trip_and_nothing_confidential_is_printed() {
    let mut draft = draft(
        PushType::Alert,
        r#"{"aps": {"alert": "top secret", "badge": "77"}}"#,
    );
    draft.headers.priority = "10".to_owned();
    let json = serde_json::to_string(&draft).unwrap();
    assert_eq!(serde_json::from_str::<Draft>(&json).unwrap(), draft);
    assert!(serde_json::from_str::<Draft>(r#"{"text": "", "more": 1}"#).is_err());

    let target = Target {
        token: Some("740f4707bebcf74f".to_owned()),
        ..target()
    };
    let report = seal(&draft, &target).unwrap_err();
    let document = payload::Document::parse(draft.text.as_str());
    let printed = format!(
        "{draft:?} {target:?} {report:?} {document:?} {:?}",
        document.root().map(|root| root.range.clone())
    );
    for secret in ["top secret", "77", "4707"] {
        assert!(!printed.contains(secret), "{secret} is in {printed}");
    }
}

#[test]
fn headers_of_other_names_are_never_sent() {
    let mut known = draft(PushType::Alert, r#"{"aps": {"badge": 1}}"#);
    known.headers.id = "123e4567-e89b-12d3-a456-426614174000".to_owned();
    let mut more = known.clone();
    for (name, value) in [
        ("authorization", "bearer top-secret"),
        ("x-campaign", "spring"),
        ("apns-prioritty", "5"),
    ] {
        more.headers.put(name, value.to_owned());
    }
    let sealed = seal(&more, &target()).unwrap();
    assert_eq!(sealed, seal(&known, &target()).unwrap());
    let json = serde_json::to_string(&(&sealed, &more)).unwrap();
    assert!(
        !json.contains("top-secret") && !json.contains("spring"),
        "{json}"
    );
}

#[test]
fn a_header_is_put_in_its_place_whatever_its_case_and_a_second_one_beside_it() {
    let mut headers = DraftHeaders::default();
    for (name, value) in [
        ("APNS-Push-Type", "alert"),
        ("Apns-Topic", "com.example.demo"),
        ("apns-topic", "com.example.other"),
    ] {
        headers.put(name, value.to_owned());
    }
    assert_eq!(headers.push_type, "alert");
    assert_eq!(headers.topic, "com.example.demo");
    assert_eq!(
        headers.others,
        [("apns-topic".to_owned(), "com.example.other".to_owned())]
    );
}
