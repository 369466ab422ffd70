//! L026: a start with a channel is for iOS 18 and later.
//!
//! Why: on an older system it fails.
//! Example: `{"aps": {"event": "start", "input-push-channel": "V+8UslywEfAAAOq9SbTrLg==", …}}` to every phone
//! Instead: the same to phones with iOS 18, and a start with a token of its own to the others

use super::activity::{self, Event};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Platform, Rule, Text, Words, apple, base64};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L026,
    severity: Severity::Hint,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A channel needs iOS 18", "频道需要 iOS 18"),
    message: Words::new(
        "On iOS 17 this start fails: input-push-channel is read from iOS 18 on.",
        "在 iOS 17 上此开始推送会失败：input-push-channel 从 iOS 18 起才能读取。",
    ),
    cases: &[],
    why: Words::new(
        "Broadcast to Live Activities came with iOS 18; earlier systems cannot subscribe.",
        "实时活动的广播从 iOS 18 开始提供；更早的系统无法订阅。",
    ),
    remedy: Words::new(
        "Send it only to tokens of phones with iOS 18 or later.",
        "只发送给 iOS 18 或更高版本手机的令牌。",
    ),
    fix_label: None,
    platforms: &[Platform::Ios, Platform::Ipados],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let channel = context
        .aps()
        .and_then(|aps| aps.member("input-push-channel"));
    let is_channel = |id| base64::slip(id).is_none();
    // An id that is none is L018's business.
    if let Some(member) = channel
        && member.value.as_str().is_some_and(is_channel)
        && activity::event(context) == Some(Event::Start)
    {
        const AT: &str = "/aps/input-push-channel";
        out.body(Code::L026, &member.key, AT, &[], Vec::new());
    }
}
