//! P042: categories, groups, sounds and localization keys have no white space around them.
//!
//! Why: they are compared letter by letter.
//! Example: `{"aps": {"alert": "Hi", "category": "NEWS "}}`
//! Instead: `{"aps": {"alert": "Hi", "category": "NEWS"}}`

use crate::document::quote;
use crate::finding::{Code, Severity};
use crate::keys::Kind;
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P042,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("White space around a name", "名称首尾有空格"),
    message: Words::new(
        "{key} begins or ends with white space, so it will not be found.",
        "{key} 的首尾有空白，因此会找不到。",
    ),
    cases: &[],
    why: Words::new(
        "The phone compares these names letter by letter with what the app registered.",
        "手机会把这些名称与应用注册的内容逐字比较。",
    ),
    remedy: Words::new("Remove the white space.", "去掉空白。"),
    fix_label: Some(Words::new("Remove the white space", "去掉空白")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::keys(context, &mut |spot| {
        let (Some(text), Some(row)) = (spot.node.as_str(), spot.row(context)) else {
            return false;
        };
        let name = text.trim();
        // What only a Live Activity reads has rules of its own.
        let is_activity = row.push_types == [PushType::Liveactivity] && row.kind != Kind::Sound;
        let is_name = match row.kind {
            Kind::Text => !matches!(
                row.name,
                "title" | "subtitle" | "body" | "summary-arg" | "action"
            ),
            Kind::Sound => true,
            _ => false,
        };
        if !is_name || is_activity || name.is_empty() || name.len() == text.len() {
            return false;
        }
        let fix = walk::rewritten(&spot.node.range, quote(name));
        out.body(
            Code::P042,
            &spot.node.range,
            &spot.pointer(),
            &[("key", row.name)],
            fix,
        );
        true
    });
}
