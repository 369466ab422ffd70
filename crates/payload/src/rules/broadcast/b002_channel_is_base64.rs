//! B002: `apns-channel-id` is a channel id, as APNs gave it.
//!
//! Why: Apple answers `BadChannelId` to anything else.
//! Example: `apns-channel-id: V-8UslywEfAAAOq9SbTrLg`
//! Instead: `apns-channel-id: V+8UslywEfAAAOq9SbTrLg==`

use crate::document::excerpt;
use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, base64};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::B002,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("This is not a channel id", "这不是频道 ID"),
    message: Words::new(
        "The channel must be an id in base64, as APNs gave it; you wrote {found}.",
        "频道必须是 APNs 给出的 base64 ID；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "url-safe",
            message: Words::new(
                "The channel id has - or _ where APNs has + or /; somebody made it safe for an address.",
                "频道 ID 中的 - 或 _ 在 APNs 中应为 + 或 /；它被改成了可用于网址的形式。",
            ),
            fix_label: Some(Words::new("Use APNs' form", "使用 APNs 的形式")),
        },
        Case {
            what: "percent",
            message: Words::new(
                "The channel id has % signs in it; somebody encoded it for an address.",
                "频道 ID 中有 % 号；它被按网址编码了。",
            ),
            fix_label: Some(Words::new("Use APNs' form", "使用 APNs 的形式")),
        },
        Case {
            what: "padding",
            message: Words::new(
                "The channel id lacks its end: the = signs belong to it.",
                "频道 ID 缺少结尾：= 号是它的一部分。",
            ),
            fix_label: Some(Words::new("Add the end", "补上结尾")),
        },
        Case {
            what: "around",
            message: Words::new(
                "The channel id has spaces or quotes around it.",
                "频道 ID 前后有空格或引号。",
            ),
            fix_label: Some(Words::new("Remove them", "去掉它们")),
        },
    ],
    why: Words::new(
        "APNs chooses the id of a channel: about 24 letters, digits, + and /, with = at the end. An altered one is refused.",
        "频道 ID 由 APNs 选定：约 24 个字母、数字、+ 和 /，以 = 结尾。改动过的 ID 会被拒绝。",
    ),
    remedy: Words::new(
        "Paste the id untouched, as it was in apns-channel-id when the channel was made.",
        "原样粘贴创建频道时 apns-channel-id 中的 ID。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::BROADCAST_ERRORS,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let id = context.headers.channel_id.as_str();
    if !context.headers.is_broadcast() {
        return;
    }
    if let Some((what, repaired)) = base64::slip(id) {
        let fix = repaired.map(|value| Edit::Header {
            name: HeaderName::ChannelId,
            value,
        });
        let args = &[("what", what), ("found", &excerpt(id))];
        out.header(
            Code::B002,
            HeaderName::ChannelId,
            args,
            fix.into_iter().collect(),
        );
    }
}
