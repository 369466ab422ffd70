//! What the relay writes is what its clients read.

use std::fmt::Debug;

use api::{
    Answer, App, Device, Displayed, ErrorBody, ErrorCode, Event, Health, Outcome, Phone,
    PhoneEvent, PhoneNote, PhoneSwitch, PhoneVerb, Phones, Previews, Problem, Push, PushList,
    Screen, Session, Steps, UnknownCause, WireFinding, Workspace,
};
use payload::document::Patch;
use payload::finding::Edit;
use payload::{DraftHeaders, Environment, HeaderName, Place, Severity};
use serde::Serialize;

/// Reads what `serde` writes.
#[track_caller]
fn check<A: Answer + Serialize + PartialEq + Debug>(answer: &A) {
    let text = serde_json::to_string(answer).expect("wire types have string keys");
    assert_eq!(api::read(&text).as_ref(), Some(answer), "{text}");
}

fn push(outcome: Outcome) -> Push {
    Push {
        id: "b3f1".to_owned(),
        app_id: "a".to_owned(),
        device_id: "d".to_owned(),
        environment: Environment::Simulator,
        created_at: 1_790_000_000_123,
        headers: DraftHeaders {
            push_type: "alert".to_owned(),
            collapse_id: "scores".to_owned(),
            ..DraftHeaders::default()
        },
        payload: "{\n  \"aps\": {\"alert\": \"\u{7f}\u{1}“ü” \\u0041 \u{1f514}\"}\n}".to_owned(),
        outcome,
        steps: Steps {
            validated_us: Some(0),
            written_us: Some(u64::from(u32::MAX)),
            ..Steps::default()
        },
    }
}

#[test]
fn every_outcome_is_read() {
    let causes = [
        UnknownCause::RelayStopped,
        UnknownCause::NoAnswer,
        UnknownCause::ConnectionLost,
    ];
    let mut outcomes = vec![
        Outcome::Pending,
        Outcome::Waiting {
            status: Some(429),
            reason: "TooManyRequests".to_owned(),
            attempts: 2,
            next_attempt_at: 1_790_000_000_123,
        },
        Outcome::Waiting {
            status: None,
            reason: String::new(),
            attempts: u32::MAX,
            next_attempt_at: -1,
        },
        Outcome::Accepted {
            apns_id: "b3f1".to_owned(),
            apns_unique_id: Some("c4".to_owned()),
        },
        Outcome::Rejected {
            status: 410,
            reason: "Unregistered".to_owned(),
            timestamp: Some(7),
        },
        Outcome::GaveUp {
            detail: "connection refused".to_owned(),
        },
        Outcome::Cancelled,
    ];
    outcomes.extend(causes.map(|cause| Outcome::Unknown { cause }));
    for outcome in outcomes {
        check(&Event::Push(Box::new(push(outcome))));
    }
}

#[test]
fn every_event_and_list_is_read() {
    check(&Event::Lagged);
    check(&Event::Displayed(Box::new(Displayed {
        apns_id: "b3f1".to_owned(),
        device_id: "d".to_owned(),
        at: 5,
        push_type: "alert".to_owned(),
        collapse_id: None,
        payload: "{}".to_owned(),
    })));
    check(&PushList { pushes: Vec::new() });
    check(&PushList {
        pushes: vec![push(Outcome::Pending), push(Outcome::Cancelled)],
    });
    check(&Health {
        status: "ok".to_owned(),
        version: "0.1.0".to_owned(),
    });
}

#[test]
fn every_phone_is_read_with_what_happened_to_it() {
    let phone = |screen, previews| Phone {
        id: "p".to_owned(),
        name: "Ada’s iPhone".to_owned(),
        app_id: "a".to_owned(),
        on: PhoneSwitch::ALL.to_vec(),
        screen,
        previews,
        badge: 3,
        stored: 1,
        notifications: vec![PhoneNote {
            id: "n".to_owned(),
            title: "Hello".to_owned(),
            subtitle: String::new(),
            body: "World".to_owned(),
            at: 7,
        }],
    };
    check(&Phones {
        phones: vec![
            phone(Screen::Locked, Previews::Always),
            phone(Screen::Home, Previews::WhenUnlocked),
            phone(Screen::App, Previews::Never),
        ],
        events: vec![PhoneEvent {
            sequence: 4,
            at: 8,
            phone_id: "p".to_owned(),
            what: "Stored – Device Offline".to_owned(),
            apns_id: "n".to_owned(),
            place: String::new(),
            quiet: String::new(),
        }],
    });
}

