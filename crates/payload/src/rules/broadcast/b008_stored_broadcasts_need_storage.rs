//! B008: an expiration other than 0 is for channels that store messages.
//!
//! Why: Apple answers `BadExpirationDate` on a channel without storage.
//! Example: `apns-expiration: 1790003600` to a channel with `message-storage-policy` 0
//! Instead: `apns-expiration: 0`

use crate::finding::{Code, Severity};
use crate::headers::HeaderName;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::B008,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A stored broadcast needs a storing channel",
        "要存储的广播需要会存储的频道",
    ),
    message: Words::new(
        "This expiration is accepted only by a channel that stores its latest message (message-storage-policy 1), for eight hours at most.",
        "只有存储最新消息的频道（message-storage-policy 为 1）才接受此过期时间，最长八小时。",
    ),
    cases: &[],
    why: Words::new(
        "Whether a channel stores is chosen when it is made and never changes. One that does not store refuses every expiration but 0.",
        "频道是否存储在创建时决定，之后不变。不存储的频道只接受过期时间 0。",
    ),
    remedy: Words::new(
        "Write 0 when the channel does not store messages.",
        "如果频道不存储消息，写 0。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::CHANNELS,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let expiration = context.headers.expiration.parse::<u64>();
    if context.headers.is_broadcast() && expiration.is_ok_and(|seconds| seconds != 0) {
        out.header(Code::B008, HeaderName::Expiration, &[], Vec::new());
    }
}
