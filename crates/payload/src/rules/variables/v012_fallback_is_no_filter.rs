//! V012: behind the bar stands a fallback, not a filter.
//!
//! Why: Other template languages write filters behind a bar; here people without value would read the filter's name.
//! Example: `{{name | upper}}`, `{{name | default: "friend"}}`
//! Instead: `{{name:upper}}`, `{{name|friend}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V012,
    severity: Severity::Warning,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The fallback looks like a filter", "备用文本看起来像过滤器"),
    message: Words::new(
        "Behind the bar stands the fallback, so rows without value would read “{found}”.",
        "竖线后面是备用文本，没有值的行会显示“{found}”。",
    ),
    cases: &[
        Case {
            what: "filter",
            message: Words::new(
                "Behind the bar stands the fallback, so rows without value would read “{found}”. A filter follows a colon.",
                "竖线后面是备用文本，没有值的行会显示“{found}”。过滤器应写在冒号后。",
            ),
            fix_label: Some(Words::new("Make it a filter", "改为过滤器")),
        },
        Case {
            what: "default",
            message: Words::new(
                "Behind the bar stands the fallback as it is, so rows without value would read “{found}”.",
                "竖线后面的备用文本会原样使用，没有值的行会显示“{found}”。",
            ),
            fix_label: Some(Words::new("Keep the text only", "只保留文本")),
        },
    ],
    why: Words::new(
        "Liquid, Jinja and others write filters so; this is their most common slip here.",
        "Liquid、Jinja 等模板语言这样写过滤器；这是最常见的误写。",
    ),
    remedy: Words::new(
        "Write {{name:upper}} for a filter and {{name|friend}} for a fallback.",
        "过滤器写成 {{name:upper}}，备用文本写成 {{name|朋友}}。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
