//! V006: placeholders stand where they are filled: in strings of the payload and in the collapse id.
//!
//! Why: Anywhere else they would be sent as they stand.
//! Example: `{"{{key}}": 1}`
//! Instead: `{"key": "{{key}}"}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V006,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A placeholder is where it is not filled",
        "占位符位于不会填充的位置",
    ),
    message: Words::new(
        "Placeholders are not filled in keys, only in values.",
        "占位符不会在键中填充，只会在值中填充。",
    ),
    cases: &[Case {
        what: "header",
        message: Words::new(
            "Placeholders are not filled in {found}; among the headers only apns-collapse-id can have them.",
            "占位符不会在 {found} 中填充；请求头中只有 apns-collapse-id 可以使用。",
        ),
        fix_label: None,
    }],
    why: Words::new("The app would get the braces.", "应用会收到花括号原文。"),
    remedy: Words::new("Put the placeholder into a value.", "把占位符放到值中。"),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
