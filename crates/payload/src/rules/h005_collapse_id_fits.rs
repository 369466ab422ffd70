//! H005: `apns-collapse-id` has at most 64 bytes of plain characters.
//!
//! Why: Apple answers `BadCollapseId` to a longer one.
//! Example: a collapse id that is a whole sentence
//! Instead: `apns-collapse-id: match-42`

use super::context::Args;
use super::{Case, Context, Findings, Rule, apple};
use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;

pub(super) const RULE: Rule = Rule {
    code: Code::H005,
    severity: Severity::Error,
    title: "The collapse id is too long",
    message: "The collapse id has {bytes} bytes; Apple takes {limit}.",
    cases: &[Case {
        what: "characters",
        message: "The collapse id may contain only plain Latin letters, digits and symbols, with no spaces at its ends.",
        fix_label: Some("Remove the spaces at its ends"),
    }],
    why: "Apple refuses a longer collapse id. Letters beyond plain Latin count more than one byte each.",
    remedy: "Use a short id, such as match-42.",
    fix_label: None,
    apple: apple::SEND,
    check,
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
