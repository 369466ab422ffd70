//! D001: data beside `aps` has no e-mail address.
//!
//! Why: a payload passes through logs and servers in clear.
//! Example: `{"aps": {"alert": "Hi"}, "user": "ada@example.com"}`
//! Instead: `{"aps": {"alert": "Hi"}, "user": 7}`
//!
//! What is shown is on the Lock Screen anyway; this is about what people do not see.

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::rules::data::d002_no_secret_in_clear;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::D001,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An e-mail address in clear", "明文电子邮件地址"),
    message: Words::new(
        "{key} holds an e-mail address in clear.",
        "{key} 中有明文的电子邮件地址。",
    ),
    cases: &[],
    why: Words::new(
        "Apple asks for nothing personal in the payload. It passes through logs, tools and servers as it is.",
        "Apple 要求负载中不要包含个人信息。它会原样经过日志、工具和服务器。",
    ),
    remedy: Words::new(
        "Send an id, and let the app look up the rest.",
        "发送一个 ID，由应用查询其余内容。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::values(context, &mut |spot| {
        let Some(text) = spot.node.as_str() else {
            return false;
        };
        if spot.is_apples || !has_address(text) || d002_no_secret_in_clear::is_secret(text) {
            return false;
        }
        out.body(
            Code::D001,
            &spot.node.range,
            &spot.pointer(),
            &[("key", &excerpt(spot.key()))],
            Vec::new(),
        );
        true
    });
}

fn has_address(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| {
        let is_name =
            text[..at].ends_with(|last: char| last.is_ascii_alphanumeric() || last == '_');
        let host = text[at + 1..]
            .split(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '.' | '-'))
            .next();
        let (host, ending) = host
            .and_then(|host| host.trim_end_matches('.').rsplit_once('.'))
            .unwrap_or_default();
        let is_host = host.starts_with(|first: char| first.is_ascii_alphanumeric())
            && ending.len() > 1
            && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
        // `icon@2x.png` is a picture.
        is_name && is_host && !matches!(host, "2x" | "3x")
    })
}
