//! P010: `relevance-score` is a number from 0 to 1; in a Live Activity any number.
//!
//! Why: the summary sorts by it and ignores what is out of range.
//! Example: `{"aps": {"alert": "Hi", "relevance-score": 80}}`
//! Instead: `{"aps": {"alert": "Hi", "relevance-score": 0.8}}`

use crate::document::{NodeKind, is_fraction, is_number};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P010,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "relevance-score is out of range",
        "relevance-score 超出范围",
    ),
    message: Words::new(
        "relevance-score must be a number from 0 to 1; you wrote {found}.",
        "relevance-score 必须是 0 到 1 之间的数字；您写的是 {found}。",
    ),
    cases: &[Case {
        what: "activity",
        message: Words::new(
            "relevance-score must be a number; you wrote {found}.",
            "relevance-score 必须是数字；您写的是 {found}。",
        ),
        fix_label: Some(Words::new("Remove the quotes", "去掉引号")),
    }],
    why: Words::new(
        "The notification summary sorts by this number; it must be from 0 to 1. Only Live Activities take any number.",
        "通知摘要按此数字排序，必须在 0 到 1 之间。只有实时活动可以使用任意数字。",
    ),
    remedy: Words::new(
        "Write a number such as 0.5, without quotes.",
        "写一个数字，例如 0.5，不加引号。",
    ),
    fix_label: Some(Words::new("Remove the quotes", "去掉引号")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(score) = context.aps().and_then(|aps| aps.get("relevance-score")) else {
        return;
    };
    let is_activity = context.push_type == Some(PushType::Liveactivity);
    let is_right = |text: &str| is_activity || is_fraction(text);
    let fix = match &score.kind {
        NodeKind::Null => return,
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
