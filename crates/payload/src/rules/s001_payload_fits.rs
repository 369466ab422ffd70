//! S001: what is sent is not longer than Apple takes.
//!
//! Why: Apple answers `PayloadTooLarge`.
//! Example: 5,000 bytes of text in an alert
//! Instead: a short text, and the rest fetched by the app

use super::context::Args;
use super::{Context, Findings, Rule, apple};
use crate::finding::{Code, Severity};
use crate::size::Sizes;

pub(super) const RULE: Rule = Rule {
    code: Code::S001,
    severity: Severity::Error,
    title: "The payload is over Apple's limit",
    message: "The payload has {sent} bytes; Apple takes {limit} for this push type. Remove {excess}.",
    cases: &[],
    why: "Apple refuses a payload that is too long. Letters beyond plain Latin and emoji count several bytes each; spaces between entries are not sent.",
    remedy: "Shorten the text, or send an id and let the app fetch the rest.",
    fix_label: None,
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let sizes = Sizes::of(context.document, context.push_type);
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
