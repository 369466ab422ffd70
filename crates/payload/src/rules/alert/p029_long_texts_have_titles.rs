//! P029: a long alert is a title and a body.
//!
//! Why: Apple recommends the dictionary; one text has no title, and a long one is cut.
//! Example: `{"aps": {"alert": "On its way\nYour order has left the house."}}`
//! Instead: `{"aps": {"alert": {"title": "On its way", "body": "Your order has left the house."}}}`
//!
//! A short text needs no title; 60 characters is about what two lines of a banner hold.

use crate::document::quote;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, context::fix};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P029,
    severity: Severity::Hint,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A long alert without a title", "较长的提醒没有标题"),
    message: Words::new(
        "So long a text reads better with a title; Apple recommends an object with title and body.",
        "这样长的文本配上标题更易读；Apple 建议使用带 title 和 body 的对象。",
    ),
    cases: &[Case {
        what: "lines",
        message: Words::new(
            "The first line looks like a title; Apple recommends an object with title and body.",
            "第一行看起来像标题；Apple 建议使用带 title 和 body 的对象。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "The title is shown in bold, stands first in lists, and is all that Apple Watch shows at first.",
        "标题以粗体显示，在列表中排在最前，Apple Watch 起初也只显示标题。",
    ),
    remedy: Words::new(
        "Write an object: {\"title\": \"…\", \"body\": \"…\"}.",
        "写成对象：{\"title\": \"…\", \"body\": \"…\"}。",
    ),
    fix_label: Some(Words::new(
        "Make the first line the title",
        "把第一行作为标题",
    )),
    platforms: &[],
    apple: apple::PAYLOAD,
};

const LONG: usize = 60;

fn check(context: &Context<'_>, out: &mut Findings) {
    const PLACE: &str = "/aps/alert";
    let Some(alert) = context.document.node(PLACE) else {
        return;
    };
    let Some(text) = alert.as_str().map(str::trim) else {
        return;
    };
    let is_long = |text: &str| text.chars().nth(LONG).is_some();
    let (what, fix) = match text
        .split_once('\n')
        .map(|(first, rest)| (first.trim(), rest.trim()))
    {
        // JSON in quotes is P044's business.
        _ if text.starts_with('{') => return,
        Some((title, body)) if !is_long(title) => {
            let parts = format!("{{\"title\": {}, \"body\": {}}}", quote(title), quote(body));
            ("lines", fix(context.document.set(PLACE, &parts)))
        }
        _ if is_long(text) => ("long", Vec::new()),
        _ => return,
    };
    out.body(Code::P029, &alert.range, PLACE, &[("what", what)], fix);
}
