//! P011: `mutable-content` comes with an alert that has a text.
//!
//! Why: the extension runs for alerts that are shown only.
//! Example: `{"aps": {"mutable-content": 1, "badge": 3}}`
//! Instead: `{"aps": {"mutable-content": 1, "alert": "Hi"}}`

use super::context::fix;
use super::{Context, Findings, Rule, apple, visible};
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::P011,
    severity: Severity::Warning,
    title: "mutable-content without an alert",
    message: "mutable-content does nothing without an alert that has a text.",
    cases: &[],
    why: "The app's service extension only runs for an alert that can be shown.",
    remedy: "Write a title or a text, or remove mutable-content.",
    fix_label: Some("Remove mutable-content"),
    apple: apple::SERVICE_EXTENSION,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let Some(flag) = aps.get("mutable-content").filter(|flag| flag.is_one()) else {
        return;
    };
    if aps.get("alert").is_none_or(visible::says_nothing) {
        out.body(
            Code::P011,
            &flag.range,
            "/aps/mutable-content",
            &[],
            fix(context.document.remove("/aps/mutable-content")),
        );
    }
}
