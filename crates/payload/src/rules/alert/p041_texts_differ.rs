//! P041: the title, the subtitle and the body say different things.
//!
//! Why: it reads like a slip, and VoiceOver says it twice.
//! Example: `{"aps": {"alert": {"title": "Sale", "body": "Sale"}}}`
//! Instead: `{"aps": {"alert": {"title": "Sale", "body": "Everything at half price today."}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P041,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The same text twice", "文本重复"),
    message: Words::new(
        "{key} says the same as {other}.",
        "{key} 与 {other} 的内容相同。",
    ),
    cases: &[],
    why: Words::new(
        "People read the same line twice, and VoiceOver says it twice.",
        "人们会读到两遍相同的内容，VoiceOver 也会念两遍。",
    ),
    remedy: Words::new(
        "Say something else in one of them, or remove it.",
        "把其中一个改成别的内容，或将其移除。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let lines = walk::lines(context);
    for (index, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        let same = lines
            .iter()
            .take(index)
            .find(|it| it.text.trim().eq_ignore_ascii_case(text));
        if let Some(other) = same.filter(|_| !text.is_empty()) {
            let args = &[("key", walk::name(line)), ("other", walk::name(other))];
            out.body(Code::P041, line.range, line.pointer, args, Vec::new());
        }
    }
}
