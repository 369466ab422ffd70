//! B004: a broadcast has `apns-priority`.
//!
//! Why: Apple's page calls it required.
//! Example: `apns-channel-id: V+8UslywEfAAAOq9SbTrLg==` and no `apns-priority`
//! Instead: `apns-priority: 10`
//!
//! One reading of Apple's table has it required, and nobody has reported a refusal: so it is a warning.

use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::B004,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A broadcast without a priority", "广播没有优先级"),
    message: Words::new(
        "A broadcast should say its priority: 10 to deliver now, 5 when the battery allows.",
        "广播应写明优先级：10 立即投递，5 在电量允许时投递。",
    ),
    cases: &[],
    why: Words::new(
        "Apple lists the priority among the headers that a broadcast must have.",
        "Apple 把优先级列为广播必需的标头之一。",
    ),
    remedy: Words::new(
        "Write 10 for what people must see now, 5 for what can wait.",
        "需要立即看到的写 10，可以等待的写 5。",
    ),
    fix_label: Some(Words::new("Use priority 10", "使用优先级 10")),
    platforms: &[],
    apple: apple::BROADCAST,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if context.headers.is_broadcast() && context.headers.priority.is_empty() {
        let fix = vec![Edit::Header {
            name: HeaderName::Priority,
            value: Priority::Immediate.as_str().to_owned(),
        }];
        out.header(Code::B004, HeaderName::Priority, &[], fix);
    }
}
