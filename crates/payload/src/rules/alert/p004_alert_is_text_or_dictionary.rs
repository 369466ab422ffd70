//! P004: `alert` is a text or a dictionary of texts.
//!
//! Why: anything else is not shown.
//! Example: `{"aps": {"alert": 5}}`
//! Instead: `{"aps": {"alert": "5"}}`

use crate::document::{Member, Node, NodeKind, quote};
use crate::finding::{Code, Edit, Severity};
use crate::keys::{Home, Key, Kind};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P004,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("alert has the wrong type", "alert 的类型不对"),
    message: Words::new(
        "alert must be text in quotes or an object with title and body; you wrote {found}.",
        "alert 必须是引号中的文本，或带 title 和 body 的对象；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "part",
            message: Words::new(
                "{key} must be text in quotes; you wrote {found}.",
                "{key} 必须是引号中的文本；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Put it in quotes", "加上引号")),
        },
        Case {
            what: "list",
            message: Words::new(
                "{key} must be a list of texts in quotes; you wrote {found}.",
                "{key} 必须是引号中文本的列表；您写的是 {found}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "What is not a text cannot be shown, and the phone shows nothing instead.",
        "不是文本就无法显示，手机上会什么都没有。",
    ),
    remedy: Words::new("Put the text into double quotes.", "把文本放进双引号。"),
    fix_label: Some(Words::new("Put it in quotes", "加上引号")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(alert) = context.aps().and_then(|aps| aps.get("alert")) else {
        return;
    };
    match &alert.kind {
        NodeKind::String(_) | NodeKind::Null => {}
        NodeKind::Object(members) => {
            // Equal keys could be many.
            let is_known = |it: &&Member| Key::is_known(Home::Alert, &it.name);
            for member in members.iter().filter(is_known).take(walk::MOST) {
                part(context, member, out);
            }
        }
        _ => out.body(
            Code::P004,
            &alert.range,
            "/aps/alert",
            &[("found", &context.shown(alert))],
            quoted(context, alert, "/aps/alert"),
        ),
    }
}

fn part(context: &Context<'_>, member: &Member, out: &mut Findings) {
    let key = member.name.as_str();
    let value = &member.value;
    let row = Key::find(Home::Alert, key, context.push_type);
    let what = match row.map(|row| row.kind) {
        Some(Kind::Text | Kind::Line) if !is_text(context, key, value) => "part",
        Some(Kind::Texts) if !is_list_of_texts(value) => "list",
        _ => return,
    };
    let pointer = format!("/aps/alert/{key}");
    let fix = if what == "part" {
        quoted(context, value, &pointer)
    } else {
        Vec::new()
    };
    let args = &[
        ("what", what),
        ("key", key),
        ("found", &context.shown(value)),
    ];
    out.body(Code::P004, &value.range, &pointer, args, fix);
}

/// In a Live Activity a title or body may be an object that names a localized text; `null` is `P013`'s business.
fn is_text(context: &Context<'_>, key: &str, value: &Node) -> bool {
    match value.kind {
        NodeKind::String(_) | NodeKind::Null => true,
        NodeKind::Object(_) => {
            context.push_type == Some(PushType::Liveactivity) && matches!(key, "title" | "body")
        }
        _ => false,
    }
}

fn is_list_of_texts(value: &Node) -> bool {
    match value.kind {
        NodeKind::Array(_) => value
            .elements()
            .iter()
            .all(|element| element.as_str().is_some()),
        _ => matches!(value.kind, NodeKind::Null),
    }
}

fn quoted(context: &Context<'_>, value: &Node, pointer: &str) -> Vec<Edit> {
    match value.kind {
        NodeKind::Number(_) | NodeKind::Bool(_) => fix(context
            .document
            .set_source(pointer, &quote(context.document.source(value)))),
        _ => Vec::new(),
    }
}
