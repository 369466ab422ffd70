//! H007: `apns-id` is a UUID in lower case.
//!
//! Why: Apple answers `BadMessageId` to anything else.
//! Example: `apns-id: push-42`
//! Instead: `apns-id: 123e4567-e89b-12d3-a456-426614174000`
//!
//! Apple asks for lower case, while its own answers have been seen in upper case: upper case weighs less.

use crate::document::excerpt;
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::headers::HeaderName;
use crate::rules::context::owned;
use crate::rules::headers::h017_values_are_plain::is_plain;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H007,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The id of the push is not a UUID", "推送 ID 不是 UUID"),
    message: Words::new(
        "The id must be a UUID such as 123e4567-e89b-12d3-a456-426614174000; you wrote {found}.",
        "ID 必须是 UUID，例如 123e4567-e89b-12d3-a456-426614174000；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "case",
            message: Words::new(
                "The id has capital letters; Apple asks for lower case.",
                "ID 中有大写字母；Apple 要求小写。",
            ),
            fix_label: Some(Words::new("Use lower case", "改为小写")),
        },
        Case {
            what: "hyphens",
            message: Words::new(
                "The id is a UUID without its hyphens.",
                "ID 是缺少连字符的 UUID。",
            ),
            fix_label: Some(Words::new("Add the hyphens", "补上连字符")),
        },
        Case {
            what: "wrapping",
            message: Words::new(
                "The id has something around it: {found}.",
                "ID 前后有多余的内容：{found}。",
            ),
            fix_label: Some(Words::new("Keep the UUID alone", "只保留 UUID")),
        },
    ],
    why: Words::new(
        "Apple refuses a push whose id is not a UUID.",
        "Apple 会拒绝 ID 不是 UUID 的推送。",
    ),
    remedy: Words::new(
        "Leave the id empty: every push then gets one of its own.",
        "ID 留空即可：每条推送会自动获得自己的 ID。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let typed = context.headers.id.as_str();
    if typed.is_empty() || is_canonical(typed) || !is_plain(typed) {
        return;
    }
    let bare = bare(typed);
    let meant = hyphenated(bare);
    let (what, severity) = match &meant {
        None => ("text", Severity::Error),
        Some(_) if bare.len() < typed.len() => ("wrapping", Severity::Error),
        Some(_) if !bare.contains('-') => ("hyphens", Severity::Error),
        Some(_) => ("case", Severity::Warning),
    };
    let fix = meant.map(|value| Edit::Header {
        name: HeaderName::Id,
        value,
    });
    out.add(Finding {
        code: Code::H007,
        severity,
        place: Place::Header {
            name: HeaderName::Id,
        },
        args: owned(&[("what", what), ("found", &excerpt(typed))]),
        fix: fix.into_iter().collect(),
    });
}

/// Without what programs write around a UUID.
fn bare(typed: &str) -> &str {
    let typed = typed.trim_matches([' ', '{', '}', '(', ')', '<', '>', '"', '\'']);
    typed.strip_prefix("urn:uuid:").unwrap_or(typed)
}

/// The UUID of 32 digits, with or without hyphens in their places.
fn hyphenated(text: &str) -> Option<String> {
    let digits = text.replace('-', "").to_ascii_lowercase();
    if digits.len() != 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let uuid = [
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    ]
    .join("-");
    (!text.contains('-') || text.eq_ignore_ascii_case(&uuid)).then_some(uuid)
}

fn is_canonical(text: &str) -> bool {
    hyphenated(text).is_some_and(|uuid| uuid == text)
}
