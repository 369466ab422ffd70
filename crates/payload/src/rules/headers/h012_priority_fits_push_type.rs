//! H012: location pushes and Live Activities go with priority 10 or 5.
//!
//! Why: Apple's table names these two for them and not 1.
//! Example: `apns-push-type: location`, `apns-priority: 1`
//! Instead: `apns-priority: 5`

use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H012,
    severity: Severity::Warning,
    push_types: &[PushType::Location, PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The priority does not fit the push type",
        "优先级与推送类型不符",
    ),
    message: Words::new(
        "Apple takes priority 10 or 5 for this push type, not 1.",
        "对此推送类型，Apple 接受优先级 10 或 5，不接受 1。",
    ),
    cases: &[],
    why: Words::new(
        "Apple names 10 and 5 for this push type; what it does with 1 is not written anywhere.",
        "Apple 只为此推送类型列出 10 和 5；使用 1 的结果没有任何说明。",
    ),
    remedy: Words::new(
        "Use 5 to save battery, 10 to deliver now.",
        "使用 5 以省电，使用 10 以立即投递。",
    ),
    fix_label: Some(Words::new("Use priority 5", "使用优先级 5")),
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if Priority::parse(&context.headers.priority) == Some(Priority::PowerFirst) {
        let fix = vec![Edit::Header {
            name: HeaderName::Priority,
            value: Priority::Considerate.as_str().to_owned(),
        }];
        out.header(Code::H012, HeaderName::Priority, &[], fix);
    }
}
