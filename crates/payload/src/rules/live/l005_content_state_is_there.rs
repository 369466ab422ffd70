//! L005: `content-state` is there and is an object.
//!
//! Why: it is what the Live Activity shows.
//! Example: `{"aps": {"event": "update", "timestamp": 1790000000}}`
//! Instead: `{"aps": {"event": "update", "timestamp": 1790000000, "content-state": {"score": 3}}}`
//!
//! An end without it is allowed: the last state stays. Apple recommends to send the final one.

use super::activity::{self, Event};
use super::objects;
use crate::document::Node;
use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::owned;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L005,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("content-state is missing", "缺少 content-state"),
    message: Words::new(
        "There is no content-state, so the Live Activity has nothing to show.",
        "没有 content-state，实时活动没有可显示的内容。",
    ),
    cases: &[
        Case {
            what: "end",
            message: Words::new(
                "Without content-state the ended Live Activity keeps its last state; send the final one.",
                "没有 content-state，结束的实时活动会保留最后的状态；请发送最终状态。",
            ),
            fix_label: None,
        },
        Case {
            what: "quoted",
            message: Words::new(
                "content-state must be an object; you wrote it as a text in quotes.",
                "content-state 必须是对象；您把它写成了引号中的文本。",
            ),
            fix_label: Some(Words::new("Remove the quotes", "去掉引号")),
        },
        Case {
            what: "not-an-object",
            message: Words::new(
                "content-state must be an object in curly brackets; you wrote {found}.",
                "content-state 必须是花括号中的对象；您写的是 {found}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The phone decodes content-state into the app's ContentState. Without it nothing changes, and Apple answers 200 all the same.",
        "手机把 content-state 解码为应用的 ContentState。没有它，什么都不会改变，而 Apple 仍会返回 200。",
    ),
    remedy: Words::new(
        "Write an object with every property of the app's ContentState.",
        "写一个对象，包含应用 ContentState 的所有属性。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    objects::is_object(context, Code::L005, "content-state", out);
    if activity::lacks(context, "content-state", Node::is_object).is_none() {
        return;
    }
    let (what, severity) = match activity::event(context) {
        Some(Event::End) => ("end", Severity::Hint),
        _ => ("missing", Severity::Error),
    };
    out.add(Finding {
        code: Code::L005,
        severity,
        place: Place::Body {
            range: aps.range.clone(),
            pointer: "/aps".to_owned(),
        },
        args: owned(&[("what", what)]),
        fix: Vec::new(),
    });
}
