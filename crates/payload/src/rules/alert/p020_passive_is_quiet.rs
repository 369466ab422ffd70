//! P020: a passive push has no sound.
//!
//! Why: the level `passive` neither lights up the screen nor plays a sound.
//! Example: `{"aps": {"alert": "Hi", "interruption-level": "passive", "sound": "default"}}`
//! Instead: `{"aps": {"alert": "Hi", "interruption-level": "passive"}}`

use crate::document::Node;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, context::fix, visible, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P020,
    severity: Severity::Hint,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A passive push with a sound", "被动推送带有声音"),
    message: Words::new(
        "The sound is not heard: a passive push arrives without light and sound.",
        "声音不会播放：passive 推送送达时不亮屏，也不出声。",
    ),
    cases: &[],
    why: Words::new(
        "The level passive puts the notification into the list and disturbs nobody.",
        "级别 passive 只把通知放进列表，不打扰任何人。",
    ),
    remedy: Words::new(
        "Remove the sound, or choose the level active.",
        "移除声音，或选择级别 active。",
    ),
    fix_label: Some(Words::new("Remove the sound", "移除声音")),
    platforms: &[],
    apple: apple::LEVEL,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let is_passive = aps.get("interruption-level").and_then(Node::as_str) == Some("passive");
    let Some(sound) = aps.get("sound").filter(|it| walk::is_there(Some(it))) else {
        return;
    };
    // A critical sound is P018's business.
    if !is_passive || sound.get("critical").is_some_and(Node::is_one) {
        return;
    }
    let has_words = aps
        .get("alert")
        .is_some_and(|alert| !visible::says_nothing(alert));
    let has_other_sound = context.document.has("/aps/alert/sound");
    let fix = if (has_words || walk::is_there(aps.get("badge"))) && !has_other_sound {
        fix(context.document.remove("/aps/sound"))
    } else {
        Vec::new()
    };
    out.body(Code::P020, &sound.range, "/aps/sound", &[], fix);
}
