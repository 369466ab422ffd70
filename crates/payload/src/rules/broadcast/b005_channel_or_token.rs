//! B005: a push goes to a channel or to a device, not to both.
//!
//! Why: they are two different requests.
//! Example: a device token and `apns-channel-id`
//! Instead: one of them

use crate::finding::{Code, Place, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::B005,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A device token beside a channel", "设备令牌与频道并存"),
    message: Words::new(
        "There is a device token and a channel; a push goes either to one device or to all that follow the channel.",
        "同时有设备令牌和频道；推送要么发给一台设备，要么发给订阅频道的所有设备。",
    ),
    cases: &[],
    why: Words::new(
        "Broadcasts and device pushes are different requests to Apple, with different paths.",
        "广播和设备推送是发给 Apple 的不同请求，路径也不同。",
    ),
    remedy: Words::new(
        "Remove the device token, or the channel.",
        "移除设备令牌或频道。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::BROADCAST,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let has_token = context
        .target
        .token
        .as_ref()
        .is_some_and(|token| !token.trim().is_empty());
    if has_token && context.headers.is_broadcast() {
        out.push(Code::B005, Place::Token, &[], Vec::new());
    }
}
