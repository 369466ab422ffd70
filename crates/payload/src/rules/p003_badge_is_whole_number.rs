//! P003: `badge` is a whole number, 0 or more.
//!
//! Why: anything else is ignored, and the icon keeps its old number.
//! Example: `{"aps": {"badge": "3"}}`
//! Instead: `{"aps": {"badge": 3}}`

use super::context::fix;
use super::{Case, Context, Findings, Rule, apple};
use crate::document::NodeKind;
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::P003,
    severity: Severity::Error,
    title: "badge is not a whole number",
    message: "badge must be a whole number; you wrote {found}.",
    cases: &[
        Case {
            what: "quoted",
            message: "badge must be a whole number; you wrote {found} in quotes.",
            fix_label: Some("Remove the quotes"),
        },
        Case {
            what: "negative",
            message: "badge must be 0 or more; you wrote {found}.",
            fix_label: None,
        },
        Case {
            what: "fraction",
            message: "badge must be a whole number; you wrote {found}.",
            fix_label: Some("Remove the fraction"),
        },
    ],
    why: "The number on the icon is a whole number, 0 or more; anything else is ignored. 0 removes the badge.",
    remedy: "Write the number without quotes and without a fraction.",
    fix_label: Some("Use the number"),
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(badge) = context.aps().and_then(|aps| aps.get("badge")) else {
        return;
    };
    let (what, number) = match &badge.kind {
        NodeKind::Number(text) if is_whole(text) => return,
        NodeKind::Number(text) if text.starts_with('-') => ("negative", None),
        NodeKind::Number(text) => (
            "fraction",
            text.trim_end_matches('0')
                .strip_suffix('.')
                .filter(|text| is_whole(text)),
        ),
        NodeKind::String(text) => ("quoted", Some(text.trim()).filter(|text| is_whole(text))),
        _ => ("other", None),
    };
    let fix = number.map_or_else(Vec::new, |number| {
        fix(context.document.set_source("/aps/badge", number))
    });
    out.body(
        Code::P003,
        &badge.range,
        "/aps/badge",
        &[("what", what), ("found", &context.shown(badge))],
        fix,
    );
}

fn is_whole(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}
