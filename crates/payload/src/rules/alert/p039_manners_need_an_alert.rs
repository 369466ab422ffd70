//! P039: how a notification is grouped and ranked matters only where one is shown.
//!
//! Why: a push that sets the badge only has no notification to group, to rank or to open.
//! Example: `{"aps": {"badge": 3, "category": "NEWS"}}`
//! Instead: `{"aps": {"badge": 3}}`

use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, context::fix, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P039,
    severity: Severity::Hint,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "Nothing is shown that it could be for",
        "没有显示任何内容可供其使用",
    ),
    message: Words::new(
        "{key} does nothing here: the push shows no notification.",
        "{key} 在这里不起作用：此推送不显示通知。",
    ),
    cases: &[],
    why: Words::new(
        "The key says how a notification is shown, grouped or opened. This push has no alert.",
        "该键决定通知如何显示、分组或打开。此推送没有 alert。",
    ),
    remedy: Words::new(
        "Add an alert, or remove the key.",
        "添加 alert，或移除该键。",
    ),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let is_there = |key| walk::is_there(aps.get(key));
    // What shows nothing at all is P002's business; a level also says how loud a sound is.
    if is_there("alert") || is_there("sound") || !is_there("badge") {
        return;
    }
    for key in [
        "thread-id",
        "category",
        "target-content-id",
        "interruption-level",
        "relevance-score",
        "filter-criteria",
    ] {
        if let Some(member) = aps.member(key).filter(|it| walk::is_there(Some(&it.value))) {
            let pointer = format!("/aps/{key}");
            let fix = fix(context.document.remove(&pointer));
            out.body(Code::P039, &member.key, &pointer, &[("key", key)], fix);
        }
    }
}
