//! H004: a background push goes with priority 5 (or 1).
//!
//! Why: Apple calls 10 an error for this push type.
//! Example: `apns-push-type: background`, `apns-priority: 10`
//! Instead: `apns-priority: 5`

use super::{Context, Findings, Rule, apple};
use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;

pub(super) const RULE: Rule = Rule {
    code: Code::H004,
    severity: Severity::Error,
    title: "A background push with priority 10",
    message: "A background push needs priority 5; 10 is for what people see.",
    cases: &[],
    why: "Apple calls priority 10 an error for a background push and may refuse or drop it.",
    remedy: "Use priority 5. When the priority is left empty, 5 is sent.",
    fix_label: Some("Use priority 5"),
    apple: apple::SEND,
    check,
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
