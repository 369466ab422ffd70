//! V008: what `number` gets is a number as JSON has it.
//!
//! Why: Anything else would break the payload.
//! Example: `1,000`, `007`, `three`
//! Instead: `1000`, `7`, `3`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V008,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The value is not a number", "值不是数字"),
    message: Words::new(
        "“{found}” in column “{name}” is not a number as JSON has it.",
        "“{name}”列中的“{found}”不是有效的 JSON 数字。",
    ),
    cases: &[Case {
        what: "fallback",
        message: Words::new(
            "The fallback “{found}” is not a number as JSON has it.",
            "备用文本“{found}”不是有效的 JSON 数字。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "A badge or a date must be a bare number: no separators, no leading zeros, no plus sign.",
        "角标和日期必须是纯数字：不能有千位分隔符、前导零或加号。",
    ),
    remedy: Words::new(
        "Write it like 3, 1000 or 0.5.",
        "写成 3、1000 或 0.5 这样的形式。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
