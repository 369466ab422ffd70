//! J005: the text does not begin with a byte-order mark.
//!
//! Why: RFC 8259 forbids senders to add one, and many readers stumble over it.
//! Example: `\u{feff}{"aps": {}}`
//! Instead: `{"aps": {}}`

use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::J005,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The text begins with a byte-order mark",
        "文本以字节顺序标记开头",
    ),
    message: Words::new(
        "There is an invisible mark before the first bracket, which some editors write into files.",
        "第一个括号之前有一个不可见的标记，某些编辑器会把它写进文件。",
    ),
    cases: &[],
    why: Words::new(
        "JSON must not begin with a byte-order mark, and many readers stumble over it.",
        "JSON 不能以字节顺序标记开头，许多程序会因此出错。",
    ),
    remedy: Words::new("Remove the mark.", "移除该标记。"),
    fix_label: Some(Words::new("Remove the mark", "移除标记")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J005);
}
