//! P010: `relevance-score` is a number from 0 to 1; in a Live Activity any number.
//!
//! Why: the summary sorts by it and ignores what is out of range.
//! Example: `{"aps": {"alert": "Hi", "relevance-score": 80}}`
//! Instead: `{"aps": {"alert": "Hi", "relevance-score": 0.8}}`

use super::context::fix;
use super::{Case, Context, Findings, Rule, apple};
use crate::document::{NodeKind, is_fraction, is_number};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;

pub(super) const RULE: Rule = Rule {
    code: Code::P010,
    severity: Severity::Error,
    title: "relevance-score is out of range",
    message: "relevance-score must be a number from 0 to 1; you wrote {found}.",
    cases: &[Case {
        what: "activity",
        message: "relevance-score must be a number; you wrote {found}.",
        fix_label: Some("Remove the quotes"),
    }],
    why: "The notification summary sorts by this number; it must be from 0 to 1. Only Live Activities take any number.",
    remedy: "Write a number such as 0.5, without quotes.",
    fix_label: Some("Remove the quotes"),
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(score) = context.aps().and_then(|aps| aps.get("relevance-score")) else {
        return;
    };
    let is_activity = context.push_type == Some(PushType::Liveactivity);
    let is_right = |text: &str| is_activity || is_fraction(text);
    let fix = match &score.kind {
        NodeKind::Number(text) if is_right(text) => return,
        NodeKind::String(text) if is_number(text) && is_right(text) => {
            fix(context.document.set_source("/aps/relevance-score", text))
        }
        _ => Vec::new(),
    };
    let found = context.shown(score);
    let args = [("found", found.as_str()), ("what", "activity")];
    let args = &args[..if is_activity { 2 } else { 1 }];
    out.body(Code::P010, &score.range, "/aps/relevance-score", args, fix);
}
