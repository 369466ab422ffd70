//! H002: `apns-topic` is the bundle id with the suffix of the push type, once.
//!
//! Why: Apple answers `DeviceTokenNotForTopic` or `TopicDisallowed` otherwise.
//! Example: `apns-push-type: voip`, `apns-topic: com.example.demo`
//! Instead: `apns-topic: com.example.demo.voip`

use super::context::owned;
use super::{Case, Context, Findings, Rule, apple};
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::seal::derived_topic;

pub(super) const RULE: Rule = Rule {
    code: Code::H002,
    severity: Severity::Error,
    title: "The topic does not fit the push type",
    message: "The topic must be {expected} for this push type; you wrote {found}.",
    cases: &[
        Case {
            what: "mdm",
            message: "An MDM push needs the topic from its certificate, such as com.apple.mgmt.External.…",
            fix_label: None,
        },
        Case {
            what: "no-app",
            message: "There is no topic: choose an app, or write its bundle id.",
            fix_label: None,
        },
        Case {
            what: "characters",
            message: "The topic may contain only letters, digits, dots and hyphens; you wrote {found}.",
            fix_label: Some("Use the right topic"),
        },
        Case {
            what: "doubled-suffix",
            message: "The topic's ending is repeated; it must be {expected}.",
            fix_label: Some("Use the right topic"),
        },
        Case {
            what: "wrong-suffix",
            message: "{found} is the topic of another push type; this one needs {expected}.",
            fix_label: Some("Use the right topic"),
        },
        Case {
            what: "missing-suffix",
            message: "The topic must be {expected} for this push type; its end is missing.",
            fix_label: Some("Use the right topic"),
        },
        Case {
            what: "other-app",
            message: "{found} is the topic of a different app from the chosen one.",
            fix_label: Some("Use the chosen app"),
        },
    ],
    why: "The topic tells Apple which app and which part of it the push is for; a wrong one is refused.",
    remedy: "Leave the topic empty: it follows from the app and the push type.",
    fix_label: Some("Use the right topic"),
    apple: apple::SEND,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let topic = context.headers.topic.as_str();
    let bundle_id = context.target.bundle_id.as_str();
    let is_mdm = context.push_type == Some(PushType::Mdm);
    let expected = derived_topic(context.headers, bundle_id);
    let (what, weight) = match context.push_type {
        _ if topic.is_empty() && is_mdm => ("mdm", Severity::Error),
        _ if topic.is_empty() && bundle_id.is_empty() => ("no-app", Severity::Error),
        _ if topic.is_empty() || topic == expected => return,
        _ if !topic.chars().all(|character| {
            character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_')
        }) =>
        {
            ("characters", Severity::Error)
        }
        Some(push_type) if !is_mdm => match slip(topic, push_type.topic_suffix()) {
            Some(what) => (what, Severity::Error),
            // A watch app's bundle id continues the one of its phone app.
            None if topic.starts_with(bundle_id) => return,
            None => ("other-app", Severity::Warning),
        },
        _ => return,
    };
    let fix = if bundle_id.is_empty() || is_mdm {
        Vec::new()
    } else {
        vec![Edit::Header {
            name: HeaderName::Topic,
            value: expected.clone(),
        }]
    };
    let args = &[("what", what), ("found", topic), ("expected", &expected)];
    out.add(Finding {
        code: Code::H002,
        severity: weight,
        place: Place::Header {
            name: HeaderName::Topic,
        },
        args: owned(args),
        fix,
    });
}

/// What is wrong with the end of a topic.
fn slip(topic: &str, suffix: &str) -> Option<&'static str> {
    let bare = topic.strip_suffix(suffix).filter(|_| !suffix.is_empty());
    if bare.is_some_and(|bare| bare.ends_with(suffix)) {
        return Some("doubled-suffix");
    }
    let ends_otherwise = PushType::ALL.iter().any(|other| {
        let other = other.topic_suffix();
        !other.is_empty() && bare.unwrap_or(topic).ends_with(other)
    });
    if ends_otherwise {
        return Some("wrong-suffix");
    }
    (bare.is_none() && !suffix.is_empty()).then_some("missing-suffix")
}