#[test]
fn every_verb_is_read_from_its_own_words_and_nothing_else_is() {
    let switches = PhoneSwitch::ALL.iter();
    let mut verbs: Vec<PhoneVerb> = switches
        .flat_map(|it| [true, false].map(|on| PhoneVerb::Turn(*it, on)))
        .collect();
    verbs.extend(Screen::ALL.iter().map(|it| PhoneVerb::Show(*it)));
    verbs.extend(Previews::ALL.iter().map(|it| PhoneVerb::Preview(*it)));
    verbs.extend([PhoneVerb::Restore, PhoneVerb::Clear, PhoneVerb::Remove]);
    for verb in verbs {
        assert_eq!(PhoneVerb::try_from(verb.words()), Ok(verb));
    }
    for words in [
        "",
        "fly",
        "focus",
        "focus maybe",
        "show",
        "restore on",
        "clear all",
    ] {
        assert!(PhoneVerb::try_from(words.to_owned()).is_err(), "{words}");
    }
}

#[test]
fn a_session_is_read_in_every_environment() {
    let environments = [
        Environment::Simulator,
        Environment::Sandbox,
        Environment::Production,
    ];
    check(&Session {
        workspace: Workspace {
            id: "w".to_owned(),
            name: "Demo".to_owned(),
        },
        apps: vec![App {
            id: "a".to_owned(),
            bundle_id: "com.example.demo".to_owned(),
            name: "Demo".to_owned(),
            environments: environments.to_vec(),
            demo: true,
        }],
        devices: environments
            .map(|environment| Device {
                id: "d".to_owned(),
                app_id: "a".to_owned(),
                name: "Ada’s iPhone".to_owned(),
                environment,
                token_hint: "740f4707".to_owned(),
                simulated: false,
                dead_since: Some(9),
            })
            .to_vec(),
        version: "0.1.0".to_owned(),
    });
}

#[test]
fn every_error_is_read_with_what_the_rules_found() {
    let finding = |severity, place, fix| WireFinding {
        code: "P003".to_owned(),
        severity,
        place,
        args: vec![
            ("what".to_owned(), "quoted".to_owned()),
            ("found".to_owned(), "\"3\"".to_owned()),
        ],
        message: "badge must be a whole number".to_owned(),
        fix,
    };
    let at = Place::Body {
        range: 3..12,
        pointer: "/aps/badge".to_owned(),
    };
    let edit = Edit::Text(Patch {
        range: 3..12,
        replacement: "3".to_owned(),
    });
    let mut findings = vec![
        finding(Severity::Error, at, vec![edit]),
        finding(Severity::Warning, Place::Token, Vec::new()),
        finding(
            Severity::Warning,
            Place::App {
                part: payload::AppPart::Schema,
                range: 1..9,
            },
            Vec::new(),
        ),
    ];
    findings.extend(HeaderName::ALL.map(|name| {
        let value = "5".to_owned();
        finding(
            Severity::Hint,
            Place::Header { name },
            vec![Edit::Header { name, value }],
        )
    }));
    for code in ErrorCode::ALL {
        check(&ErrorBody {
            error: Problem {
                code,
                detail: "Too late.".to_owned(),
                request_id: "r".to_owned(),
                findings: std::mem::take(&mut findings),
            },
        });
    }
}

#[test]
fn what_a_newer_relay_adds_is_passed_over() {
    let text = r#"{"id":"w","more":[{}],"name":"Demo"}"#;
    let workspace = api::read::<Workspace>(text).unwrap();
    assert_eq!(workspace.name, "Demo");
}

#[test]
fn what_has_another_shape_is_not_read() {
    for text in [
        "",
        "{",
        "[]",
        r#"{"id":"w"}"#,
        r#"{"id":"w","name":null}"#,
        r#"{"id":"w","name":3}"#,
    ] {
        assert_eq!(api::read::<Workspace>(text), None, "{text}");
    }
    for text in [
        r#"{"state":"flown"}"#,
        r#"{"state":"gave_up"}"#,
        r#"{"state":"rejected","status":65536,"reason":""}"#,
        r#"{"state":"rejected","status":4.1,"reason":""}"#,
    ] {
        assert_eq!(api::read::<Outcome>(text), None, "{text}");
    }
}
