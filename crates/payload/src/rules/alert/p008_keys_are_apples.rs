//! P008: the keys of `aps` and `alert` are the ones that Apple reads.
//!
//! Why: Apple ignores what it does not know, so a slip goes unnoticed.
//! Example: `{"aps": {"bagde": 3}}`
//! Instead: `{"aps": {"badge": 3}}`

use crate::document::{Member, Node, escape_pointer, excerpt, quote};
use crate::finding::{Code, Finding, Place, Severity};
use crate::keys::{Home, Key};
use crate::rules::alert::{p036_headers_are_headers, p040_keys_are_for_apple};
use crate::rules::context::{fix, owned};
use crate::rules::{
    Case, Context, Findings, Rule, Text, Words, apple, invisible, keys, spelling, walk,
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P008,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A key of aps is not one of Apple's",
        "aps 中有 Apple 不认识的键",
    ),
    message: Words::new(
        "Apple does not know {key}; you probably mean {meant}.",
        "Apple 不认识 {key}；您可能想写 {meant}。",
    ),
    cases: &[
        Case {
            what: "misspelled",
            message: Words::new(
                "Apple does not know {key}; you probably mean {meant}.",
                "Apple 不认识 {key}；您可能想写 {meant}。",
            ),
            fix_label: Some(Words::new("Repair the spelling", "修正拼写")),
        },
        Case {
            what: "unknown",
            message: Words::new(
                "Apple does not know {key}; your own data belongs next to aps.",
                "Apple 不认识 {key}；您自己的数据应放在 aps 旁边。",
            ),
            fix_label: Some(Words::new("Move it next to aps", "移到 aps 旁边")),
        },
    ],
    why: Words::new(
        "Apple silently ignores every key in aps that it does not know.",
        "Apple 会悄悄忽略 aps 中所有不认识的键。",
    ),
    remedy: Words::new(
        "Correct the spelling; your own data belongs next to aps.",
        "修正拼写；您自己的数据应放在 aps 旁边。",
    ),
    fix_label: Some(Words::new("Repair the spelling", "修正拼写")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::keys(context, &mut |spot| {
        let (Some(home @ (Home::Aps | Home::Alert)), Some(member), Some(parent)) =
            (spot.home, spot.member, spot.parent)
        else {
            return false;
        };
        let key = member.name.as_str();
        if Key::is_known(Home::Aps, key)
            || Key::is_known(Home::Alert, key)
            || is_spoken_of(home, member)
            || belongs_beside(context, key)
        {
            return false;
        }
        let pointer = spot.pointer();
        if !misspelled(context, parent.node, member, &pointer, home, out) {
            unknown(context, member, pointer, out);
        }
        true
    });
}

/// Whether another rule says more about it.
fn is_spoken_of(home: Home, member: &Member) -> bool {
    let key = member.name.as_str();
    invisible::first(key, false).is_some()
        || keys::misspelled_flag(key).is_some()
        || p040_keys_are_for_apple::instead(key).is_some()
        || (home == Home::Aps
            && (p036_headers_are_headers::header(key, true).is_some()
                || (key == "aps" && member.value.is_object())))
}

/// What this push type reads beside `aps`, such as `container-identifier`: rules of the other push types say it.
fn belongs_beside(context: &Context<'_>, key: &str) -> bool {
    let row = Key::find(Home::Root, key, context.push_type);
    let is_read = |row: &Key| {
        context
            .push_type
            .is_some_and(|it| row.push_types.contains(&it))
    };
    row.is_some_and(is_read)
}

fn misspelled(
    context: &Context<'_>,
    parent: &Node,
    member: &Member,
    pointer: &str,
    home: Home,
    out: &mut Findings,
) -> bool {
    let Some(meant) = spelling::nearest(&member.name, &keys::names(home)) else {
        return false;
    };
    let fits =
        Key::find(home, meant, context.push_type).is_some_and(|key| key.kind.admits(&member.value));
    let fix = if fits && parent.get(meant).is_none() {
        walk::rewritten(&member.key, quote(meant))
    } else {
        Vec::new()
    };
    let args = &[
        ("what", "misspelled"),
        ("key", &excerpt(&member.name)),
        ("meant", meant),
    ];
    out.body(Code::P008, &member.key, pointer, args, fix);
    true
}

/// Data of the app that is in the wrong place does no harm.
fn unknown(context: &Context<'_>, member: &Member, from: String, out: &mut Findings) {
    let to = format!("/{}", escape_pointer(&member.name));
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
