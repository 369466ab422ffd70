//! L018: `input-push-channel` is a channel id, as APNs gave it.
//!
//! Why: an altered id is of no channel, and the start fails.
//! Example: `{"aps": {"event": "start", "input-push-channel": "V-8UslywEfAAAOq9SbTrLg", …}}`
//! Instead: `{"aps": {"event": "start", "input-push-channel": "V+8UslywEfAAAOq9SbTrLg==", …}}`

use super::activity::{self, Event};
use crate::document::quote;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, base64};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L018,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "input-push-channel is not a channel id",
        "input-push-channel 不是频道 ID",
    ),
    message: Words::new(
        "input-push-channel must be a channel id in base64, as APNs gave it; you wrote {found}.",
        "input-push-channel 必须是 APNs 给出的 base64 频道 ID；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "url-safe",
            message: Words::new(
                "input-push-channel has - or _ where APNs has + or /; somebody made it safe for an address.",
                "input-push-channel 中的 - 或 _ 在 APNs 中应为 + 或 /；它被改成了可用于网址的形式。",
            ),
            fix_label: Some(Words::new("Use APNs' form", "使用 APNs 的形式")),
        },
        Case {
            what: "percent",
            message: Words::new(
                "input-push-channel has % signs in it; somebody encoded it for an address.",
                "input-push-channel 中有 % 号；它被按网址编码了。",
            ),
            fix_label: Some(Words::new("Use APNs' form", "使用 APNs 的形式")),
        },
        Case {
            what: "padding",
            message: Words::new(
                "input-push-channel lacks its end: the = signs belong to it.",
                "input-push-channel 缺少结尾：= 号是它的一部分。",
            ),
            fix_label: Some(Words::new("Add the end", "补上结尾")),
        },
        Case {
            what: "around",
            message: Words::new(
                "input-push-channel has spaces or quotes around it.",
                "input-push-channel 前后有空格或引号。",
            ),
            fix_label: Some(Words::new("Remove them", "去掉它们")),
        },
    ],
    why: Words::new(
        "The new Live Activity subscribes to this channel. An id is 24 letters, digits, + and / or so, with = at the end.",
        "新的实时活动会订阅此频道。ID 约为 24 个字母、数字、+ 和 /，以 = 结尾。",
    ),
    remedy: Words::new(
        "Paste the id untouched, as it was in apns-channel-id when the channel was made.",
        "原样粘贴创建频道时 apns-channel-id 中的 ID。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    const AT: &str = "/aps/input-push-channel";
    let Some(channel) = context.document.node(AT) else {
        return;
    };
    // In another event it is not read at all.
    if matches!(activity::event(context), Some(Event::Update | Event::End)) {
        return;
    }
    let (what, repaired) = match channel.as_str() {
        Some(id) => match base64::slip(id) {
            Some(slip) => slip,
            None => return,
        },
        None => ("other", None),
    };
    let fix = repaired.map_or_else(Vec::new, |id| {
        fix(context.document.set_source(AT, &quote(&id)))
    });
    let args = &[("what", what), ("found", &context.shown(channel))];
    out.body(Code::L018, &channel.range, AT, args, fix);
}
