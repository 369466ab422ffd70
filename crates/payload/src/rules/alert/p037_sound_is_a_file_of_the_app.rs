//! P037: a sound is `default` or the name of an `aiff`, `wav` or `caf` file in the app.
//!
//! Why: the phone plays nothing else, looks only in the app, and plays the default sound or none instead.
//! Example: `{"aps": {"alert": "Hi", "sound": "chime.mp3"}}`
//! Instead: `{"aps": {"alert": "Hi", "sound": "chime.caf"}}`

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P037,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A sound that will not be played", "无法播放的声音"),
    message: Words::new(
        "The phone plays sounds that end in .caf, .aiff or .wav; {found} is none.",
        "手机播放以 .caf、.aiff 或 .wav 结尾的声音；{found} 不是。",
    ),
    cases: &[
        Case {
            what: "default",
            message: Words::new(
                "The default sound is spelled \"default\", in small letters; you wrote {found}.",
                "默认声音写作小写的“default”；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Use the default sound", "使用默认声音")),
        },
        Case {
            what: "path",
            message: Words::new(
                "A sound is the name of a file in the app, without a path or address; you wrote {found}.",
                "声音是应用内文件的名称，不含路径或网址；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "ending",
            message: Words::new(
                "The name of a sound has its ending, such as chime.caf; you wrote {found}.",
                "声音名称要带扩展名，例如 chime.caf；您写的是 {found}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The phone looks for the file in the app's bundle and in its folder Library/Sounds, and plays aiff, wav and caf of up to 30 seconds.",
        "手机在应用的套装和 Library/Sounds 文件夹中查找文件，播放不超过 30 秒的 aiff、wav 和 caf。",
    ),
    remedy: Words::new(
        "Write \"default\", or the name of a sound file in the app.",
        "写 \"default\"，或应用内声音文件的名称。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SOUND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    for pointer in [
        "/aps/sound",
        "/aps/sound/name",
        "/aps/alert/sound",
        "/aps/alert/sound/name",
    ] {
        let Some(node) = context.document.node(pointer) else {
            continue;
        };
        let name = node.as_str().unwrap_or_default().trim();
        let Some(what) = trouble(name) else { continue };
        let fix = if what == "default" {
            walk::rewritten(&node.range, "\"default\"".to_owned())
        } else {
            Vec::new()
        };
        out.body(
            Code::P037,
            &node.range,
            pointer,
            &[("what", what), ("found", &excerpt(name))],
            fix,
        );
    }
}

fn trouble(name: &str) -> Option<&'static str> {
    let is = |word: &&str| name.eq_ignore_ascii_case(word);
    if matches!(name, "" | "default") {
        return None;
    }
    if is(&"default") {
        return Some("default");
    }
    if name.contains(['/', '\\']) {
        return Some("path");
    }
    let Some((_, ending)) = name.rsplit_once('.') else {
        return Some("ending");
    };
    let is_played = ["caf", "aiff", "aif", "aifc", "wav"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(ending));
    (!is_played).then_some("format")
}
