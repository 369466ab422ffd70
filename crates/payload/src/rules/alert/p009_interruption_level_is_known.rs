//! P009: `interruption-level` is one of Apple's four.
//!
//! Why: any other value falls back to `active`, so an urgent push is not urgent.
//! Example: `{"aps": {"alert": "Hi", "interruption-level": "urgent"}}`
//! Instead: `{"aps": {"alert": "Hi", "interruption-level": "time-sensitive"}}`

use crate::alert::InterruptionLevel;
use crate::document::{NodeKind, quote};
use crate::finding::{Code, Severity};
use crate::keys::INTERRUPTION_LEVELS;
use crate::rules::context::fix;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, spelling};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P009,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "interruption-level is not one of Apple's",
        "interruption-level 的值无效",
    ),
    message: Words::new(
        "interruption-level must be passive, active, time-sensitive or critical; you wrote {found}.",
        "interruption-level 必须是 passive、active、time-sensitive 或 critical；您写的是 {found}。",
    ),
    cases: &[],
    why: Words::new(
        "The phone does not know any other level and treats the push as an ordinary one.",
        "手机不认识其他级别，会当作普通推送处理。",
    ),
    remedy: Words::new(
        "Choose one of the four. time-sensitive and critical need an entitlement in the app.",
        "从四个值中选择一个。time-sensitive 和 critical 需要应用具备相应权限。",
    ),
    fix_label: Some(Words::new("Repair the spelling", "修正拼写")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(level) = context.aps().and_then(|aps| aps.get("interruption-level")) else {
        return;
    };
    if matches!(level.kind, NodeKind::Null) {
        return;
    }
    if level
        .as_str()
        .is_some_and(|level| InterruptionLevel::parse(level).is_some())
    {
        return;
    }
    let meant = level
        .as_str()
        .and_then(|level| spelling::nearest(level, INTERRUPTION_LEVELS));
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
