//! P025: what Apple reads as a text is a text.
//!
//! Why: a number or a Boolean there is ignored.
//! Example: `{"aps": {"alert": "Hi", "thread-id": 5}}`
//! Instead: `{"aps": {"alert": "Hi", "thread-id": "5"}}`

use crate::document::{NodeKind, quote};
use crate::finding::{Code, Severity};
use crate::keys::{Home, Kind};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P025,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A text is something else", "应为文本的值类型不对"),
    message: Words::new(
        "{key} must be text in quotes; you wrote {found}.",
        "{key} 必须是引号中的文本；您写的是 {found}。",
    ),
    cases: &[],
    why: Words::new(
        "Apple reads a text here and ignores anything else.",
        "Apple 在这里读取文本，其他类型会被忽略。",
    ),
    remedy: Words::new("Put the value into double quotes.", "把值放进双引号。"),
    fix_label: Some(Words::new("Put it in quotes", "加上引号")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::keys(context, &mut |spot| {
        // Beside `aps` the rules of other push types look.
        if spot.home != Some(Home::Aps) {
            return false;
        }
        let Some(row) = spot
            .row(context)
            .filter(|row| row.kind == Kind::Text && row.push_types != [PushType::Liveactivity])
        else {
            return false;
        };
        let fix = match spot.node.kind {
            NodeKind::String(_) | NodeKind::Null => return false,
            NodeKind::Number(_) | NodeKind::Bool(_) => {
                walk::rewritten(&spot.node.range, quote(context.document.source(spot.node)))
            }
            _ => Vec::new(),
        };
        let args = &[("key", row.name), ("found", &context.shown(spot.node))];
        out.body(Code::P025, &spot.node.range, &spot.pointer(), args, fix);
        true
    });
}
