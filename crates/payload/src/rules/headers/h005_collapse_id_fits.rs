//! H005: `apns-collapse-id` has at most 64 bytes of plain characters.
//!
//! Why: Apple answers `BadCollapseId` to a longer one.
//! Example: a collapse id that is a whole sentence
//! Instead: `apns-collapse-id: match-42`

use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::rules::context::Args;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H005,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The collapse id is too long", "折叠 ID 过长"),
    message: Words::new(
        "The collapse id has {bytes} bytes; Apple takes {limit}.",
        "折叠 ID 有 {bytes} 字节；Apple 最多接受 {limit} 字节。",
    ),
    cases: &[Case {
        what: "characters",
        message: Words::new(
            "The collapse id may contain only plain Latin letters, digits and symbols, with no spaces at its ends.",
            "折叠 ID 只能包含基本拉丁字母、数字和符号，首尾不能有空格。",
        ),
        fix_label: Some(Words::new("Remove the spaces at its ends", "移除首尾空格")),
    }],
    why: Words::new(
        "Apple refuses a longer collapse id. Letters beyond plain Latin count more than one byte each.",
        "Apple 会拒绝更长的折叠 ID。基本拉丁字母以外的字符每个超过一个字节。",
    ),
    remedy: Words::new(
        "Use a short id, such as match-42.",
        "使用简短的 ID，例如 match-42。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

const LIMIT_BYTES: usize = 64;

fn check(context: &Context<'_>, out: &mut Findings) {
    let typed = context.headers.collapse_id.as_str();
    // A header is plain text: what is not printable ASCII would not survive the way to Apple.
    let is_plain =
        |text: &str| text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim() == text;
    if typed.len() > LIMIT_BYTES {
        let args: Args<'_> = &[
            ("bytes", &typed.len().to_string()),
            ("limit", &LIMIT_BYTES.to_string()),
        ];
        out.header(Code::H005, HeaderName::CollapseId, args, Vec::new());
    } else if !is_plain(typed) {
        let trimmed = typed.trim();
        let fix = is_plain(trimmed).then(|| Edit::Header {
            name: HeaderName::CollapseId,
            value: trimmed.to_owned(),
        });
        out.header(
            Code::H005,
            HeaderName::CollapseId,
            &[("what", "characters")],
            fix.into_iter().collect(),
        );
    }
}
