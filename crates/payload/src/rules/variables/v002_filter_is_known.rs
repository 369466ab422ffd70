//! V002: behind a colon stands one of the filters.
//!
//! Why: An unknown filter changes nothing, and the placeholder would be sent as it stands.
//! Example: `{{name:uper}}`
//! Instead: `{{name:upper}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V002,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The filter is not known", "未知的过滤器"),
    message: Words::new(
        "There is no filter “{found}”. There are upper, lower, capitalize, trim, truncate(n), url and number.",
        "没有过滤器“{found}”。可用的有 upper、lower、capitalize、trim、truncate(n)、url 和 number。",
    ),
    cases: &[
        Case {
            what: "near",
            message: Words::new(
                "There is no filter “{found}”. Do you mean {filter}?",
                "没有过滤器“{found}”。是否指 {filter}？",
            ),
            fix_label: Some(Words::new("Use this filter", "使用此过滤器")),
        },
        Case {
            what: "length",
            message: Words::new(
                "“{found}” needs the most characters to keep, from 1 to 65535: truncate(20).",
                "“{found}”需要最多保留的字符数（1 至 65535）：truncate(20)。",
            ),
            fix_label: None,
        },
        Case {
            what: "argument",
            message: Words::new("“{found}” takes no argument.", "“{found}”不接受参数。"),
            fix_label: None,
        },
    ],
    why: Words::new(
        "A slip in a filter would go out to everybody.",
        "过滤器写错会影响每一个人。",
    ),
    remedy: Words::new(
        "Use one of the filters, such as {{name:capitalize}} or {{text:truncate(20)}}.",
        "使用可用的过滤器，例如 {{name:capitalize}} 或 {{text:truncate(20)}}。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
