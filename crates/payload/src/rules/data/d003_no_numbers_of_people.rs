//! D003: data beside `aps` has no card or phone numbers.
//!
//! Why: a payload passes through logs and servers in clear.
//! Example: `{"aps": {"alert": "Hi"}, "phone": "+15550100100"}`
//! Instead: `{"aps": {"alert": "Hi"}, "customer": 7}`
//!
//! A card number is recognized by its beginning, its length and its check digit, so ids and dates are not taken for one.

use crate::document::{NodeKind, excerpt};
use crate::finding::{Code, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::D003,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A card or phone number in clear", "明文银行卡号或电话号码"),
    message: Words::new(
        "{key} holds a phone number in clear.",
        "{key} 中有明文的电话号码。",
    ),
    cases: &[Case {
        what: "card",
        message: Words::new(
            "{key} holds what looks like the number of a payment card.",
            "{key} 的内容像是银行卡号。",
        ),
        fix_label: None,
    }],
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
        let (NodeKind::String(text) | NodeKind::Number(text)) = &spot.node.kind else {
            return false;
        };
        if spot.is_apples || !(9..=24).contains(&text.len()) {
            return false;
        }
        let what = if is_card(text) {
            "card"
        } else if is_phone(text) {
            "phone"
        } else {
            return false;
        };
        let args = &[("what", what), ("key", &*excerpt(spot.key()))];
        out.body(
            Code::D003,
            &spot.node.range,
            &spot.pointer(),
            args,
            Vec::new(),
        );
        true
    });
}

fn is_card(text: &str) -> bool {
    let is_written_so = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-'));
    let digits: Vec<u8> = text
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|byte| byte - b'0')
        .collect();
    let begins = match digits[..] {
        [3, 4 | 7, ..] => digits.len() == 15,
        [4, ..] | [5, 1..=5, ..] | [2, 2..=7, ..] | [6, 0, 1, 1, ..] | [6, 2 | 5, ..] => {
            digits.len() == 16
        }
        _ => false,
    };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| match u32::from(*digit) << (index % 2) {
            double @ 10.. => double - 9,
            digit => digit,
        })
        .sum();
    is_written_so && begins && sum.is_multiple_of(10)
}

/// With its country's number: `+1 (555) 010-0100`.
fn is_phone(text: &str) -> bool {
    let count = text.bytes().filter(u8::is_ascii_digit).count();
    let is_written_so = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'(' | b')' | b'.'))
    };
    (8..=15).contains(&count) && text.strip_prefix('+').is_some_and(is_written_so)
}
