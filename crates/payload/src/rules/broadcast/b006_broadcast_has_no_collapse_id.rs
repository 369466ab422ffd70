//! B006: a broadcast has no `apns-collapse-id`.
//!
//! Why: Apple's page does not name it for broadcasts.
//! Example: `apns-channel-id: V+8UslywEfAAAOq9SbTrLg==`, `apns-collapse-id: match`
//! Instead: no `apns-collapse-id`

use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::B006,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A collapse id in a broadcast", "广播中有折叠 ID"),
    message: Words::new(
        "The collapse id does nothing in a broadcast.",
        "折叠 ID 在广播中不起作用。",
    ),
    cases: &[],
    why: Words::new(
        "A Live Activity always shows the newest state only, by its timestamp.",
        "实时活动始终按 timestamp 只显示最新状态。",
    ),
    remedy: Words::new("Leave the collapse id empty.", "折叠 ID 留空。"),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::BROADCAST,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if context.headers.is_broadcast() && !context.headers.collapse_id.is_empty() {
        let fix = vec![Edit::Header {
            name: HeaderName::CollapseId,
            value: String::new(),
        }];
        out.header(Code::B006, HeaderName::CollapseId, &[], fix);
    }
}
