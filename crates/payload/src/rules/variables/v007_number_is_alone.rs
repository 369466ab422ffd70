//! V007: a placeholder with `number` is alone in its string.
//!
//! Why: It becomes a bare number, which cannot have words around it.
//! Example: `"badge": "{{count:number}} new"`
//! Instead: `"badge": "{{count:number|0}}"`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V007,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("number is not alone in its string", "number 未独占字符串"),
    message: Words::new(
        "“{name}” is to be a number, but other text stands in the same string.",
        "“{name}”应为数字，但同一字符串中还有其他文本。",
    ),
    cases: &[Case {
        what: "header",
        message: Words::new(
            "“{name}” stands in a header, which has no JSON numbers. Leave :number out.",
            "“{name}”位于请求头中，那里没有 JSON 数字。请去掉 :number。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "The whole string becomes a bare JSON number.",
        "整个字符串会变成一个 JSON 数字。",
    ),
    remedy: Words::new(
        "Leave the placeholder alone between the quotes, or drop :number.",
        "引号之间只保留该占位符，或去掉 :number。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
