//! P011: `mutable-content` comes with an alert that has a text.
//!
//! Why: the extension runs for alerts that are shown only.
//! Example: `{"aps": {"mutable-content": 1, "badge": 3}}`
//! Instead: `{"aps": {"mutable-content": 1, "alert": "Hi"}}`

use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, visible};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P011,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "mutable-content without an alert",
        "有 mutable-content 但没有提醒",
    ),
    message: Words::new(
        "mutable-content does nothing without an alert that has a text.",
        "没有带文本的 alert，mutable-content 不起作用。",
    ),
    cases: &[],
    why: Words::new(
        "The app's service extension only runs for an alert that can be shown.",
        "应用的服务扩展只在有可显示的提醒时运行。",
    ),
    remedy: Words::new(
        "Write a title or a text, or remove mutable-content.",
        "写上标题或正文，或移除 mutable-content。",
    ),
    fix_label: Some(Words::new("Remove mutable-content", "移除 mutable-content")),
    platforms: &[],
    apple: apple::SERVICE_EXTENSION,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    // Of the push types that do not read it, P027 speaks.
    if context
        .push_type
        .is_some_and(|kind| kind != PushType::Alert)
    {
        return;
    }
    let Some(aps) = context.aps() else { return };
    let Some(flag) = aps.get("mutable-content").filter(|flag| flag.is_one()) else {
        return;
    };
    if aps.get("alert").is_none_or(visible::says_nothing) {
        out.body(
            Code::P011,
            &flag.range,
            "/aps/mutable-content",
            &[],
            fix(context.document.remove("/aps/mutable-content")),
        );
    }
}
