//! L029: the sound in a Live Activity's alert is a name.
//!
//! Why: anything else is silent.
//! Example: `{"aps": {"alert": {"title": "Goal", "sound": true}, …}}`
//! Instead: `{"aps": {"alert": {"title": "Goal", "sound": "default"}, …}}`
//!
//! The object of critical alerts is left alone: Apple's page does not say that it is refused here.

use crate::document::NodeKind;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L029,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The alert's sound has the wrong type", "提醒声音的类型不对"),
    message: Words::new(
        "The sound of the alert must be a name, such as \"default\"; you wrote {found}.",
        "提醒的声音必须是名称，例如 \"default\"；您写的是 {found}。",
    ),
    cases: &[],
    why: Words::new(
        "A sound that the phone cannot read is not heard.",
        "手机无法读取的声音不会播放。",
    ),
    remedy: Words::new(
        "Write \"default\" or the name of a sound file in the app.",
        "写 \"default\" 或应用内声音文件的名称。",
    ),
    fix_label: Some(Words::new("Use the default sound", "使用默认声音")),
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    const AT: &str = "/aps/alert/sound";
    let Some(sound) = context.document.node(AT) else {
        return;
    };
    let fix = match sound.kind {
        NodeKind::String(_) | NodeKind::Object(_) | NodeKind::Null => return,
        NodeKind::Bool(true) => fix(context.document.set_source(AT, "\"default\"")),
        _ if sound.is_one() => fix(context.document.set_source(AT, "\"default\"")),
        _ => Vec::new(),
    };
    let args = &[("found", &*context.shown(sound))];
    out.body(Code::L029, &sound.range, AT, args, fix);
}
