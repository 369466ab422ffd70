//! P005: `sound` is a name or a dictionary, and stands in `aps`.
//!
//! Why: anything else is silent.
//! Example: `{"aps": {"alert": "Hi", "sound": true}}`
//! Instead: `{"aps": {"alert": "Hi", "sound": "default"}}`

use crate::document::{Node, NodeKind, is_fraction};
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::{fix, owned};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P005,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "sound has the wrong type or place",
        "sound 的类型或位置不对",
    ),
    message: Words::new(
        "sound must be the name of a sound, such as \"default\"; you wrote {found}.",
        "sound 必须是声音的名称，例如 \"default\"；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "outside",
            message: Words::new(
                "sound is not heard from here; it belongs directly in aps.",
                "放在这里的 sound 不会播放；它应直接放在 aps 中。",
            ),
            fix_label: Some(Words::new("Move it into aps", "移入 aps")),
        },
        Case {
            what: "critical",
            message: Words::new(
                "critical must be the number 1; you wrote {found}.",
                "critical 必须是数字 1；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Use the number", "使用数字")),
        },
        Case {
            what: "name",
            message: Words::new(
                "name must be the name of a sound in quotes; you wrote {found}.",
                "name 必须是引号中的声音名称；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "volume",
            message: Words::new(
                "volume must be a number from 0 to 1; you wrote {found}.",
                "volume 必须是 0 到 1 之间的数字；您写的是 {found}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "A sound that Apple cannot read is not heard. The object with critical, name and volume is for critical alerts.",
        "Apple 无法读取的声音不会播放。带 critical、name 和 volume 的对象用于重要警告。",
    ),
    remedy: Words::new(
        "Write \"default\" or the name of a sound file in the app.",
        "写 \"default\" 或应用内声音文件的名称。",
    ),
    fix_label: Some(Words::new("Use the default sound", "使用默认声音")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    match aps.get("sound") {
        Some(sound) => match &sound.kind {
            NodeKind::String(_) | NodeKind::Null => {}
            NodeKind::Object(_) => dictionary(context, sound, out),
            _ => out.body(
                Code::P005,
                &sound.range,
                "/aps/sound",
                &[("found", &context.shown(sound))],
                repaired(context, sound),
            ),
        },
        None => misplaced(context, out),
    }
}

const DEFAULT: &str = "\"default\"";

/// `true` and `1` mean the default sound; the rest is anybody's guess.
fn repaired(context: &Context<'_>, sound: &Node) -> Vec<Edit> {
    match sound.kind {
        NodeKind::Bool(true) => fix(context.document.set_source("/aps/sound", DEFAULT)),
        _ if sound.is_one() => fix(context.document.set_source("/aps/sound", DEFAULT)),
        _ => Vec::new(),
    }
}

fn dictionary(context: &Context<'_>, sound: &Node, out: &mut Findings) {
    for member in sound.members() {
        let value = &member.value;
        let what = match (member.name.as_str(), &value.kind) {
            ("critical", NodeKind::Number(text)) if matches!(text.as_str(), "0" | "1") => continue,
            (_, NodeKind::Null) | ("name", NodeKind::String(_)) => continue,
            ("volume", NodeKind::Number(text)) if is_fraction(text) => {
                continue;
            }
            ("critical", _) => "critical",
            ("name", _) => "name",
            ("volume", _) => "volume",
            _ => continue,
        };
        let pointer = format!("/aps/sound/{what}");
        let fix = match (what, &value.kind) {
            ("critical", NodeKind::Bool(is_on)) => {
                let number = if *is_on { "1" } else { "0" };
                fix(context.document.set_source(&pointer, number))
            }
            _ => Vec::new(),
        };
        out.body(
            Code::P005,
            &value.range,
            &pointer,
            &[("what", what), ("found", &context.shown(value))],
            fix,
        );
    }
}

/// Beside `aps`, or inside `alert` where only Live Activities have it; their places are L015's business.
fn misplaced(context: &Context<'_>, out: &mut Findings) {
    if context.push_type == Some(PushType::Liveactivity) {
        return;
    }
    for pointer in &["/aps/alert/sound", "/sound"] {
        let Some(sound) = context.document.node(pointer) else {
            continue;
        };
        let is_sound = matches!(sound.kind, NodeKind::String(_) | NodeKind::Object(_));
        // Beside `aps` it may be data of the app's own.
        let weight = match *pointer {
            "/sound" if !is_sound => continue,
            "/sound" => Severity::Warning,
            _ => Severity::Error,
        };
        let place = Place::Body {
            range: sound.range.clone(),
            pointer: (*pointer).to_owned(),
        };
        let fix = if is_sound {
            fix(context.document.relocate(pointer, "/aps/sound"))
        } else {
            Vec::new()
        };
        out.add(Finding {
            code: Code::P005,
            severity: weight,
            place,
            args: owned(&[("what", "outside")]),
            fix,
        });
        return;
    }
}
