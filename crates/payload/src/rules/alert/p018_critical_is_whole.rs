//! P018: the level `critical` and a critical sound go together, and the app may send them.
//!
//! Why: with one half only, a muted phone stays silent or the level is another; and without the entitlement, which Apple grants to few apps, nothing of it works.
//! Example: `{"aps": {"alert": "Fire", "interruption-level": "critical", "sound": "default"}}`
//! Instead: `{"aps": {"alert": "Fire", "interruption-level": "critical", "sound": {"critical": 1, "name": "default", "volume": 1}}}`

use crate::document::{Node, excerpt};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P018,
    severity: Severity::Warning,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("Critical alerts", "重要警告"),
    message: Words::new(
        "A critical alert works only in apps that Apple granted the entitlement for critical alerts.",
        "重要警告只在 Apple 授予了重要警告权限的应用中有效。",
    ),
    cases: &[
        Case {
            what: "silent",
            message: Words::new(
                "The level is critical, but there is no critical sound: a muted phone stays silent.",
                "级别是 critical，但没有重要警告的声音：静音的手机不会响。",
            ),
            fix_label: None,
        },
        Case {
            what: "level",
            message: Words::new(
                "The sound is critical, but the level is {found}.",
                "声音是重要警告，但级别是 {found}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "A critical alert is heard although the phone is muted. It needs a sound with critical 1, and an entitlement that Apple grants on request.",
        "即使手机静音，重要警告也会响起。它需要 critical 为 1 的声音，以及向 Apple 申请的权限。",
    ),
    remedy: Words::new(
        "Use the level critical and a sound such as {\"critical\": 1, \"name\": \"default\", \"volume\": 1}, or neither.",
        "同时使用级别 critical 和 {\"critical\": 1, \"name\": \"default\", \"volume\": 1} 这样的声音，或都不用。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::CRITICAL,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let level = aps
        .get("interruption-level")
        .filter(|it| it.as_str().is_some());
    let sound = aps.get("sound");
    let is_level = level.and_then(Node::as_str) == Some("critical");
    let flag = sound
        .and_then(|it| it.get("critical"))
        .filter(|it| it.is_one());
    let (what, severity, at, pointer) = match (level, flag) {
        (Some(level), None) if is_level => (
            "silent",
            Severity::Warning,
            level,
            "/aps/interruption-level",
        ),
        (Some(level), Some(_)) if !is_level => {
            ("level", Severity::Warning, level, "/aps/interruption-level")
        }
        (_, Some(flag)) => ("entitlement", Severity::Hint, flag, "/aps/sound/critical"),
        _ => return,
    };
    let found = level.and_then(Node::as_str).unwrap_or_default();
    let args = &[("what", what), ("found", &*excerpt(found))];
    out.weighed((Code::P018, severity), &at.range, pointer, args, Vec::new());
}
