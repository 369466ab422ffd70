//! H004: a background push goes with priority 5 (or 1).
//!
//! Why: Apple calls 10 an error for this push type.
//! Example: `apns-push-type: background`, `apns-priority: 10`
//! Instead: `apns-priority: 5`

use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H004,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A background push with priority 10",
        "后台推送使用了优先级 10",
    ),
    message: Words::new(
        "A background push needs priority 5; 10 is for what people see.",
        "后台推送需要优先级 5；10 用于人能看到的推送。",
    ),
    cases: &[],
    why: Words::new(
        "Apple calls priority 10 an error for a background push and may refuse or drop it.",
        "Apple 将后台推送的优先级 10 视为错误，可能拒绝或丢弃。",
    ),
    remedy: Words::new(
        "Use priority 5. When the priority is left empty, 5 is sent.",
        "使用优先级 5。优先级留空时会发送 5。",
    ),
    fix_label: Some(Words::new("Use priority 5", "使用优先级 5")),
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let is_immediate = Priority::parse(&context.headers.priority) == Some(Priority::Immediate);
    if context.push_type == Some(PushType::Background) && is_immediate {
        let fix = vec![Edit::Header {
            name: HeaderName::Priority,
            value: Priority::Considerate.as_str().to_owned(),
        }];
        out.header(Code::H004, HeaderName::Priority, &[], fix);
    }
}
