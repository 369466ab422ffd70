//! H021: an alert that is to be seen soon has priority 10 or 5.
//!
//! Why: with 1 Apple never wakes the device for it.
//! Example: `apns-push-type: alert`, `apns-priority: 1`
//! Instead: `apns-priority: 5`
//!
//! Urgent alerts are H020.

use crate::finding::{Code, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::headers::h020_urgent_alert_is_immediate::urgent_level;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H021,
    severity: Severity::Hint,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An alert that never wakes the device", "不会唤醒设备的提醒"),
    message: Words::new(
        "With priority 1 Apple does not wake the device: people see the alert when they use it next.",
        "使用优先级 1 时 Apple 不会唤醒设备：人们下次使用设备时才会看到提醒。",
    ),
    cases: &[],
    why: Words::new(
        "Priority 1 puts battery before everything; it is meant for what can wait for hours.",
        "优先级 1 以省电为先，适合可以等上几小时的内容。",
    ),
    remedy: Words::new(
        "Keep it if that is what you mean; otherwise use 5 or 10.",
        "如果正是此意，请保留；否则使用 5 或 10。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let is_last = Priority::parse(&context.headers.priority) == Some(Priority::PowerFirst);
    if is_last && urgent_level(context).is_none() {
        out.header(Code::H021, HeaderName::Priority, &[], Vec::new());
    }
}
