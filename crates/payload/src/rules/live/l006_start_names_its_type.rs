//! L006: a start says in `attributes-type` which Live Activity it starts.
//!
//! Why: an app can have several kinds.
//! Example: `{"aps": {"event": "start", "attributes": {}, …}}`
//! Instead: `{"aps": {"event": "start", "attributes-type": "ScoreAttributes", "attributes": {}, …}}`

use super::activity::{self, Event};
use crate::document::Node;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L006,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A start without attributes-type",
        "开始推送缺少 attributes-type",
    ),
    message: Words::new(
        "A start needs attributes-type, the name of the app's ActivityAttributes type.",
        "开始实时活动需要 attributes-type，即应用的 ActivityAttributes 类型的名称。",
    ),
    cases: &[
        Case {
            what: "beside",
            message: Words::new(
                "attributes-type does nothing here; it belongs in aps.",
                "attributes-type 放在这里不起作用；它应放在 aps 中。",
            ),
            fix_label: Some(Words::new("Move it into aps", "移入 aps")),
        },
        Case {
            what: "not-a-name",
            message: Words::new(
                "attributes-type must be the name of a type in quotes; you wrote {found}.",
                "attributes-type 必须是引号中的类型名称；您写的是 {found}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The phone looks for the type of this name in the app. Without it no Live Activity starts.",
        "手机在应用中查找此名称的类型。没有它，实时活动不会开始。",
    ),
    remedy: Words::new(
        "Write the exact name of the Swift type, such as \"ScoreAttributes\".",
        "写 Swift 类型的准确名称，例如 \"ScoreAttributes\"。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    if activity::event(context) != Some(Event::Start) {
        return;
    }
    match aps.get("attributes-type") {
        Some(name) if is_name(name) => {}
        Some(name) => out.body(
            Code::L006,
            &name.range,
            "/aps/attributes-type",
            &[("what", "not-a-name"), ("found", &context.shown(name))],
            Vec::new(),
        ),
        None => {
            if let Some((what, fix)) = activity::lacks(context, "attributes-type", is_name) {
                out.body(Code::L006, &aps.range, "/aps", &[("what", what)], fix);
            }
        }
    }
}

fn is_name(value: &Node) -> bool {
    value.as_str().is_some_and(|name| !name.trim().is_empty())
}
