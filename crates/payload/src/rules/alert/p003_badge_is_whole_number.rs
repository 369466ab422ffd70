//! P003: `badge` is a whole number, 0 or more.
//!
//! Why: anything else is ignored, and the icon keeps its old number.
//! Example: `{"aps": {"badge": "3"}}`
//! Instead: `{"aps": {"badge": 3}}`

use crate::document::NodeKind;
use crate::finding::{Code, Severity};
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P003,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("badge is not a whole number", "badge 不是整数"),
    message: Words::new(
        "badge must be a whole number; you wrote {found}.",
        "badge 必须是整数；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "quoted",
            message: Words::new(
                "badge must be a whole number; you wrote {found} in quotes.",
                "badge 必须是整数；您把 {found} 写在了引号里。",
            ),
            fix_label: Some(Words::new("Remove the quotes", "去掉引号")),
        },
        Case {
            what: "step",
            message: Words::new(
                "Apple does not count: {found} must be the whole number to show.",
                "Apple 不会累加：{found} 必须是要显示的完整数字。",
            ),
            fix_label: None,
        },
        Case {
            what: "negative",
            message: Words::new(
                "badge must be 0 or more; you wrote {found}.",
                "badge 必须大于或等于 0；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "fraction",
            message: Words::new(
                "badge must be a whole number; you wrote {found}.",
                "badge 必须是整数；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Remove the fraction", "去掉小数")),
        },
    ],
    why: Words::new(
        "The number on the icon is a whole number, 0 or more; anything else is ignored. 0 removes the badge.",
        "图标上的数字是 0 或更大的整数；其他值会被忽略。0 会移除角标。",
    ),
    remedy: Words::new(
        "Write the number without quotes and without a fraction.",
        "写数字，不要加引号，也不要小数。",
    ),
    fix_label: Some(Words::new("Use the number", "使用数字")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(badge) = context.aps().and_then(|aps| aps.get("badge")) else {
        return;
    };
    let (what, number) = match &badge.kind {
        NodeKind::Null => return,
        NodeKind::Number(text) if is_whole(text) => return,
        NodeKind::Number(text) if text.starts_with('-') => ("negative", None),
        NodeKind::Number(text) => (
            "fraction",
            text.trim_end_matches('0')
                .strip_suffix('.')
                .filter(|text| is_whole(text)),
        ),
        NodeKind::String(text) if is_step(text) => ("step", None),
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

/// `+1`, `Increment`: what other services count with.
fn is_step(text: &str) -> bool {
    let text = text.trim();
    let is_signed = |sign| text.strip_prefix(sign).is_some_and(is_whole);
    is_signed('+')
        || ["increment", "auto", "increase"]
            .iter()
            .any(|word| word.eq_ignore_ascii_case(text))
}

fn is_whole(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}
