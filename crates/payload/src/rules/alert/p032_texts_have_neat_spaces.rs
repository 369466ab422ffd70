//! P032: texts have no white space at their ends, no doubled spaces, and titles no line breaks.
//!
//! Why: it looks like a slip, moves centered text, and a line break cuts a title.
//! Example: `{"aps": {"alert": {"title": " Sale \n today"}}}`
//! Instead: `{"aps": {"alert": {"title": "Sale today"}}}`

use crate::document::quote;
use crate::finding::{Code, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P032,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("White space in the text", "文本中的空白"),
    message: Words::new(
        "There is white space at the beginning or end of the text.",
        "文本开头或结尾有空白。",
    ),
    cases: &[
        Case {
            what: "double",
            message: Words::new("There are several spaces in a row.", "有多个连续的空格。"),
            fix_label: None,
        },
        Case {
            what: "break",
            message: Words::new(
                "A title is one line; what follows the line break may not be shown.",
                "标题只有一行；换行之后的内容可能不会显示。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "People see it as a slip, and the phone may cut a title at a line break.",
        "人们会觉得这是笔误，而且手机可能会在换行处截断标题。",
    ),
    remedy: Words::new(
        "Remove the white space that is too much.",
        "去掉多余的空白。",
    ),
    fix_label: Some(Words::new("Tidy it up", "整理")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    for line in walk::lines(context) {
        let trimmed = line.text.trim();
        let is_title = line.pointer.ends_with("title");
        let what = if is_title && trimmed.contains(['\n', '\r']) {
            "break"
        } else if trimmed.contains("  ") {
            "double"
        } else if trimmed.len() < line.text.len() {
            "edge"
        } else {
            continue;
        };
        // An empty text is P024's business.
        if !trimmed.is_empty() {
            let fix = walk::rewritten(line.range, quote(&tidy(trimmed, is_title)));
            out.body(Code::P032, line.range, line.pointer, &[("what", what)], fix);
        }
    }
}

/// One space for several, and for line breaks with the spaces around them where there is one line only.
fn tidy(text: &str, is_title: bool) -> String {
    let is_gap = |letter: char| letter == ' ' || (is_title && matches!(letter, '\n' | '\r'));
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if !is_gap(letter) {
            out.push(letter);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}
