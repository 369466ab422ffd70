//! P004: `alert` is a text or a dictionary of texts.
//!
//! Why: anything else is not shown.
//! Example: `{"aps": {"alert": 5}}`
//! Instead: `{"aps": {"alert": "5"}}`

use super::context::fix;
use super::{Case, Context, Findings, Rule, apple, keys};
use crate::document::{Member, Node, NodeKind, quote};
use crate::finding::{Code, Edit, Severity};
use crate::push_type::PushType;

pub(super) const RULE: Rule = Rule {
    code: Code::P004,
    severity: Severity::Error,
    title: "alert has the wrong type",
    message: "alert must be text in quotes or an object with title and body; you wrote {found}.",
    cases: &[
        Case {
            what: "part",
            message: "{key} must be text in quotes; you wrote {found}.",
            fix_label: Some("Put it in quotes"),
        },
        Case {
            what: "list",
            message: "{key} must be a list of texts in quotes; you wrote {found}.",
            fix_label: None,
        },
    ],
    why: "What is not a text cannot be shown, and the phone shows nothing instead.",
    remedy: "Put the text into double quotes.",
    fix_label: Some("Put it in quotes"),
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(alert) = context.aps().and_then(|aps| aps.get("alert")) else {
        return;
    };
    match &alert.kind {
        NodeKind::String(_) => {}
        NodeKind::Object(members) => members.iter().for_each(|member| part(context, member, out)),
        _ => out.body(
            Code::P004,
            &alert.range,
            "/aps/alert",
            &[("found", &context.shown(alert))],
            quoted(context, alert, "/aps/alert"),
        ),
    }
}

fn part(context: &Context<'_>, member: &Member, out: &mut Findings) {
    let key = member.name.as_str();
    let value = &member.value;
    let what = if keys::ALERT_TEXTS.contains(&key) && !is_text(context, key, value) {
        "part"
    } else if keys::ALERT_LISTS.contains(&key) && !is_list_of_texts(value) {
        "list"
    } else {
        return;
    };
    let pointer = format!("/aps/alert/{key}");
    let fix = if what == "part" {
        quoted(context, value, &pointer)
    } else {
        Vec::new()
    };
    let args = &[
        ("what", what),
        ("key", key),
        ("found", &context.shown(value)),
    ];
    out.body(Code::P004, &value.range, &pointer, args, fix);
}

/// In a Live Activity a title or body may be an object that names a localized text; `action-loc-key` may be `null`.
fn is_text(context: &Context<'_>, key: &str, value: &Node) -> bool {
    match value.kind {
        NodeKind::String(_) => true,
        NodeKind::Object(_) => {
            context.push_type == Some(PushType::Liveactivity) && matches!(key, "title" | "body")
        }
        NodeKind::Null => key == "action-loc-key",
        _ => false,
    }
}

fn is_list_of_texts(value: &Node) -> bool {
    matches!(value.kind, NodeKind::Array(_))
        && value
            .elements()
            .iter()
            .all(|element| element.as_str().is_some())
}

fn quoted(context: &Context<'_>, value: &Node, pointer: &str) -> Vec<Edit> {
    match value.kind {
        NodeKind::Number(_) | NodeKind::Bool(_) => fix(context
            .document
            .set_source(pointer, &quote(context.document.source(value)))),
        _ => Vec::new(),
    }
}
