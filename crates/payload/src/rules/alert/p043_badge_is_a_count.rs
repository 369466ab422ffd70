//! P043: `badge` is a count that a person would believe.
//!
//! Why: a number with many digits is mostly an id or a date in the wrong place.
//! Example: `{"aps": {"badge": 1790000000}}`
//! Instead: `{"aps": {"badge": 3}}`

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P043,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("badge is very large", "badge 非常大"),
    message: Words::new(
        "{found} on the icon is probably not what you mean.",
        "图标上显示 {found}，这大概不是您想要的。",
    ),
    cases: &[],
    why: Words::new(
        "The badge is a count of things to see. The icon has room for a few digits.",
        "角标是待查看内容的数量。图标上只能显示几位数字。",
    ),
    remedy: Words::new(
        "Write how many things there are, or 0 to remove the badge.",
        "写上实际数量，或写 0 移除角标。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    const PLACE: &str = "/aps/badge";
    let Some(text) = context.document.number_text(PLACE) else {
        return;
    };
    let is_large = text.len() > 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(badge) = context.document.node(PLACE).filter(|_| is_large) {
        out.body(
            Code::P043,
            &badge.range,
            PLACE,
            &[("found", &excerpt(text))],
            Vec::new(),
        );
    }
}
