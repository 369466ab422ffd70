//! T003: the token was made for this kind of push.
//!
//! Why: Apple answers `DeviceTokenNotForTopic` or `BadDeviceToken`: every kind has tokens of its own.
//! Example: an app's token for `apns-push-type: voip`
//! Instead: the token that PushKit gives for calls

use crate::document::Node;
use crate::finding::{Code, Place, Severity};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};
use crate::token::{DeviceToken, TokenKind};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::T003,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The token is for another kind of push",
        "令牌用于另一种推送",
    ),
    message: Words::new(
        "This is a token of the kind {kind}; the push needs one of the kind {needed}.",
        "这是 {kind} 类型的令牌；这条推送需要 {needed} 类型的令牌。",
    ),
    cases: &[
        Case {
            what: "start",
            message: Words::new(
                "This token starts Live Activities; to update or end one, use the token of that activity.",
                "此令牌用于启动实时活动；要更新或结束活动，请使用该活动自己的令牌。",
            ),
            fix_label: None,
        },
        Case {
            what: "update",
            message: Words::new(
                "This is the token of one running Live Activity; to start one, use the push-to-start token.",
                "这是某个正在进行的实时活动的令牌；要启动活动，请使用 push-to-start 令牌。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "An app has a token of its own for each kind of push, and Apple refuses one of another kind.",
        "应用的每种推送都有各自的令牌，Apple 会拒绝其他种类的令牌。",
    ),
    remedy: Words::new(
        "Take the token that the app gets for this kind of push, or choose the push type of this token.",
        "使用应用为此类推送获得的令牌，或选择与此令牌相符的推送类型。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::REGISTER,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let target = context.target;
    let is_token = |token: &str| DeviceToken::parse(token).is_ok();
    if context.headers.is_broadcast() || !target.token.as_deref().is_none_or(is_token) {
        return;
    }
    let (Some(kind), Some(push_type)) = (target.token_kind, context.push_type) else {
        return;
    };
    let Some(needed) = needed(push_type, event(context)).filter(|needed| *needed != kind) else {
        return;
    };
    let is_activity = matches!(kind, TokenKind::ActivityUpdate | TokenKind::ActivityStart);
    let what = match (needed, push_type) {
        // Which of the two is needed is not known without an event.
        (_, PushType::Liveactivity) if is_activity && event(context).is_none() => return,
        (TokenKind::ActivityStart, _) if is_activity => "update",
        (TokenKind::ActivityUpdate, _) if is_activity => "start",
        _ => "",
    };
    let args = &[
        ("what", what),
        ("kind", kind.as_str()),
        ("needed", needed.as_str()),
    ];
    out.push(Code::T003, Place::Token, args, Vec::new());
}

fn event<'a>(context: &Context<'a>) -> Option<&'a str> {
    let aps = context.document.node("/aps")?;
    aps.get("event").and_then(Node::as_str)
}

/// The kind of token that a push is sent to; `None` for an event that does not exist.
fn needed(push_type: PushType, event: Option<&str>) -> Option<TokenKind> {
    Some(match push_type {
        PushType::Alert | PushType::Background => TokenKind::App,
        PushType::Location => TokenKind::Location,
        PushType::Voip => TokenKind::Voip,
        PushType::Complication => TokenKind::Complication,
        PushType::Fileprovider => TokenKind::FileProvider,
        PushType::Mdm => TokenKind::Mdm,
        PushType::Liveactivity => match event {
            Some("start") => TokenKind::ActivityStart,
            Some("update" | "end") | None => TokenKind::ActivityUpdate,
            Some(_) => return None,
        },
        PushType::Pushtotalk => TokenKind::PushToTalk,
        PushType::Widgets => TokenKind::Widget,
        PushType::Controls => TokenKind::Control,
    })
}
