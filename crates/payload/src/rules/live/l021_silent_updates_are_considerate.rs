//! L021: an update without an alert goes with priority 5.
//!
//! Why: priority 10 counts against an hourly budget, 5 does not.
//! Example: `apns-priority: 10` with `"event": "update"` and no alert
//! Instead: `apns-priority: 5`
//!
//! Broadcasts are left out: their budget goes by the channel's storage policy.

use super::activity::{self, Event};
use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L021,
    severity: Severity::Hint,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A silent update with priority 10",
        "静默更新使用了优先级 10",
    ),
    message: Words::new(
        "Each update with priority 10 counts against the hourly budget of Live Activities; this one does not alert, so 5 may do.",
        "优先级 10 的每次更新都会计入实时活动的每小时配额；这次更新没有提醒，可以用 5。",
    ),
    cases: &[Case {
        what: "default",
        message: Words::new(
            "Without a priority Apple takes 10, which counts against the hourly budget of Live Activities; this update does not alert, so 5 may do.",
            "不写优先级时 Apple 采用 10，会计入实时活动的每小时配额；这次更新没有提醒，可以用 5。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "When the budget is spent, the system holds updates back. Priority 5 is free, but may come a little later.",
        "配额用完后，系统会推迟更新。优先级 5 不计配额，但可能稍晚送达。",
    ),
    remedy: Words::new(
        "Use 5 for what can wait and 10 for what people must see now.",
        "可以等待的用 5，需要立即看到的用 10。",
    ),
    fix_label: Some(Words::new("Use priority 5", "使用优先级 5")),
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let what = match context.headers.priority.as_str() {
        "" => "default",
        "10" => "immediate",
        _ => return,
    };
    if context.headers.is_broadcast()
        || activity::event(context) != Some(Event::Update)
        || aps.get("alert").is_some()
    {
        return;
    }
    let fix = vec![Edit::Header {
        name: HeaderName::Priority,
        value: Priority::Considerate.as_str().to_owned(),
    }];
    out.header(Code::L021, HeaderName::Priority, &[("what", what)], fix);
}
