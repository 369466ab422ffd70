//! P019: `time-sensitive` needs the app's entitlement.
//!
//! Why: without it the phone treats the push as an ordinary one.
//! Example: `{"aps": {"alert": "Hi", "interruption-level": "time-sensitive"}}` to an app without the entitlement
//! Instead: add the capability Time Sensitive Notifications in Xcode

use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P019,
    severity: Severity::Hint,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "time-sensitive needs an entitlement",
        "time-sensitive 需要权限",
    ),
    message: Words::new(
        "time-sensitive works only in an app with the capability Time Sensitive Notifications.",
        "time-sensitive 只在启用了“时效性通知”（Time Sensitive Notifications）能力的应用中有效。",
    ),
    cases: &[],
    why: Words::new(
        "Without the capability the phone delivers it as an ordinary notification, which Focus and the summary hold back.",
        "没有此能力时，手机会当作普通通知处理，专注模式和通知摘要会将其延后。",
    ),
    remedy: Words::new(
        "Add the capability to the app in Xcode. If it is there, nothing needs to be done.",
        "在 Xcode 中为应用添加此能力。如果已添加，则无需处理。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::TIME_SENSITIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    const PLACE: &str = "/aps/interruption-level";
    let Some(level) = context.document.node(PLACE) else {
        return;
    };
    if level.as_str() == Some("time-sensitive") {
        out.body(Code::P019, &level.range, PLACE, &[], Vec::new());
    }
}
