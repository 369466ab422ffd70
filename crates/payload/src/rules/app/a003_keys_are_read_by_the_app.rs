//! A003: every key is one that the app reads.
//!
//! Why: Swift's decoding ignores what it does not know. That is harmless, and often on purpose; so a hint. A slip in the name
//! of an optional property is a warning: nothing fails, and the value never arrives.
//! Example: `{"aps": {"content-state": {"drivername": "Ada"}}}` for `var driverName: String?`
//! Instead: `{"aps": {"content-state": {"driverName": "Ada"}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A003,
    severity: Severity::Hint,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The app does not read this key", "App 不读取这个键"),
    message: Words::new(
        "The app does not read {key}: {type} has no such property.",
        "App 不读取 {key}：{type} 没有这个属性。",
    ),
    cases: &[
        Case {
            what: "unknown",
            message: Words::new(
                "The app does not read {key}: {type} has no such property.",
                "App 不读取 {key}：{type} 没有这个属性。",
            ),
            fix_label: None,
        },
        Case {
            what: "constant",
            message: Words::new(
                "The app does not read {key}: in {type} it has a fixed value or is lazy.",
                "App 不读取 {key}：它在 {type} 中有固定值，或者是 lazy 属性。",
            ),
            fix_label: None,
        },
        Case {
            what: "misspelled",
            message: Words::new(
                "The app does not read {key}; {type} has {near}.",
                "App 不读取 {key}；{type} 中有 {near}。",
            ),
            fix_label: Some(Words::new("Repair the spelling", "更正拼写")),
        },
    ],
    why: Words::new(
        "What the app does not know is ignored, and it takes bytes of the limit.",
        "App 不认识的内容会被忽略，并且占用字节限额。",
    ),
    remedy: Words::new(
        "Correct the spelling, or leave the key out.",
        "更正拼写，或者去掉这个键。",
    ),
    fix_label: Some(Words::new("Repair the spelling", "更正拼写")),
    platforms: &[],
    apple: apple::LIVE_UPDATES,
};
