//! P007: `content-available` and `mutable-content` are the number 1.
//!
//! Why: any other value or spelling is ignored, and the app is not woken.
//! Example: `{"aps": {"content_available": true}}`
//! Instead: `{"aps": {"content-available": 1}}`

use super::context::{changed, fix};
use super::{Case, Context, Findings, Rule, apple, keys};
use crate::document::{Member, Node, NodeKind, escape_pointer, excerpt};
use crate::finding::{Code, Edit, Severity};
use crate::push_type::PushType;

pub(super) const RULE: Rule = Rule {
    code: Code::P007,
    severity: Severity::Error,
    title: "A flag is not the number 1",
    message: "{key} must be the number 1; you wrote {found}.",
    cases: &[
        Case {
            what: "value",
            message: "{key} must be the number 1; you wrote {found}.",
            fix_label: Some("Use the number 1"),
        },
        Case {
            what: "off",
            message: "{key} is either 1 or not there at all; you wrote {found}.",
            fix_label: Some("Repair the flag"),
        },
        Case {
            what: "spelling",
            message: "Apple does not know {key}; it is spelled {meant}.",
            fix_label: Some("Repair the spelling"),
        },
    ],
    why: "Apple reads exactly \"content-available\": 1 and \"mutable-content\": 1; true, \"1\" or an underscore is ignored.",
    remedy: "Write the number 1 without quotes, or remove the key.",
    fix_label: Some("Use the number 1"),
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    for member in aps.members() {
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
        } else if keys::FLAGS.contains(&key) && !member.value.is_one() {
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
