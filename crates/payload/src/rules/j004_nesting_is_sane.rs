//! J004: arrays and objects nest at most 32 deep.
//!
//! Why: nothing sensible nests deeper, and devices may give up on it.
//! Example: `[[[[…]]]]`
//! Instead: a flat list

use super::{Context, Findings, Rule, apple};
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::J004,
    severity: Severity::Error,
    title: "It nests too deeply",
    message: "Brackets are nested more than {limit} deep here.",
    cases: &[],
    why: "Apple names no limit, but nothing sensible nests so deeply, and readers give up somewhere.",
    remedy: "Flatten the data, or send an id and let the app fetch the rest.",
    fix_label: None,
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J004);
}
