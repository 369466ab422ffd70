//! L001: `event` is start, update or end.
//!
//! Why: without it the system does not know what to do with the push.
//! Example: `{"aps": {"event": "Start", …}}`
//! Instead: `{"aps": {"event": "start", …}}`

use super::activity::{self, Event};
use crate::document::{Node, quote};
use crate::finding::{Code, Severity};
use crate::keys::EVENTS;
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L001,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("event is missing or unknown", "event 缺失或无效"),
    message: Words::new(
        "event must be start, update or end; you wrote {found}.",
        "event 必须是 start、update 或 end；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "missing",
            message: Words::new(
                "There is no event: the phone cannot know whether to start, update or end the Live Activity.",
                "没有 event：手机不知道要开始、更新还是结束实时活动。",
            ),
            fix_label: Some(Words::new("Add event", "添加 event")),
        },
        Case {
            what: "beside",
            message: Words::new(
                "event does nothing here; it belongs in aps.",
                "event 放在这里不起作用；它应放在 aps 中。",
            ),
            fix_label: Some(Words::new("Move it into aps", "移入 aps")),
        },
    ],
    why: Words::new(
        "The event says what happens to the Live Activity. Without one of the three words nothing happens.",
        "event 说明对实时活动做什么。没有这三个词之一，什么都不会发生。",
    ),
    remedy: Words::new(
        "Write \"event\": \"start\", \"update\" or \"end\", in lower case.",
        "写 \"event\": \"start\"、\"update\" 或 \"end\"，用小写。",
    ),
    fix_label: Some(Words::new("Repair the spelling", "修正拼写")),
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    if let Some(event) = aps.get("event") {
        if event.as_str().is_none_or(|event| !EVENTS.contains(&event)) {
            let meant = event.as_str().and_then(Event::meant);
            let args = &[("found", &*context.shown(event))];
            out.body(
                Code::L001,
                &event.range,
                "/aps/event",
                args,
                written(context, meant),
            );
        }
    } else if let Some((what, fix)) = activity::lacks(context, "event", is_event) {
        let meant = activity::event(context);
        let fix = if fix.is_empty() {
            written(context, meant)
        } else {
            fix
        };
        out.body(Code::L001, &aps.range, "/aps", &[("what", what)], fix);
    }
}

fn is_event(value: &Node) -> bool {
    value.as_str().is_some_and(|text| EVENTS.contains(&text))
}

fn written(context: &Context<'_>, meant: Option<Event>) -> Vec<crate::finding::Edit> {
    meant.map_or_else(Vec::new, |meant| {
        fix(context
            .document
            .set_source("/aps/event", &quote(meant.as_str())))
    })
}
