//! P017: keys are the ones that Apple's pages name today.
//!
//! Why: today's systems ignore the old ones, and they cost bytes.
//! Example: `{"aps": {"alert": {"body": "Hi", "summary-arg": "Ada"}}}`
//! Instead: `{"aps": {"alert": {"body": "Hi"}}}`
//!
//! Website pushes keep `action`; `url-args` has a rule of its own.

use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple, context::fix, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P017,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A key is out of date", "键已过时"),
    message: Words::new(
        "Apple's pages no longer name {key}; today's systems ignore it.",
        "Apple 的文档已不再提及 {key}；如今的系统会忽略它。",
    ),
    cases: &[],
    why: Words::new(
        "The key was for older systems. It does no harm, but it does nothing and costs bytes.",
        "该键用于旧系统。它没有害处，但也不起作用，还占用字节。",
    ),
    remedy: Words::new(
        "Remove the key, unless you still send to very old systems.",
        "除非仍需向很旧的系统发送，否则请移除该键。",
    ),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if context.is_website() {
        return;
    }
    walk::keys(context, &mut |spot| {
        let Some(row) = spot
            .row(context)
            .filter(|row| row.is_legacy && row.name != "url-args")
        else {
            return false;
        };
        let pointer = spot.pointer();
        let at = spot.member.map_or(&spot.node.range, |member| &member.key);
        let fix = fix(context.document.remove(&pointer));
        out.body(Code::P017, at, &pointer, &[("key", row.name)], fix);
        true
    });
}
