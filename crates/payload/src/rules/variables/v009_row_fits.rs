//! V009: each row's payload is within Apple's limit.
//!
//! Why: Apple answers `PayloadTooLarge` to it, whatever the other rows have.
//! Example: a row whose text has 5,000 bytes
//! Instead: `{{text:truncate(200)}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V009,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A row is over Apple's limit", "某一行超过 Apple 的上限"),
    message: Words::new(
        "This row's payload has {bytes} bytes; Apple takes {limit}. Remove {excess}; the longest value is put in here.",
        "此行的负载有 {bytes} 字节；Apple 最多接受 {limit} 字节。请减少 {excess} 字节；最长的值填在此处。",
    ),
    cases: &[Case {
        what: "collapse-id",
        message: Words::new(
            "This row's collapse id has {bytes} bytes; Apple takes {limit}.",
            "此行的折叠 ID 有 {bytes} 字节；Apple 最多接受 {limit} 字节。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "Apple refuses what is too long. Letters beyond plain Latin and emoji count several bytes each.",
        "Apple 会拒绝过长的内容。基本拉丁字母以外的字符和表情符号每个占多个字节。",
    ),
    remedy: Words::new(
        "Cut the value with truncate(n), shorten the template, or shorten the cell.",
        "用 truncate(n) 截断该值，或缩短模板，或缩短单元格内容。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};
