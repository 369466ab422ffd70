//! L020: a start goes to a device, never to a channel.
//!
//! Why: only what is subscribed hears a channel, and nothing is before it has started.
//! Example: `apns-channel-id: V+8UslywEfAAAOq9SbTrLg==` with `"event": "start"`
//! Instead: a start to push-to-start tokens, with `"input-push-channel": "V+8UslywEfAAAOq9SbTrLg=="`

use super::activity::{self, Event};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L020,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A start by broadcast", "以广播开始实时活动"),
    message: Words::new(
        "A broadcast cannot start a Live Activity; it can update and end those that subscribed to the channel.",
        "广播不能开始实时活动；它只能更新和结束已订阅频道的活动。",
    ),
    cases: &[],
    why: Words::new(
        "Devices subscribe to a channel when a Live Activity starts: in the app, or by a start with input-push-channel.",
        "设备在实时活动开始时订阅频道：在应用中，或通过带 input-push-channel 的开始推送。",
    ),
    remedy: Words::new(
        "Send the start to push-to-start tokens, with the channel in input-push-channel.",
        "把开始推送发送到推送开始令牌，并在 input-push-channel 中写上频道。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(event) = context.aps().and_then(|aps| aps.get("event")) else {
        return;
    };
    if context.headers.is_broadcast() && activity::event(context) == Some(Event::Start) {
        out.body(Code::L020, &event.range, "/aps/event", &[], Vec::new());
    }
}
