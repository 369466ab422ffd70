//! V005: a placeholder has a fallback.
//!
//! Why: Audiences have gaps; each would keep a row from being sent.
//! Example: `{{name}}`
//! Instead: `{{name|there}}`

use crate::finding::{Code, Severity};
use crate::rules::{Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V005,
    severity: Severity::Hint,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The placeholder has no fallback", "占位符没有备用文本"),
    message: Words::new(
        "Rows without “{name}” cannot be sent, because the placeholder has no fallback.",
        "没有“{name}”的行无法发送，因为占位符没有备用文本。",
    ),
    cases: &[],
    why: Words::new(
        "One empty cell is enough to hold a row back.",
        "只要有一个空单元格，该行就无法发送。",
    ),
    remedy: Words::new(
        "Write what to say instead: {{name|there}}.",
        "写上替代文本：{{name|朋友}}。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
