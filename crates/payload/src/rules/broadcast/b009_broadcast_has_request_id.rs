//! B009: a broadcast has no `apns-id`.
//!
//! Why: Apple names a broadcast by `apns-request-id`.
//! Example: `apns-channel-id: V+8UslywEfAAAOq9SbTrLg==`, `apns-id: 5f1d3b0e-8a1c-4f53-9d0e-1a2b3c4d5e6f`
//! Instead: no `apns-id`
//!
//! Apple's pages disagree: one sample has `apns-id`, the tables and the other sample have `apns-request-id`. The second is sent.

use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::B009,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An apns-id in a broadcast", "广播中有 apns-id"),
    message: Words::new(
        "Broadcasts are named by apns-request-id; Apple may not give this apns-id back.",
        "广播以 apns-request-id 标识；Apple 可能不会返回此 apns-id。",
    ),
    cases: &[],
    why: Words::new(
        "One broadcast becomes many notifications, so it is the request that has an id.",
        "一次广播会变成许多通知，因此有 ID 的是请求本身。",
    ),
    remedy: Words::new("Leave apns-id empty.", "apns-id 留空。"),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::BROADCAST,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if context.headers.is_broadcast() && !context.headers.id.is_empty() {
        let fix = vec![Edit::Header {
            name: HeaderName::Id,
            value: String::new(),
        }];
        out.header(Code::B009, HeaderName::Id, &[], fix);
    }
}
