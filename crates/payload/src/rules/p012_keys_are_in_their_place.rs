//! P012: a key of Apple's stands where Apple reads it.
//!
//! Why: in another place it is ignored, and the phone shows less than was written.
//! Example: `{"aps": {"title": "Hi"}}`
//! Instead: `{"aps": {"alert": {"title": "Hi"}}}`

use super::context::changed;
use super::{Context, Findings, Rule, apple, keys};
use crate::document::{Document, Member, Node};
use crate::finding::{Code, Edit, Severity};
use crate::push_type::PushType;

pub(super) const RULE: Rule = Rule {
    code: Code::P012,
    severity: Severity::Warning,
    title: "A key is in the wrong place",
    message: "{key} does nothing here; it belongs in {home}.",
    cases: &[],
    why: "Apple reads each key in one place only and ignores it in any other.",
    remedy: "Move the key to where it belongs.",
    fix_label: Some("Move it there"),
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(root), Some(aps)) = (context.root(), context.aps()) else {
        return;
    };
    for member in aps.members() {
        if keys::ALERT.contains(&member.name.as_str()) {
            misplaced(context, member, "/aps", "/aps/alert", out);
        }
    }
    let alert = aps.get("alert");
    for member in alert.map_or(&[][..], Node::members) {
        // `sound` has a rule of its own.
        if keys::APS.contains(&member.name.as_str()) && member.name != "sound" {
            misplaced(context, member, "/aps/alert", "/aps", out);
        }
    }
    for member in root.members() {
        let key = member.name.as_str();
        if keys::APS_ONLY.contains(&key) && aps.get(key).is_none() {
            misplaced(context, member, "", "/aps", out);
        } else if matches!(key, "title" | "subtitle" | "body")
            && alert.is_none()
            && context.push_type == Some(PushType::Alert)
        {
            misplaced(context, member, "", "/aps/alert", out);
        }
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
    let args = &[("key", member.name.as_str()), ("home", place)];
    out.body(
        Code::P012,
        &member.key,
        &from,
        args,
        moved(context.document, &from, &to),
    );
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
