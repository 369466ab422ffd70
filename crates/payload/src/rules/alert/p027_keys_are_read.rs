//! P027: the keys of `aps` are ones that this push type reads.
//!
//! Why: Apple ignores the others, or the push has the wrong type.
//! Example: `apns-push-type: liveactivity` with `"badge": 3`
//! Instead: send the badge in an alert push

use crate::document::{Member, Node, NodeKind};
use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::keys::{EVENTS, Home, Key};
use crate::push_type::PushType;
use crate::rules::{
    Case, Context, Findings, Rule, Text, Words, apple,
    context::fix,
    {keys, visible, walk},
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P027,
    severity: Severity::Warning,
    push_types: &[
        PushType::Alert,
        PushType::Background,
        PushType::Liveactivity,
        PushType::Widgets,
        PushType::Controls,
    ],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A key that this push type does not read",
        "此推送类型不读取的键",
    ),
    message: Words::new(
        "{key} does nothing in a push of type {type}; it is for {types}.",
        "{key} 在 {type} 类型的推送中不起作用；它用于 {types}。",
    ),
    cases: &[Case {
        what: "activity",
        message: Words::new(
            "{key} belongs to a Live Activity, but this push is sent as {type}.",
            "{key} 属于实时活动，但此推送以 {type} 发送。",
        ),
        fix_label: Some(Words::new(
            "Send it as liveactivity",
            "以 liveactivity 发送",
        )),
    }],
    why: Words::new(
        "Each push type reads its own keys and ignores the others.",
        "每种推送类型只读取自己的键，忽略其他键。",
    ),
    remedy: Words::new(
        "Remove the key, or choose the push type that reads it.",
        "移除该键，或选择会读取它的推送类型。",
    ),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(kind), Some(aps)) = (context.push_type, context.aps()) else {
        return;
    };
    let severity = if does_nothing(kind, aps) {
        Severity::Error
    } else {
        Severity::Warning
    };
    let mut is_activity_said = false;
    walk::keys(context, &mut |spot| {
        let is_its_place = match spot.home {
            Some(Home::Aps) => true,
            Some(Home::Alert) => kind == PushType::Liveactivity,
            _ => false,
        };
        let Some((row, member)) = spot.row(context).zip(spot.member) else {
            return false;
        };
        if !is_its_place
            || row.push_types.contains(&kind)
            || has_its_own_rule(kind, row, &member.value)
        {
            return false;
        }
        let pointer = spot.pointer();
        if row.push_types == [PushType::Liveactivity] {
            // Of a broadcast B001 says it.
            if !is_activity_said && !context.headers.is_broadcast() {
                let args = &[
                    ("what", "activity"),
                    ("key", row.name),
                    ("type", kind.as_str()),
                ];
                out.weighed(
                    (Code::P027, severity),
                    &member.key,
                    &pointer,
                    args,
                    as_activity(context, aps),
                );
            }
            return !std::mem::replace(&mut is_activity_said, true);
        }
        let types: Vec<&str> = row.push_types.iter().map(|it| it.as_str()).collect();
        let args = &[
            ("key", row.name),
            ("type", kind.as_str()),
            ("types", &types.join(", ")),
        ];
        // Without it a sound in the alert would come to light, which is no better.
        let is_cover = row.name == "sound" && context.document.has("/aps/alert/sound");
        let fix = if severity == Severity::Error || is_cover {
            Vec::new()
        } else {
            fix(context.document.remove(&pointer))
        };
        out.weighed((Code::P027, severity), &member.key, &pointer, args, fix);
        true
    });
}

/// What P006, P007, P013, P017, P026 and the rules of Live Activities, calls and MDM say.
fn has_its_own_rule(kind: PushType, row: &Key, value: &Node) -> bool {
    let is_visible = matches!(row.name, "alert" | "badge" | "sound");
    let is_line = matches!(
        row.name,
        "title-loc-key" | "title-loc-args" | "loc-key" | "loc-args"
    );
    row.is_legacy
        || matches!(value.kind, NodeKind::Null)
        || kind == PushType::Mdm
        || (matches!(kind, PushType::Background | PushType::Voip) && is_visible)
        || (kind == PushType::Liveactivity && (is_line || row.name == "sound"))
}

/// An alert without anything to show, or a background push without its flag, that has what another push type reads.
fn does_nothing(kind: PushType, aps: &Node) -> bool {
    let is_there = |key| walk::is_there(aps.get(key));
    match kind {
        PushType::Alert => {
            let is_shown = aps
                .get("alert")
                .is_some_and(|alert| !visible::says_nothing(alert));
            keys::is_for_other_types(aps) && !is_shown && !is_there("badge") && !is_there("sound")
        }
        PushType::Background => {
            keys::is_for_other_types(aps) && !aps.get("content-available").is_some_and(Node::is_one)
        }
        _ => false,
    }
}

/// Only where all that is there belongs to the update or the end of an activity.
fn as_activity(context: &Context<'_>, aps: &Node) -> Vec<Edit> {
    let reads = |member: &Member| {
        Key::find(Home::Aps, &member.name, Some(PushType::Liveactivity))
            .is_some_and(|row| row.push_types.contains(&PushType::Liveactivity))
    };
    let event = aps.get("event").and_then(Node::as_str).unwrap_or_default();
    let is_whole = EVENTS[1..].contains(&event)
        && aps.get("timestamp").is_some()
        && aps.get("content-state").is_some_and(Node::is_object)
        && aps.get("alert").is_none()
        && aps.members().iter().all(reads);
    if !is_whole {
        return Vec::new();
    }
    let edit = |name, value: &str| Edit::Header {
        name,
        value: value.to_owned(),
    };
    let mut edits = vec![edit(HeaderName::PushType, PushType::Liveactivity.as_str())];
    if !context.headers.topic.is_empty() {
        edits.push(edit(HeaderName::Topic, ""));
    }
    edits
}
