//! L016: `input-push-token` is the number 1.
//!
//! Why: it is a switch, and no other value switches it on.
//! Example: `{"aps": {"event": "start", "input-push-token": true, …}}`
//! Instead: `{"aps": {"event": "start", "input-push-token": 1, …}}`
//!
//! Apple's page shows the number only. Whether `true` works is not known, so it weighs less than the flags of P007.

use super::activity::{self, Event};
use crate::document::NodeKind;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L016,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("input-push-token is not 1", "input-push-token 不是 1"),
    message: Words::new(
        "input-push-token must be the number 1; you wrote {found}.",
        "input-push-token 必须是数字 1；您写的是 {found}。",
    ),
    cases: &[Case {
        what: "off",
        message: Words::new(
            "input-push-token is either 1 or not there at all; you wrote {found}.",
            "input-push-token 要么是 1，要么不写；您写的是 {found}。",
        ),
        fix_label: Some(Words::new("Remove it", "移除")),
    }],
    why: Words::new(
        "With 1 the started Live Activity gets an update token, which the app sends to its server. Without one it cannot be updated by push.",
        "值为 1 时，开始的实时活动会得到更新令牌，由应用发送到服务器。没有它就无法通过推送更新。",
    ),
    remedy: Words::new(
        "Write the number 1 without quotes, or remove the key.",
        "写数字 1，不加引号；或移除该键。",
    ),
    fix_label: Some(Words::new("Use the number 1", "使用数字 1")),
    platforms: &[],
    apple: apple::LIVE,
};

const AT: &str = "/aps/input-push-token";

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let Some(flag) = aps.get("input-push-token").filter(|flag| !flag.is_one()) else {
        return;
    };
    // In another event it is not read at all.
    if matches!(activity::event(context), Some(Event::Update | Event::End)) {
        return;
    }
    let (what, edit) = match &flag.kind {
        NodeKind::Bool(false) | NodeKind::Null => ("off", fix(context.document.remove(AT))),
        NodeKind::Number(text) if text == "0" => ("off", fix(context.document.remove(AT))),
        NodeKind::Bool(true) => ("on", fix(context.document.set_source(AT, "1"))),
        NodeKind::String(text) if matches!(text.as_str(), "1" | "true") => {
            ("on", fix(context.document.set_source(AT, "1")))
        }
        _ => ("other", Vec::new()),
    };
    let args = &[("what", what), ("found", &context.shown(flag))];
    out.body(Code::L016, &flag.range, AT, args, edit);
}
