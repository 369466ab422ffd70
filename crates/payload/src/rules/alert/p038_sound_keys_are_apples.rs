//! P038: the sound dictionary has `critical`, `name` and `volume`.
//!
//! Why: Apple ignores every other key, so a slip goes unnoticed.
//! Example: `{"aps": {"alert": "Hi", "sound": {"critical": 1, "Volume": 1}}}`
//! Instead: `{"aps": {"alert": "Hi", "sound": {"critical": 1, "volume": 1}}}`

use crate::document::{excerpt, quote};
use crate::finding::{Code, Severity};
use crate::keys::{Home, Key};
use crate::rules::{
    Case, Context, Findings, Rule, Text, Words, apple,
    context::fix,
    {invisible, keys, spelling, walk},
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P038,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A key of sound is not one of Apple's",
        "sound 中有 Apple 不认识的键",
    ),
    message: Words::new(
        "Apple does not know {key} in sound; it reads critical, name and volume.",
        "Apple 不认识 sound 中的 {key}；它读取 critical、name 和 volume。",
    ),
    cases: &[Case {
        what: "misspelled",
        message: Words::new(
            "Apple does not know {key} in sound; you probably mean {meant}.",
            "Apple 不认识 sound 中的 {key}；您可能想写 {meant}。",
        ),
        fix_label: Some(Words::new("Repair the spelling", "修正拼写")),
    }],
    why: Words::new(
        "Apple silently ignores what it does not know, and the alert sounds other than you think.",
        "Apple 会悄悄忽略不认识的键，提醒的声音会与预期不同。",
    ),
    remedy: Words::new(
        "Correct the spelling, or remove the key.",
        "修正拼写，或移除该键。",
    ),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::keys(context, &mut |spot| {
        let (Some(Home::Sound), Some(member), Some(parent)) = (spot.home, spot.member, spot.parent)
        else {
            return false;
        };
        let key = member.name.as_str();
        if Key::is_known(Home::Sound, key) || invisible::first(key, false).is_some() {
            return false;
        }
        let pointer = spot.pointer();
        let meant = spelling::nearest(key, &keys::names(Home::Sound));
        let fits = |meant: &str, value| {
            Key::find(Home::Sound, meant, None).is_some_and(|key| key.kind.admits(value))
        };
        let (what, fix) = match meant {
            None => ("unknown", fix(context.document.remove(&pointer))),
            Some(meant) if parent.node.get(meant).is_none() && fits(meant, &member.value) => {
                ("misspelled", walk::rewritten(&member.key, quote(meant)))
            }
            Some(_) => ("misspelled", Vec::new()),
        };
        let args = &[
            ("what", what),
            ("key", &*excerpt(key)),
            ("meant", meant.unwrap_or_default()),
        ];
        out.body(Code::P038, &member.key, &pointer, args, fix);
        true
    });
}
