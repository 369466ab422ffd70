//! P021: the sound dictionary is for critical alerts, with a volume above 0.
//!
//! Why: Apple documents the dictionary for critical alerts only; an ordinary sound has no volume.
//! Example: `{"aps": {"alert": "Hi", "sound": {"name": "chime.caf", "volume": 0.5}}}`
//! Instead: `{"aps": {"alert": "Hi", "sound": "chime.caf"}}`

use crate::document::{Node, NodeKind, quote};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, context::fix};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P021,
    severity: Severity::Warning,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A sound object for an ordinary alert",
        "普通提醒使用了声音对象",
    ),
    message: Words::new(
        "The object is for critical alerts; an ordinary sound is just its name, and has no volume.",
        "该对象用于重要警告；普通声音只写名称，没有音量。",
    ),
    cases: &[Case {
        what: "volume",
        message: Words::new(
            "A critical alert with volume 0 is not heard.",
            "音量为 0 的重要警告不会响起。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "Without critical 1 the volume does nothing. Apple describes the object for critical alerts only.",
        "没有 critical 1，音量不起作用。Apple 只为重要警告定义了该对象。",
    ),
    remedy: Words::new(
        "Write the name of the sound in quotes, or make it a critical alert.",
        "写上引号中的声音名称，或改为重要警告。",
    ),
    fix_label: Some(Words::new("Keep the name only", "只保留名称")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(sound) = context
        .aps()
        .and_then(|aps| aps.get("sound"))
        .filter(|it| it.is_object())
    else {
        return;
    };
    match sound.get("critical") {
        Some(flag) if flag.is_one() => {
            if let Some(volume) = sound.get("volume")
                && let NodeKind::Number(text) = &volume.kind
                && text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'-'))
            {
                out.body(
                    Code::P021,
                    &volume.range,
                    "/aps/sound/volume",
                    &[("what", "volume")],
                    Vec::new(),
                );
            }
        }
        // `true` is P005's business.
        Some(flag) if !matches!(flag.kind, NodeKind::Number(_) | NodeKind::Null) => {}
        _ => {
            let fix = match sound.get("name").and_then(Node::as_str) {
                Some(name) => fix(context.document.set_source("/aps/sound", &quote(name))),
                None => Vec::new(),
            };
            out.body(Code::P021, &sound.range, "/aps/sound", &[], fix);
        }
    }
}
