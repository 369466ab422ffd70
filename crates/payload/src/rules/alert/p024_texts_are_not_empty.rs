//! P024: a key whose text is empty is left out.
//!
//! Why: it costs bytes, and an empty line, group or category is never what was meant.
//! Example: `{"aps": {"alert": {"title": "", "body": "Hi"}, "category": ""}}`
//! Instead: `{"aps": {"alert": {"body": "Hi"}}}`

use crate::document::NodeKind;
use crate::finding::{Code, Severity};
use crate::keys::Kind;
use crate::push_type::PushType;
use crate::rules::{
    Context, Findings, Rule, Text, Words, apple,
    context::fix,
    {visible, walk},
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P024,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An empty text", "空文本"),
    message: Words::new(
        "{key} is empty and does nothing.",
        "{key} 是空的，不起作用。",
    ),
    cases: &[],
    why: Words::new(
        "An empty text costs bytes and has no effect, or another than you think: an empty sound is silent.",
        "空文本占用字节而没有效果，或效果与预期不同：空的 sound 不会发声。",
    ),
    remedy: Words::new(
        "Write something, or remove the key.",
        "写上内容，或移除该键。",
    ),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let has_badge = walk::is_there(aps.get("badge"));
    let has_words = aps
        .get("alert")
        .is_some_and(|alert| !visible::says_nothing(alert));
    let has_other_sound = context.document.has("/aps/alert/sound");
    // Where nothing is left to show, P002 says so.
    let is_nothing = context.push_type == Some(PushType::Alert)
        && !has_words
        && !has_badge
        && !walk::is_there(aps.get("sound"));
    walk::keys(context, &mut |spot| {
        let is_empty = match &spot.node.kind {
            NodeKind::String(text) => text.trim().is_empty(),
            NodeKind::Object(members) => members.is_empty() && spot.key() == "alert",
            _ => false,
        };
        if !is_empty {
            return false;
        }
        let Some(row) = spot.row(context).filter(|row| {
            matches!(
                row.kind,
                Kind::Text | Kind::Line | Kind::Alert | Kind::Sound
            ) && !row.is_legacy
                && row.push_types != [PushType::Liveactivity]
        }) else {
            return false;
        };
        let pointer = spot.pointer();
        if is_nothing && pointer.starts_with("/aps/alert") {
            return false;
        }
        // Without it another sound would come to light, or nothing would be left.
        let is_needed = has_other_sound || (!has_words && !has_badge);
        let fix = if row.name == "sound" && is_needed {
            Vec::new()
        } else {
            fix(context.document.remove(&pointer))
        };
        out.body(
            Code::P024,
            &spot.node.range,
            &pointer,
            &[("key", row.name)],
            fix,
        );
        true
    });
}
