//! P007: `content-available` and `mutable-content` are the number 1.
//!
//! Why: any other value or spelling is ignored, and the app is not woken.
//! Example: `{"aps": {"content_available": true}}`
//! Instead: `{"aps": {"content-available": 1}}`

use crate::document::{Member, Node, NodeKind, escape_pointer, excerpt};
use crate::finding::{Code, Edit, Severity};
use crate::push_type::PushType;
use crate::rules::context::{changed, fix};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, keys, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P007,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A flag is not the number 1", "标志不是数字 1"),
    message: Words::new(
        "{key} must be the number 1; you wrote {found}.",
        "{key} 必须是数字 1；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "value",
            message: Words::new(
                "{key} must be the number 1; you wrote {found}.",
                "{key} 必须是数字 1；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Use the number 1", "使用数字 1")),
        },
        Case {
            what: "off",
            message: Words::new(
                "{key} is either 1 or not there at all; you wrote {found}.",
                "{key} 要么是 1，要么不写；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Repair the flag", "修正标志")),
        },
        Case {
            what: "spelling",
            message: Words::new(
                "Apple does not know {key}; it is spelled {meant}.",
                "Apple 不认识 {key}；正确写法是 {meant}。",
            ),
            fix_label: Some(Words::new("Repair the spelling", "修正拼写")),
        },
    ],
    why: Words::new(
        "Apple reads exactly \"content-available\": 1 and \"mutable-content\": 1; true, \"1\" or an underscore is ignored.",
        "Apple 只认 \"content-available\": 1 和 \"mutable-content\": 1；true、\"1\" 或下划线写法会被忽略。",
    ),
    remedy: Words::new(
        "Write the number 1 without quotes, or remove the key.",
        "写数字 1，不加引号；或移除该键。",
    ),
    fix_label: Some(Words::new("Use the number 1", "使用数字 1")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let is_flag = |it: &&Member| {
        keys::FLAGS.contains(&it.name.as_str()) || keys::misspelled_flag(&it.name).is_some()
    };
    for member in aps.members().iter().filter(is_flag).take(walk::MOST) {
        let key = member.name.as_str();
        let pointer = format!("/aps/{}", escape_pointer(key));
        if let Some(flag) = keys::misspelled_flag(key) {
            let args = &[
                ("what", "spelling"),
                ("key", &excerpt(key)),
                ("meant", flag),
            ];
            out.body(
                Code::P007,
                &member.key,
                &pointer,
                args,
                respelled(context, aps, member, &pointer, flag),
            );
        } else if !member.value.is_one() {
            let is_off = is_off(&member.value);
            let must_be_on =
                key == "content-available" && context.push_type == Some(PushType::Background);
            let what = if is_off { "off" } else { "value" };
            let edit = if is_off && !must_be_on {
                context.document.remove(&pointer)
            } else {
                context.document.set_source(&pointer, "1")
            };
            let args = &[
                ("what", what),
                ("key", key),
                ("found", &context.shown(&member.value)),
            ];
            out.body(Code::P007, &member.value.range, &pointer, args, fix(edit));
        }
    }
}

fn is_off(value: &Node) -> bool {
    match &value.kind {
        NodeKind::Bool(is_on) => !is_on,
        NodeKind::Number(text) | NodeKind::String(text) => {
            matches!(text.as_str(), "0" | "0.0" | "false" | "no" | "")
        }
        NodeKind::Null => true,
        NodeKind::Array(_) | NodeKind::Object(_) => false,
    }
}

/// The flag under its right name with its right value; where that is already there, the misspelled one goes.
fn respelled(
    context: &Context<'_>,
    aps: &Node,
    member: &Member,
    pointer: &str,
    flag: &str,
) -> Vec<Edit> {
    let document = context.document;
    if aps.get(flag).is_some() || is_off(&member.value) {
        return fix(document.remove(pointer));
    }
    let Ok(renamed) = document.rename(pointer, flag) else {
        return Vec::new();
    };
    let renamed = document.patched(&renamed);
    match renamed.set_source(&format!("/aps/{flag}"), "1") {
        Ok(patch) => changed(document, &renamed.patched(&patch)),
        Err(_) => Vec::new(),
    }
}
