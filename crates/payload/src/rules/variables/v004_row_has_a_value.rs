//! V004: a row has a value, or the placeholder a fallback.
//!
//! Why: The text would have a gap: “Hi !”.
//! Example: `{{name}}` and a row without name
//! Instead: `{{name|there}}`

use crate::finding::{Code, Severity};
use crate::rules::{Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V004,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A row has no value", "某一行没有值"),
    message: Words::new(
        "This row has no “{name}”, and the placeholder has no fallback.",
        "此行没有“{name}”，占位符也没有备用文本。",
    ),
    cases: &[],
    why: Words::new(
        "The person would read a text with a gap.",
        "用户会看到有空缺的文本。",
    ),
    remedy: Words::new(
        "Write a fallback, {{name|there}}, complete the row, or leave it out. {{name|}} says that nothing may stand there.",
        "写上备用文本，如 {{name|朋友}}；或补全此行；或去掉此行。{{name|}} 表示允许留空。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
