//! P001: `aps` is there and is an object.
//!
//! Why: everything that Apple reads is inside it.
//! Example: `{"alert": "Hi"}`
//! Instead: `{"aps": {"alert": "Hi"}}`

use crate::document::{Document, Node, escape_pointer, excerpt};
use crate::finding::{Code, Edit, Severity};
use crate::push_type::PushType;
use crate::rules::alert::{p033_message_is_apples, p034_aps_is_at_the_top};
use crate::rules::context::{changed, fix};
use crate::rules::kinds::k002_mdm_is_for_mdm;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, invisible, keys};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P001,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("aps is missing", "缺少 aps"),
    message: Words::new(
        "There is no aps, and everything that Apple reads is in it.",
        "没有 aps，而 Apple 读取的内容都在其中。",
    ),
    cases: &[
        Case {
            what: "not-an-object",
            message: Words::new(
                "aps must be an object in curly brackets; you wrote {found}.",
                "aps 必须是花括号中的对象；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Take it out of the quotes", "去掉引号")),
        },
        Case {
            what: "misspelled",
            message: Words::new(
                "Apple looks for \"aps\"; here it is called \"{found}\".",
                "Apple 查找的是“aps”；这里写成了“{found}”。",
            ),
            fix_label: Some(Words::new("Rename it to aps", "改名为 aps")),
        },
    ],
    why: Words::new(
        "Without aps the device shows nothing, and Apple may refuse the push.",
        "没有 aps，设备什么也不显示，Apple 也可能拒绝推送。",
    ),
    remedy: Words::new(
        "Put alert, badge and sound into \"aps\": {…}; your own data goes next to it.",
        "把 alert、badge 和 sound 放进 \"aps\": {…}；您自己的数据放在它旁边。",
    ),
    fix_label: Some(Words::new("Add aps", "添加 aps")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(root) = context.root() else { return };
    if let Some(aps) = root.get("aps") {
        // An MDM push has none.
        if !aps.is_object() && context.push_type != Some(PushType::Mdm) {
            let args = &[("what", "not-an-object"), ("found", &*context.shown(aps))];
            out.body(Code::P001, &aps.range, "/aps", args, unquoted(context, aps));
        }
        return;
    }
    let is_elsewhere = p033_message_is_apples::service(root).is_some()
        || p034_aps_is_at_the_top::wrapper(root).is_some();
    if is_elsewhere || !keys::needs_aps(context.push_type) {
        return;
    }
    if is_spoken_of(context, root) {
        return;
    }
    let meant = root
        .members()
        .iter()
        .find(|member| member.value.is_object() && is_nearly_aps(&member.name));
    if let Some(member) = meant {
        let pointer = format!("/{}", escape_pointer(&member.name));
        let fix = fix(context.document.rename(&pointer, "aps"));
        out.body(
            Code::P001,
            &member.key,
            &pointer,
            &[("what", "misspelled"), ("found", &excerpt(&member.name))],
            fix,
        );
        return;
    }
    out.body(Code::P001, &root.range, "", &[], added(context));
}

/// `APS`, `apns`, `asp`, `_aps`, with invisible characters or spaces in it: named wrongly, with something in it.
fn is_nearly_aps(key: &str) -> bool {
    let letters: String = key
        .chars()
        .filter(|character| {
            !matches!(character, '_' | '\0'..=' ') && !invisible::is_format(*character)
        })
        .take(5)
        .map(|character| character.to_ascii_lowercase())
        .collect();
    matches!(
        letters.as_str(),
        "aps" | "apns" | "asp" | "ap" | "apn" | "apss"
    )
}

/// Whether this rule takes the key for `aps`.
pub(in crate::rules) fn is_meant(root: &Node, key: &str) -> bool {
    root.get("aps").is_none() && is_nearly_aps(key)
}

/// The push of a Wallet pass may be empty; `apn` of widgets and the payload of an MDM push have rules of their own.
fn is_spoken_of(context: &Context<'_>, root: &Node) -> bool {
    let is_panel = matches!(
        context.push_type,
        Some(PushType::Widgets | PushType::Controls)
    );
    context.is_pass()
        || (is_panel && root.get("apn").is_some_and(Node::is_object))
        || (context.push_type.is_some() && k002_mdm_is_for_mdm::is_mdm(root))
}

/// An object that was put in quotes.
fn unquoted(context: &Context<'_>, aps: &Node) -> Vec<Edit> {
    let inner = Document::parse(aps.as_str().unwrap_or_default());
    match inner.root().filter(|root| root.is_object()) {
        Some(root) => fix(context.document.set("/aps", inner.source(root))),
        None => Vec::new(),
    }
}

/// What stood beside `aps` moves into it; a push without any content gets the one flag that it needs.
fn added(context: &Context<'_>) -> Vec<Edit> {
    let document = context.document;
    match context.push_type {
        Some(PushType::Background) => fix(document.set_source("/aps/content-available", "1")),
        Some(PushType::Widgets | PushType::Controls) => {
            fix(document.set_source("/aps/content-changed", "true"))
        }
        _ => {
            let mut moved = document.clone();
            for key in ["alert", "badge", "sound"] {
                if let Ok(patch) = moved.relocate(&format!("/{key}"), &format!("/aps/{key}")) {
                    moved = moved.patched(&patch);
                }
            }
            changed(document, &moved)
        }
    }
}
