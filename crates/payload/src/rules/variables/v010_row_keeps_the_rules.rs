//! V010: each row's payload keeps the rules that the template keeps.
//!
//! Why: Values can break what the template promises: an alert that says nothing, a sound without name.
//! Example: `"alert": "{{text|}}"` and a row without text
//! Instead: `"alert": "{{text|News for you}}"`

use crate::finding::{Code, Severity};
use crate::rules::{Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V010,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A row breaks another rule", "某一行违反了其他规则"),
    message: Words::new(
        "With this row's values the payload breaks rule {code}.",
        "填入此行的值后，负载违反了规则 {code}。",
    ),
    cases: &[],
    why: Words::new(
        "Apple would refuse this row, or the phone would show nothing.",
        "Apple 会拒绝此行，或手机上不会显示任何内容。",
    ),
    remedy: Words::new(
        "Correct the row's value, or write a fallback that works.",
        "修正此行的值，或写上可用的备用文本。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
