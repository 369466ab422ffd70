//! J004: arrays and objects nest at most 32 deep.
//!
//! Why: nothing sensible nests deeper, and devices may give up on it.
//! Example: `[[[[…]]]]`
//! Instead: a flat list

use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::J004,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("It nests too deeply", "嵌套过深"),
    message: Words::new(
        "Brackets are nested more than {limit} deep here.",
        "这里的括号嵌套超过 {limit} 层。",
    ),
    cases: &[],
    why: Words::new(
        "Apple names no limit, but nothing sensible nests so deeply, and readers give up somewhere.",
        "Apple 没有规定上限，但合理的数据不会嵌套这么深，而且程序迟早会放弃读取。",
    ),
    remedy: Words::new(
        "Flatten the data, or send an id and let the app fetch the rest.",
        "请让数据更扁平，或只发送一个 ID，由应用获取其余内容。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J004);
}
