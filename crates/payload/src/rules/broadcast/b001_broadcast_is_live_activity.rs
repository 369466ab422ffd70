//! B001: a broadcast is a Live Activity push.
//!
//! Why: channels know no other push type; Apple answers `InvalidPushType`.
//! Example: `apns-channel-id: V+8UslywEfAAAOq9SbTrLg==`, `apns-push-type: alert`
//! Instead: `apns-push-type: liveactivity`

use crate::document::Node;
use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, moment};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::B001,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A broadcast of another push type", "广播的推送类型不对"),
    message: Words::new(
        "Only Live Activities can be broadcast to a channel; this push type is {found}.",
        "只有实时活动可以广播到频道；此推送类型是 {found}。",
    ),
    cases: &[],
    why: Words::new(
        "Devices subscribe to a channel with a Live Activity. Apple refuses every other push type there.",
        "设备通过实时活动订阅频道。Apple 会拒绝其他推送类型。",
    ),
    remedy: Words::new(
        "Choose the push type liveactivity, or remove the channel and send to device tokens.",
        "选择推送类型 liveactivity，或移除频道并发送到设备令牌。",
    ),
    fix_label: Some(Words::new(
        "Send it as liveactivity",
        "以 liveactivity 发送",
    )),
    platforms: &[],
    apple: apple::BROADCAST,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    // Without a push type another rule asks for one.
    let Some(push_type) = context.push_type.filter(|_| context.headers.is_broadcast()) else {
        return;
    };
    if push_type == PushType::Liveactivity {
        return;
    }
    let fix = if is_live_activity(context) {
        let live = Edit::Header {
            name: HeaderName::PushType,
            value: PushType::Liveactivity.as_str().to_owned(),
        };
        vec![live]
    } else {
        Vec::new()
    };
    let args = &[("found", push_type.as_str())];
    out.header(Code::B001, HeaderName::PushType, args, fix);
}

/// Whether only the header is wrong.
fn is_live_activity(context: &Context<'_>) -> bool {
    let text = |key| context.document.string(key);
    let seconds = context
        .document
        .node("/aps/timestamp")
        .and_then(moment::in_seconds);
    let state = context.document.node("/aps/content-state");
    matches!(text("/aps/event"), Some("update" | "end"))
        && seconds.is_some()
        && state.is_some_and(Node::is_object)
}
