//! V011: a value has no control characters or other signs that nobody sees.
//!
//! Why: They come from copied cells and can look like empty boxes on a phone.
//! Example: `Ada\u0000`
//! Instead: `Ada`

use crate::finding::{Code, Severity};
use crate::rules::{Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V011,
    severity: Severity::Hint,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A value has invisible characters", "值中含有不可见字符"),
    message: Words::new(
        "The value of “{name}” has an invisible character ({found}).",
        "“{name}”的值中含有不可见字符（{found}）。",
    ),
    cases: &[],
    why: Words::new(
        "They are sent as they are; phones show nothing for them, or a box.",
        "它们会原样发送；手机上可能不显示，或显示为方框。",
    ),
    remedy: Words::new("Clean the cell.", "清理该单元格。"),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
