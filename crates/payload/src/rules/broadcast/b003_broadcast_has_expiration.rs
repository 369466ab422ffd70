//! B003: a broadcast has `apns-expiration`.
//!
//! Why: Apple answers `BadExpirationDate` to one without, which its page does not say.
//! Example: `apns-channel-id: V+8UslywEfAAAOq9SbTrLg==` and no `apns-expiration`
//! Instead: `apns-expiration: 0`

use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::B003,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A broadcast without an expiration", "广播没有过期时间"),
    message: Words::new(
        "A broadcast needs an expiration: 0 to try once, or a date to store it until then.",
        "广播需要过期时间：0 表示只尝试一次，或写一个日期，保存到那时。",
    ),
    cases: &[],
    why: Words::new(
        "For device pushes Apple has a default, for broadcasts it has none and refuses them.",
        "设备推送有默认值，广播没有，会被 Apple 拒绝。",
    ),
    remedy: Words::new(
        "Write 0, or a date in Unix seconds when the channel stores messages.",
        "写 0；如果频道会存储消息，也可以写 Unix 秒数日期。",
    ),
    fix_label: Some(Words::new("Try once (0)", "只尝试一次（0）")),
    platforms: &[],
    apple: apple::BROADCAST,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if context.headers.is_broadcast() && context.headers.expiration.is_empty() {
        let fix = vec![Edit::Header {
            name: HeaderName::Expiration,
            value: "0".to_owned(),
        }];
        out.header(Code::B003, HeaderName::Expiration, &[], fix);
    }
}
