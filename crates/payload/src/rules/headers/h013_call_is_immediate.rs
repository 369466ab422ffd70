//! H013: a call goes with priority 10.
//!
//! Why: with 5 or 1 Apple may hold it back to save battery, and the phone rings too late.
//! Example: `apns-push-type: voip`, `apns-priority: 5`
//! Instead: `apns-priority: 10`
//!
//! Apple's pages name no priority for calls; 10 is what they are sent with.

use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H013,
    severity: Severity::Hint,
    push_types: &[PushType::Voip],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A call is not immediate", "来电推送不是即时的"),
    message: Words::new(
        "With priority {found} Apple may hold the call back; the phone may ring too late.",
        "使用优先级 {found} 时 Apple 可能推迟来电，手机可能响得太晚。",
    ),
    cases: &[],
    why: Words::new(
        "Priorities 5 and 1 let Apple wait until the battery allows; nobody waits that long for an answer.",
        "优先级 5 和 1 允许 Apple 等到电量合适时再投递；来电者等不了那么久。",
    ),
    remedy: Words::new(
        "Use priority 10, or leave it empty.",
        "使用优先级 10，或留空。",
    ),
    fix_label: Some(Words::new("Use priority 10", "使用优先级 10")),
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(priority @ (Priority::Considerate | Priority::PowerFirst)) =
        Priority::parse(&context.headers.priority)
    else {
        return;
    };
    let fix = vec![Edit::Header {
        name: HeaderName::Priority,
        value: Priority::Immediate.as_str().to_owned(),
    }];
    let args = &[("found", priority.as_str())];
    out.header(Code::H013, HeaderName::Priority, args, fix);
}
