//! S001: what is sent is not longer than Apple takes.
//!
//! Why: Apple answers `PayloadTooLarge`.
//! Example: 5,000 bytes of text in an alert
//! Instead: a short text, and the rest fetched by the app

use crate::finding::{Code, Severity};
use crate::rules::context::Args;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::size::Sizes;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::S001,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The payload is over Apple's limit", "负载超过 Apple 的上限"),
    message: Words::new(
        "The payload has {sent} bytes; Apple takes {limit} for this push type. Remove {excess}.",
        "负载有 {sent} 字节；Apple 对此推送类型最多接受 {limit} 字节。请减少 {excess} 字节。",
    ),
    cases: &[],
    why: Words::new(
        "Apple refuses a payload that is too long. Letters beyond plain Latin and emoji count several bytes each; spaces between entries are not sent.",
        "Apple 会拒绝过长的负载。基本拉丁字母以外的字符和表情符号每个占多个字节；各项之间的空白不会发送。",
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
    let sizes = Sizes::of_draft(context.document, context.headers);
    let (Some(sent), Some(root)) = (sizes.as_sent, context.document.root()) else {
        return;
    };
    if sent > sizes.limit {
        let args: Args<'_> = &[
            ("sent", &sent.to_string()),
            ("limit", &sizes.limit.to_string()),
            ("excess", &sizes.excess().to_string()),
        ];
        out.body(Code::S001, &root.range, "", args, Vec::new());
    }
}
