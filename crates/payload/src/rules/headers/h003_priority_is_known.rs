//! H003: `apns-priority` is 10, 5 or 1.
//!
//! Why: Apple answers `BadPriority` to anything else.
//! Example: `apns-priority: high`
//! Instead: `apns-priority: 10`

use crate::document::excerpt;
use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::headers::h017_values_are_plain::is_plain;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H003,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The priority is not 10, 5 or 1", "优先级不是 10、5 或 1"),
    message: Words::new(
        "The priority must be 10, 5 or 1; you wrote {found}.",
        "优先级必须是 10、5 或 1；您写的是 {found}。",
    ),
    cases: &[],
    why: Words::new(
        "Apple refuses every other priority.",
        "Apple 会拒绝其他优先级。",
    ),
    remedy: Words::new(
        "10 delivers now, 5 when the battery allows, 1 never wakes the phone.",
        "10 立即投递，5 在电量允许时投递，1 不会唤醒手机。",
    ),
    fix_label: Some(Words::new("Repair the priority", "修正优先级")),
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let typed = context.headers.priority.as_str();
    if typed.is_empty() || Priority::parse(typed).is_some() || !is_plain(typed) {
        return;
    }
    let meant = match typed.trim().to_ascii_lowercase().as_str() {
        "10" | "10.0" | "high" | "immediate" | "urgent" => Some(Priority::Immediate),
        "5" | "5.0" | "normal" | "medium" => Some(Priority::Considerate),
        "1" | "1.0" | "low" => Some(Priority::PowerFirst),
        _ => None,
    };
    // Apple takes no 10 for background pushes, so that repair would only trade one error for another.
    let meant = match meant {
        Some(Priority::Immediate) if context.push_type == Some(PushType::Background) => {
            Some(Priority::Considerate)
        }
        meant => meant,
    };
    let fix = meant.map(|meant| Edit::Header {
        name: HeaderName::Priority,
        value: meant.as_str().to_owned(),
    });
    out.header(
        Code::H003,
        HeaderName::Priority,
        &[("found", &excerpt(typed))],
        fix.into_iter().collect(),
    );
}
