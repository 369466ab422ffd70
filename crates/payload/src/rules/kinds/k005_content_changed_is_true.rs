//! K005: a widget or control push has `content-changed: true`.
//!
//! Why: it is the one thing that such a push says.
//! Example: `{"aps": {"content-changed": 1}}`
//! Instead: `{"aps": {"content-changed": true}}`
//!
//! A number weighs less: many decoders take 1 for true.

use crate::document::NodeKind;
use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::{fix, owned};
use crate::rules::live::activity;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K005,
    severity: Severity::Error,
    push_types: &[PushType::Widgets, PushType::Controls],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("content-changed is not true", "content-changed 不是 true"),
    message: Words::new(
        "A widget or control push needs \"content-changed\": true in aps.",
        "小组件或控件推送需要 aps 中有 \"content-changed\": true。",
    ),
    cases: &[
        Case {
            what: "value",
            message: Words::new(
                "content-changed must be true; you wrote {found}.",
                "content-changed 必须是 true；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Use true", "使用 true")),
        },
        Case {
            what: "beside",
            message: Words::new(
                "content-changed does nothing here; it belongs in aps.",
                "content-changed 放在这里不起作用；它应放在 aps 中。",
            ),
            fix_label: Some(Words::new("Move it into aps", "移入 aps")),
        },
    ],
    why: Words::new(
        "It tells WidgetKit to reload; without it nothing happens.",
        "它让 WidgetKit 重新加载；没有它什么都不会发生。",
    ),
    remedy: Words::new(
        "Send {\"aps\": {\"content-changed\": true}}; true has no quotes.",
        "发送 {\"aps\": {\"content-changed\": true}}；true 不加引号。",
    ),
    fix_label: Some(Words::new("Add content-changed", "添加 content-changed")),
    platforms: &[],
    apple: apple::WIDGETS,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    const AT: &str = "/aps/content-changed";
    let (Some(root), Some(aps)) = (context.root(), context.aps()) else {
        return;
    };
    let set = || fix(context.document.set_source(AT, "true"));
    if let Some(value) = aps.get("content-changed") {
        let severity = match value.kind {
            NodeKind::Bool(true) => return,
            _ if value.is_one() => Severity::Warning,
            _ => Severity::Error,
        };
        out.add(Finding {
            code: Code::K005,
            severity,
            place: Place::Body {
                range: value.range.clone(),
                pointer: AT.to_owned(),
            },
            args: owned(&[("what", "value"), ("found", &context.shown(value))]),
            fix: set(),
        });
    } else if let Some(member) = root.member("content-changed") {
        let moved = fix(context.document.relocate("/content-changed", AT));
        out.body(
            Code::K005,
            &member.key,
            "/content-changed",
            &[("what", "beside")],
            moved,
        );
    } else if activity::slip(aps, "content-changed").is_none() {
        out.body(Code::K005, &aps.range, "/aps", &[], set());
    }
}
