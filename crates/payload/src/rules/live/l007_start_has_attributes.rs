//! L007: a start has `attributes`, an object.
//!
//! Why: the activity cannot be made without what stays the same in it.
//! Example: `{"aps": {"event": "start", "attributes-type": "ScoreAttributes", …}}`
//! Instead: `{"aps": {"event": "start", "attributes-type": "ScoreAttributes", "attributes": {"home": "Red"}, …}}`

use super::activity::{self, Event};
use super::objects;
use crate::document::Node;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L007,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A start without attributes", "开始推送缺少 attributes"),
    message: Words::new(
        "A start needs attributes, the object with what stays the same during the Live Activity.",
        "开始实时活动需要 attributes，即活动期间保持不变的数据对象。",
    ),
    cases: &[
        Case {
            what: "beside",
            message: Words::new(
                "attributes does nothing here; it belongs in aps.",
                "attributes 放在这里不起作用；它应放在 aps 中。",
            ),
            fix_label: Some(Words::new("Move it into aps", "移入 aps")),
        },
        Case {
            what: "quoted",
            message: Words::new(
                "attributes must be an object; you wrote it as a text in quotes.",
                "attributes 必须是对象；您把它写成了引号中的文本。",
            ),
            fix_label: Some(Words::new("Remove the quotes", "去掉引号")),
        },
        Case {
            what: "not-an-object",
            message: Words::new(
                "attributes must be an object in curly brackets; you wrote {found}.",
                "attributes 必须是花括号中的对象；您写的是 {found}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The phone decodes attributes into the type that attributes-type names. Without it no Live Activity starts.",
        "手机把 attributes 解码为 attributes-type 指定的类型。没有它，实时活动不会开始。",
    ),
    remedy: Words::new(
        "Write an object with every property of the type; {} when it has none.",
        "写一个包含该类型所有属性的对象；没有属性时写 {}。",
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
    objects::is_object(context, Code::L007, "attributes", out);
    if let Some((what, fix)) = activity::lacks(context, "attributes", Node::is_object) {
        out.body(Code::L007, &aps.range, "/aps", &[("what", what)], fix);
    }
}
