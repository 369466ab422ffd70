//! L017: a start asks for an update token or for a channel, not for both.
//!
//! Why: a Live Activity is updated in one of the two ways.
//! Example: `{"aps": {"event": "start", "input-push-token": 1, "input-push-channel": "V+8UslywEfAAAOq9SbTrLg==", …}}`
//! Instead: one of the two keys

use super::activity::{self, Event};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L017,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An update token beside a channel", "同时请求更新令牌和频道"),
    message: Words::new(
        "input-push-token and input-push-channel exclude each other; a Live Activity is updated by a token or by a channel.",
        "input-push-token 与 input-push-channel 互相排斥；实时活动要么通过令牌更新，要么通过频道更新。",
    ),
    cases: &[],
    why: Words::new(
        "Apple offers two ways to update a started Live Activity: a token of its own, or a channel that it shares with others.",
        "Apple 提供两种更新方式：活动自己的令牌，或与其他活动共享的频道。",
    ),
    remedy: Words::new(
        "Keep input-push-channel to broadcast to many, or input-push-token to update each one by itself.",
        "要向许多设备广播，保留 input-push-channel；要逐个更新，保留 input-push-token。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    if matches!(activity::event(context), Some(Event::Update | Event::End)) {
        return;
    }
    if let (Some(member), true) = (
        aps.member("input-push-token"),
        aps.get("input-push-channel").is_some(),
    ) {
        out.body(
            Code::L017,
            &member.key,
            "/aps/input-push-token",
            &[],
            Vec::new(),
        );
    }
}
