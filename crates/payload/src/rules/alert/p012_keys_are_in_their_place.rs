//! P012: a key of Apple's stands where Apple reads it.
//!
//! Why: in another place it is ignored, and the phone shows less than was written.
//! Example: `{"aps": {"title": "Hi"}}`
//! Instead: `{"aps": {"alert": {"title": "Hi"}}}`

use crate::document::{Document, Member, Node};
use crate::finding::{Code, Edit, Severity};
use crate::keys::{Home, Key};
use crate::push_type::PushType;
use crate::rules::context::changed;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, keys, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P012,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A key is in the wrong place", "键的位置不对"),
    message: Words::new(
        "{key} does nothing here; it belongs in {home}.",
        "{key} 放在这里不起作用；它应放在 {home} 中。",
    ),
    cases: &[],
    why: Words::new(
        "Apple reads each key in one place only and ignores it in any other.",
        "Apple 只在一个位置读取每个键，放在其他位置会被忽略。",
    ),
    remedy: Words::new("Move the key to where it belongs.", "把键移到正确的位置。"),
    fix_label: Some(Words::new("Move it there", "移到那里")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(root), Some(aps)) = (context.root(), context.aps()) else {
        return;
    };
    let alert = aps.get("alert");
    let is_alerts =
        |it: &&Member| Key::is_known(Home::Alert, &it.name) && !Key::is_known(Home::Aps, &it.name);
    for member in aps.members().iter().filter(is_alerts).take(walk::MOST) {
        misplaced(context, member, "/aps", "/aps/alert", out);
    }
    // `sound` has a rule of its own.
    let is_aps = |it: &&Member| Key::is_known(Home::Aps, &it.name) && it.name != "sound";
    let members = alert.map_or(&[][..], Node::members);
    for member in members.iter().filter(is_aps).take(walk::MOST) {
        misplaced(context, member, "/aps/alert", "/aps", out);
    }
    let has_room = alert.is_none() && context.push_type == Some(PushType::Alert);
    let home = |key: &str| match key {
        "title" | "subtitle" | "body" if has_room => Some("/aps/alert"),
        _ if keys::APS_ONLY.contains(&key) && aps.get(key).is_none() => Some("/aps"),
        _ => None,
    };
    let beside = root
        .members()
        .iter()
        .filter_map(|it| Some((it, home(&it.name)?)));
    for (member, home) in beside.take(walk::MOST) {
        misplaced(context, member, "", home, out);
    }
}

fn misplaced(
    context: &Context<'_>,
    member: &Member,
    from: &str,
    home: &'static str,
    out: &mut Findings,
) {
    let (from, to) = (
        format!("{from}/{}", member.name),
        format!("{home}/{}", member.name),
    );
    let place = if home == "/aps" { "aps" } else { "alert" };
    let row = if home == "/aps" {
        Key::find(Home::Aps, &member.name, context.push_type)
    } else {
        Key::find(Home::Alert, &member.name, context.push_type)
    };
    let fix = if row.is_some_and(|row| row.kind.admits(&member.value)) {
        moved(context.document, &from, &to)
    } else {
        Vec::new()
    };
    let args = &[("key", member.name.as_str()), ("home", place)];
    out.body(Code::P012, &member.key, &from, args, fix);
}

/// An alert that is only a text becomes an object with that text as its body.
fn moved(document: &Document, from: &str, to: &str) -> Vec<Edit> {
    if document.has(to) {
        return Vec::new();
    }
    let mut roomy = document.clone();
    if to.starts_with("/aps/alert/") && document.string("/aps/alert").is_some() {
        if to == "/aps/alert/body" {
            return Vec::new();
        }
        let body = format!(
            "{{\"body\": {}}}",
            document
                .node("/aps/alert")
                .map_or("", |alert| document.source(alert))
        );
        let Ok(patch) = document.set_source("/aps/alert", &body) else {
            return Vec::new();
        };
        roomy = document.patched(&patch);
    }
    match roomy.relocate(from, to) {
        Ok(patch) => changed(document, &roomy.patched(&patch)),
        Err(_) => Vec::new(),
    }
}
