//! P008: the keys of `aps` and `alert` are the ones that Apple reads.
//!
//! Why: Apple ignores what it does not know, so a slip goes unnoticed.
//! Example: `{"aps": {"bagde": 3}}`
//! Instead: `{"aps": {"badge": 3}}`

use super::context::{fix, owned};
use super::{Case, Context, Findings, Rule, apple, keys, spelling};
use crate::document::{Member, Node, escape_pointer, excerpt};
use crate::finding::{Code, Finding, Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::P008,
    severity: Severity::Warning,
    title: "A key of aps is not one of Apple's",
    message: "Apple does not know {key}; you probably mean {meant}.",
    cases: &[
        Case {
            what: "misspelled",
            message: "Apple does not know {key}; you probably mean {meant}.",
            fix_label: Some("Repair the spelling"),
        },
        Case {
            what: "unknown",
            message: "Apple does not know {key}; your own data belongs next to aps.",
            fix_label: Some("Move it next to aps"),
        },
    ],
    why: "Apple silently ignores every key in aps that it does not know.",
    remedy: "Correct the spelling; your own data belongs next to aps.",
    fix_label: Some("Repair the spelling"),
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    for member in aps.members() {
        let key = member.name.as_str();
        let is_known = keys::APS.contains(&key)
            || keys::ALERT.contains(&key)
            || keys::misspelled_flag(key).is_some();
        if !is_known && !misspelled(context, aps, member, "/aps", keys::APS, out) {
            unknown(context, member, out);
        }
    }
    let Some(alert) = aps.get("alert") else {
        return;
    };
    for member in alert.members() {
        let key = member.name.as_str();
        if !keys::ALERT.contains(&key) && !keys::APS.contains(&key) {
            misspelled(context, alert, member, "/aps/alert", keys::ALERT, out);
        }
    }
}

fn misspelled(
    context: &Context<'_>,
    parent: &Node,
    member: &Member,
    at: &str,
    known: &[&'static str],
    out: &mut Findings,
) -> bool {
    let Some(meant) = spelling::nearest(&member.name, known) else {
        return false;
    };
    let pointer = format!("{at}/{}", escape_pointer(&member.name));
    let fix = if parent.get(meant).is_none() {
        fix(context.document.rename(&pointer, meant))
    } else {
        Vec::new()
    };
    let args = &[
        ("what", "misspelled"),
        ("key", &excerpt(&member.name)),
        ("meant", meant),
    ];
    out.body(Code::P008, &member.key, &pointer, args, fix);
    true
}

/// Data of the app that is in the wrong place does no harm.
fn unknown(context: &Context<'_>, member: &Member, out: &mut Findings) {
    let key = escape_pointer(&member.name);
    let (from, to) = (format!("/aps/{key}"), format!("/{key}"));
    let fix = if context.document.has(&to) {
        Vec::new()
    } else {
        fix(context.document.relocate(&from, &to))
    };
    let place = Place::Body {
        range: member.key.clone(),
        pointer: from,
    };
    let args = &[("what", "unknown"), ("key", &excerpt(&member.name))];
    out.add(Finding {
        code: Code::P008,
        severity: Severity::Hint,
        place,
        args: owned(args),
        fix,
    });
}
