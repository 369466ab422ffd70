//! J002: a key is there once.
//!
//! Why: readers disagree about which of two equal keys counts; most take the last.
//! Example: `{"badge": 1, "badge": 2}`
//! Instead: `{"badge": 2}`

use super::{Context, Findings, Rule, apple};
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::J002,
    severity: Severity::Error,
    title: "A key appears twice",
    message: "\"{key}\" appears again further down; only the last one counts.",
    cases: &[],
    why: "Given the same key twice, most readers take the last one and silently drop the other.",
    remedy: "Keep the one that you mean.",
    fix_label: Some("Remove this one"),
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J002);
}
