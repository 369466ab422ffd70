//! H020: a time-sensitive or critical alert goes with priority 10.
//!
//! Why: with 5 or 1 Apple may hold it back or group it to save battery.
//! Example: `apns-priority: 5` and `"interruption-level": "time-sensitive"`
//! Instead: `apns-priority: 10`

use crate::document::Node;
use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H020,
    severity: Severity::Warning,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An urgent alert is not immediate", "紧急提醒不是即时的"),
    message: Words::new(
        "interruption-level is {level}, but with priority {found} Apple may hold the alert back.",
        "interruption-level 为 {level}，但使用优先级 {found} 时 Apple 可能推迟提醒。",
    ),
    cases: &[],
    why: Words::new(
        "The level says that it cannot wait, the priority that it can.",
        "级别表示不能等，优先级却表示可以等。",
    ),
    remedy: Words::new(
        "Use priority 10, or a level that may wait, such as active.",
        "使用优先级 10，或使用可以等待的级别，例如 active。",
    ),
    fix_label: Some(Words::new("Use priority 10", "使用优先级 10")),
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let priority = Priority::parse(&context.headers.priority);
    if let (Some(level), Some(priority @ (Priority::Considerate | Priority::PowerFirst))) =
        (urgent_level(context), priority)
    {
        let fix = vec![Edit::Header {
            name: HeaderName::Priority,
            value: Priority::Immediate.as_str().to_owned(),
        }];
        let args = &[("level", level), ("found", priority.as_str())];
        out.header(Code::H020, HeaderName::Priority, args, fix);
    }
}

/// The interruption level, when it is one that cannot wait.
pub(super) fn urgent_level<'a>(context: &Context<'a>) -> Option<&'a str> {
    let aps = context.document.node("/aps")?;
    let level = aps.get("interruption-level").and_then(Node::as_str)?;
    matches!(level, "time-sensitive" | "critical").then_some(level)
}
