//! L015: the sound of a Live Activity is inside `alert`.
//!
//! Why: beside it the alert is silent.
//! Example: `{"aps": {"alert": {"title": "Goal"}, "sound": "default", …}}`
//! Instead: `{"aps": {"alert": {"title": "Goal", "sound": "default"}, …}}`
//!
//! Ordinary notifications have it the other way round, so P005 leaves these places to this rule.

use crate::document::NodeKind;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L015,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The sound is not in the alert", "声音不在 alert 中"),
    message: Words::new(
        "sound is not heard from here; in a Live Activity it belongs in alert.",
        "放在这里的 sound 不会播放；在实时活动中它应放在 alert 里。",
    ),
    cases: &[
        Case {
            what: "twice",
            message: Words::new(
                "There is a sound in alert already; this one is not heard.",
                "alert 中已有声音；这一个不会播放。",
            ),
            fix_label: Some(Words::new("Remove it", "移除")),
        },
        Case {
            what: "no-alert",
            message: Words::new(
                "A Live Activity plays a sound only together with an alert, and there is none.",
                "实时活动只在有 alert 时播放声音，而这里没有。",
            ),
            fix_label: Some(Words::new("Remove it", "移除")),
        },
    ],
    why: Words::new(
        "In a Live Activity the sound is a part of the alert, unlike in other notifications.",
        "与其他通知不同，实时活动的声音是 alert 的一部分。",
    ),
    remedy: Words::new(
        "Write \"alert\": {\"title\": \"…\", \"body\": \"…\", \"sound\": \"default\"}.",
        "写 \"alert\": {\"title\": \"…\", \"body\": \"…\", \"sound\": \"default\"}。",
    ),
    fix_label: Some(Words::new("Move it into alert", "移入 alert")),
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(root), Some(aps)) = (context.root(), context.aps()) else {
        return;
    };
    let (member, pointer) = match (aps.member("sound"), root.member("sound")) {
        (Some(member), _) => (member, "/aps/sound"),
        (None, Some(member)) => (member, "/sound"),
        (None, None) => return,
    };
    // A sound of another type is P005's business.
    if !matches!(member.value.kind, NodeKind::String(_) | NodeKind::Object(_)) {
        return;
    }
    let document = context.document;
    let (what, patch) = match aps.get("alert") {
        None => ("no-alert", document.remove(pointer)),
        Some(alert) if alert.get("sound").is_some() => ("twice", document.remove(pointer)),
        Some(_) => ("outside", document.relocate(pointer, "/aps/alert/sound")),
    };
    out.body(
        Code::L015,
        &member.key,
        pointer,
        &[("what", what)],
        fix(patch),
    );
}
