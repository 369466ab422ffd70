//! J002: a key is there once.
//!
//! Why: readers disagree about which of two equal keys counts; most take the last.
//! Example: `{"badge": 1, "badge": 2}`
//! Instead: `{"badge": 2}`

use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::J002,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A key appears twice", "键重复"),
    message: Words::new(
        "\"{key}\" appears again further down; only the last one counts.",
        "“{key}”在后面又出现了一次；只有最后一个有效。",
    ),
    cases: &[],
    why: Words::new(
        "Given the same key twice, most readers take the last one and silently drop the other.",
        "遇到重复的键，多数程序会取最后一个，并悄悄丢弃另一个。",
    ),
    remedy: Words::new("Keep the one that you mean.", "保留您需要的那一个。"),
    fix_label: Some(Words::new("Remove this one", "移除这一个")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J002);
}
