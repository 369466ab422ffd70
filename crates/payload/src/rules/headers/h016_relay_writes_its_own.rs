//! H016: a draft carries no header that the relay writes itself.
//!
//! Why: what stands there is not sent, and a provider token in a file is a secret in clear.
//! Example: `authorization: bearer eyJ…`
//! Instead: nothing: the relay signs each push
//!
//! A finding never shows the value of such a header.

use crate::finding::{Code, Finding, Place, Severity};
use crate::rules::context::owned;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H016,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A header that is written for you", "由系统自动填写的标头"),
    message: Words::new(
        "The header {found} is written when the push is sent; what stands here is not used.",
        "标头 {found} 会在发送时自动填写；这里的内容不会使用。",
    ),
    cases: &[
        Case {
            what: "secret",
            message: Words::new(
                "The header {found} holds a secret: whoever reads this file can send in your name for up to an hour. Remove it.",
                "标头 {found} 含有机密：能读到此文件的人可在一小时内以您的名义发送推送。请将其删除。",
            ),
            fix_label: None,
        },
        Case {
            what: "encoding",
            message: Words::new(
                "Apple takes no compressed payload; the header {found} is not sent.",
                "Apple 不接受压缩的负载；标头 {found} 不会被发送。",
            ),
            fix_label: None,
        },
        Case {
            what: "answer",
            message: Words::new(
                "The header {found} belongs to Apple's answers; it is not sent.",
                "标头 {found} 属于 Apple 的应答；不会被发送。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The push is signed, addressed and measured when it is sent; a copied header cannot be right then.",
        "推送在发送时才签名、定址和计算长度；复制来的标头届时不可能正确。",
    ),
    remedy: Words::new("Remove the header.", "移除此标头。"),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

/// Header names in lower case, and the sentence for each.
const WRITTEN: &[(&str, &str)] = &[
    ("authorization", "secret"),
    ("content-encoding", "encoding"),
    ("apns-unique-id", "answer"),
    (":status", "answer"),
    (":authority", ""),
    (":method", ""),
    (":path", ""),
    (":scheme", ""),
    ("accept", ""),
    ("accept-encoding", ""),
    ("apns-request-id", ""),
    ("connection", ""),
    ("content-length", ""),
    ("content-type", ""),
    ("host", ""),
    ("transfer-encoding", ""),
    ("user-agent", ""),
];

/// The row of a header that the relay writes.
pub(super) fn kind(name: &str) -> Option<&'static (&'static str, &'static str)> {
    WRITTEN
        .iter()
        .find(|(written, _)| written.eq_ignore_ascii_case(name))
}

fn check(context: &Context<'_>, out: &mut Findings) {
    for (name, what) in context
        .headers
        .others
        .iter()
        .filter_map(|(name, _)| kind(name))
    {
        let severity = match *what {
            "secret" | "encoding" => Severity::Warning,
            _ => Severity::Hint,
        };
        out.add(Finding {
            code: Code::H016,
            severity,
            place: Place::Headers,
            args: owned(&[("what", what), ("found", name)]),
            fix: Vec::new(),
        });
    }
}
