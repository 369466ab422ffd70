//! S002: a payload is not close to the limit.
//!
//! Why: a longer name or another language can push it over.
//! Example: 4,000 of 4,096 bytes
//! Instead: some room for what is filled in later

use crate::finding::{Code, Severity};
use crate::rules::size;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::S002,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The payload is close to Apple's limit",
        "负载接近 Apple 的上限",
    ),
    message: Words::new(
        "The payload has {sent} of {limit} bytes; {left} are left.",
        "负载已用 {limit} 字节中的 {sent} 字节；还剩 {left} 字节。",
    ),
    cases: &[Case {
        what: "full",
        message: Words::new(
            "The payload has exactly the {limit} bytes that Apple takes.",
            "负载正好是 Apple 允许的 {limit} 字节。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "A longer name, another language or one more emoji can push it over, and Apple then refuses it whole.",
        "更长的名字、另一种语言或多一个表情符号都可能使其超限，届时 Apple 会整条拒绝。",
    ),
    remedy: Words::new(
        "Shorten the text, or send an id and let the app fetch the rest.",
        "缩短文本，或只发送一个 ID，由应用获取其余内容。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some((sizes, sent)) = size::tight(context) else {
        return;
    };
    if let (Some(left), Some(root)) = (sizes.limit.checked_sub(sent), context.document.root()) {
        let what = if left == 0 { "full" } else { "" };
        let args = &[
            ("what", what),
            ("sent", &sent.to_string()),
            ("limit", &sizes.limit.to_string()),
            ("left", &left.to_string()),
        ];
        out.body(Code::S002, &root.range, "", args, Vec::new());
    }
}
