//! P044: an object is written without quotes around it.
//!
//! Why: a text is shown as it is, with brackets and quotes.
//! Example: `{"aps": {"alert": "{\"title\": \"Hi\"}"}}`
//! Instead: `{"aps": {"alert": {"title": "Hi"}}}`

use crate::document::{Document, Node};
use crate::finding::{Code, Severity};
use crate::keys::{Home, Key};
use crate::rules::{Context, Findings, Rule, Text, Words, apple, context::fix, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P044,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The alert is JSON in quotes", "提醒是引号中的 JSON"),
    message: Words::new(
        "People would see brackets and quotes: this is an object that was put in quotes.",
        "人们会看到括号和引号：这是一个被放进引号的对象。",
    ),
    cases: &[],
    why: Words::new(
        "What stands in quotes is text, and text is shown letter by letter.",
        "引号中的内容是文本，会逐字显示。",
    ),
    remedy: Words::new(
        "Remove the quotes around the object, and the backslashes in it.",
        "去掉对象外面的引号和其中的反斜杠。",
    ),
    fix_label: Some(Words::new("Take it out of the quotes", "去掉引号")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    for line in walk::lines(context) {
        if !line.text.trim_start().starts_with('{') {
            continue;
        }
        let inner = Document::parse(line.text);
        let Some(object) = inner
            .root()
            .filter(|it| it.is_object() && !it.members().is_empty())
        else {
            continue;
        };
        let is_known = object
            .members()
            .iter()
            .all(|it| Key::is_known(Home::Alert, &it.name) && it.value.as_str().is_some());
        let fix = if is_known && line.pointer == "/aps/alert" {
            fix(context.document.set(
                line.pointer,
                inner.root().map_or("", |it: &Node| inner.source(it)),
            ))
        } else {
            Vec::new()
        };
        out.body(Code::P044, line.range, line.pointer, &[], fix);
    }
}
