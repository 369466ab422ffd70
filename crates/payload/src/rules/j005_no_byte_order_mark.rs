//! J005: the text does not begin with a byte-order mark.
//!
//! Why: RFC 8259 forbids senders to add one, and many readers stumble over it.
//! Example: `\u{feff}{"aps": {}}`
//! Instead: `{"aps": {}}`

use super::{Context, Findings, Rule, apple};
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::J005,
    severity: Severity::Error,
    title: "The text begins with a byte-order mark",
    message: "There is an invisible mark before the first bracket, which some editors write into files.",
    cases: &[],
    why: "JSON must not begin with a byte-order mark, and many readers stumble over it.",
    remedy: "Remove the mark.",
    fix_label: Some("Remove the mark"),
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J005);
}
