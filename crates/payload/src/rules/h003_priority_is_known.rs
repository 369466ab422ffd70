//! H003: `apns-priority` is 10, 5 or 1.
//!
//! Why: Apple answers `BadPriority` to anything else.
//! Example: `apns-priority: high`
//! Instead: `apns-priority: 10`

use super::{Context, Findings, Rule, apple};
use crate::document::excerpt;
use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;

pub(super) const RULE: Rule = Rule {
    code: Code::H003,
    severity: Severity::Error,
    title: "The priority is not 10, 5 or 1",
    message: "The priority must be 10, 5 or 1; you wrote {found}.",
    cases: &[],
    why: "Apple refuses every other priority.",
    remedy: "10 delivers now, 5 when the battery allows, 1 never wakes the phone.",
    fix_label: Some("Repair the priority"),
    apple: apple::SEND,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let typed = context.headers.priority.as_str();
    if typed.is_empty() || Priority::parse(typed).is_some() {
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
