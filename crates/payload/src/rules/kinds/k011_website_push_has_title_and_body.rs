//! K011: a website push has an alert with `title` and `body`.
//!
//! Why: Safari shows these two, and a button when there is an `action`.
//! Example: `apns-topic: web.com.example` with `{"aps": {"alert": "News", "url-args": []}}`
//! Instead: `{"aps": {"alert": {"title": "News", "body": "Read it"}, "url-args": []}}`
//!
//! Texts of an app cannot be localized here: there is no app. An alert that says nothing at all is P002's business.

use crate::document::{Node, NodeKind};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Platform, Rule, Text, Words, apple, visible};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K011,
    severity: Severity::Error,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A website push without title and body",
        "网站推送没有标题和正文",
    ),
    message: Words::new(
        "A website push needs {key} in the alert.",
        "网站推送的 alert 中需要 {key}。",
    ),
    cases: &[Case {
        what: "object",
        message: Words::new(
            "The alert of a website push must be an object with title and body.",
            "网站推送的 alert 必须是带 title 和 body 的对象。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "Safari shows title and body of the alert and reads no other key of it but action.",
        "Safari 显示 alert 的 title 和 body，此外只读取 action。",
    ),
    remedy: Words::new(
        "Write \"alert\": {\"title\": \"…\", \"body\": \"…\"}.",
        "写 \"alert\": {\"title\": \"…\", \"body\": \"…\"}。",
    ),
    fix_label: None,
    platforms: &[Platform::Macos],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps().filter(|_| context.is_website()) else {
        return;
    };
    let Some(alert) = aps.get("alert") else {
        if aps.get("badge").is_some() || aps.get("sound").is_some() {
            out.body(
                Code::K011,
                &aps.range,
                "/aps",
                &[("what", "object")],
                Vec::new(),
            );
        }
        return;
    };
    match &alert.kind {
        _ if visible::says_nothing(alert) => {}
        NodeKind::Object(_) => {
            let missing = ["title", "body"]
                .into_iter()
                .find(|key| alert.get(key).is_none_or(is_blank));
            if let Some(key) = missing {
                out.body(
                    Code::K011,
                    &alert.range,
                    "/aps/alert",
                    &[("key", key)],
                    Vec::new(),
                );
            }
        }
        NodeKind::String(_) => {
            out.body(
                Code::K011,
                &alert.range,
                "/aps/alert",
                &[("what", "object")],
                Vec::new(),
            );
        }
        // Another type is P004's business.
        _ => {}
    }
}

fn is_blank(value: &Node) -> bool {
    let is_empty = value.as_str().is_some_and(|text| text.trim().is_empty());
    is_empty || matches!(value.kind, NodeKind::Null)
}
