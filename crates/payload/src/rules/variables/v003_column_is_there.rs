//! V003: the audience has a column of that name.
//!
//! Why: Without it the value is missing in every row.
//! Example: `{{first name}}` where the column is `First Name`
//! Instead: `{{First Name}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V003,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The audience has no such column", "受众中没有这一列"),
    message: Words::new(
        "The audience has no column “{name}”.",
        "受众中没有“{name}”这一列。",
    ),
    cases: &[Case {
        what: "near",
        message: Words::new(
            "The audience has no column “{name}”. Do you mean “{meant}”?",
            "受众中没有“{name}”这一列。是否指“{meant}”？",
        ),
        fix_label: Some(Words::new("Use that column", "使用该列")),
    }],
    why: Words::new(
        "Every row would get the fallback, or nothing.",
        "每一行都只会得到备用文本，或什么也没有。",
    ),
    remedy: Words::new(
        "Write the name as it stands at the head of the column, capital letters included.",
        "按列标题原样书写名称，大小写也要一致。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
