//! P009: `interruption-level` is one of Apple's four.
//!
//! Why: any other value falls back to `active`, so an urgent push is not urgent.
//! Example: `{"aps": {"alert": "Hi", "interruption-level": "urgent"}}`
//! Instead: `{"aps": {"alert": "Hi", "interruption-level": "time-sensitive"}}`

use super::context::fix;
use super::{Context, Findings, Rule, apple, spelling};
use crate::alert::InterruptionLevel;
use crate::document::quote;
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::P009,
    severity: Severity::Error,
    title: "interruption-level is not one of Apple's",
    message: "interruption-level must be passive, active, time-sensitive or critical; you wrote {found}.",
    cases: &[],
    why: "The phone does not know any other level and treats the push as an ordinary one.",
    remedy: "Choose one of the four. time-sensitive and critical need an entitlement in the app.",
    fix_label: Some("Repair the spelling"),
    apple: apple::PAYLOAD,
    check,
};

const LEVELS: &[&str] = &["passive", "active", "time-sensitive", "critical"];

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(level) = context.aps().and_then(|aps| aps.get("interruption-level")) else {
        return;
    };
    if level
        .as_str()
        .is_some_and(|level| InterruptionLevel::parse(level).is_some())
    {
        return;
    }
    let meant = level
        .as_str()
        .and_then(|level| spelling::nearest(level, LEVELS));
    let fix = meant.map_or_else(Vec::new, |meant| {
        fix(context
            .document
            .set_source("/aps/interruption-level", &quote(meant)))
    });
    out.body(
        Code::P009,
        &level.range,
        "/aps/interruption-level",
        &[("found", &context.shown(level))],
        fix,
    );
}
