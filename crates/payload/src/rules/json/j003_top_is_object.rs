//! J003: the payload is an object.
//!
//! Why: Apple looks for `aps` in a dictionary.
//! Example: `["Hi"]`
//! Instead: `{"aps": {"alert": "Hi"}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::J003,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The payload is not an object", "负载不是对象"),
    message: Words::new(
        "A payload begins with { and ends with }; this is something else.",
        "负载以 { 开头、以 } 结尾；这里不是。",
    ),
    cases: &[
        Case {
            what: "array",
            message: Words::new(
                "A payload begins with { and ends with }; this is a list in square brackets.",
                "负载以 { 开头、以 } 结尾；这里是方括号列表。",
            ),
            fix_label: None,
        },
        Case {
            what: "string",
            message: Words::new(
                "A payload begins with { and ends with }; this is only a text.",
                "负载以 { 开头、以 } 结尾；这里只是一段文本。",
            ),
            fix_label: None,
        },
        Case {
            what: "text-in-text",
            message: Words::new(
                "The whole payload stands in quotes, as a text inside a text.",
                "整个负载放在了引号里，成了文本中的文本。",
            ),
            fix_label: Some(Words::new("Take it out", "取出")),
        },
    ],
    why: Words::new(
        "Apple looks for the key aps, and only an object in curly brackets has keys.",
        "Apple 查找键 aps，而只有花括号中的对象才有键。",
    ),
    remedy: Words::new(
        "Put the content into {\"aps\": {…}}.",
        "把内容放进 {\"aps\": {…}}。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J003);
}
