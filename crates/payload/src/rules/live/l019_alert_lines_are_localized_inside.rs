//! L019: a localized line of a Live Activity's alert is an object with `loc-key` and `loc-args`.
//!
//! Why: the line is empty otherwise.
//! Example: `{"aps": {"alert": {"title-loc-key": "GOAL", "title-loc-args": ["Red"]}, …}}`
//! Instead: `{"aps": {"alert": {"title": {"loc-key": "GOAL", "loc-args": ["Red"]}}, …}}`
//!
//! The flat keys of ordinary alerts weigh less: Apple's page does not name them here, but nobody has seen them refused.

use crate::document::{Node, NodeKind};
use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::{changed, owned};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L019,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A localized line is in the wrong form",
        "本地化文本的形式不对",
    ),
    message: Words::new(
        "{key} is an object, so it needs loc-key, the key of a text in the app.",
        "{key} 是对象，因此需要 loc-key，即应用中文本的键。",
    ),
    cases: &[
        Case {
            what: "loc-args",
            message: Words::new(
                "loc-args of {key} must be a list of texts in quotes; you wrote {found}.",
                "{key} 的 loc-args 必须是引号中文本的列表；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "flat",
            message: Words::new(
                "{key} is for ordinary notifications; in a Live Activity {home} is an object with loc-key and loc-args.",
                "{key} 用于普通通知；在实时活动中，{home} 是带 loc-key 和 loc-args 的对象。",
            ),
            fix_label: Some(Words::new("Make it an object", "改成对象")),
        },
    ],
    why: Words::new(
        "The title and the body of a Live Activity's alert are a text, or an object with loc-key and loc-args.",
        "实时活动提醒的 title 和 body 是文本，或带 loc-key 和 loc-args 的对象。",
    ),
    remedy: Words::new(
        "Write \"title\": {\"loc-key\": \"KEY\", \"loc-args\": [\"value\"]}.",
        "写 \"title\": {\"loc-key\": \"KEY\", \"loc-args\": [\"value\"]}。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(alert) = context.aps().and_then(|aps| aps.get("alert")) else {
        return;
    };
    for key in ["title", "body"] {
        if let Some(line) = alert.get(key).filter(|line| line.is_object()) {
            object(context, key, line, out);
        }
    }
    for (key, args, home) in [
        ("title-loc-key", "title-loc-args", "title"),
        ("loc-key", "loc-args", "body"),
    ] {
        // A text beside it is P014's business.
        let has_text = alert.get(home).is_some_and(|line| line.as_str().is_some());
        if let Some(member) = alert.member(key)
            && member.value.as_str().is_some()
            && !has_text
        {
            out.add(Finding {
                code: Code::L019,
                severity: Severity::Warning,
                place: Place::Body {
                    range: member.key.clone(),
                    pointer: ["/aps/alert/", key].concat(),
                },
                args: owned(&[("what", "flat"), ("key", key), ("home", home)]),
                fix: folded(context, alert, [key, args, home]),
            });
        }
    }
}

fn object(context: &Context<'_>, key: &'static str, line: &Node, out: &mut Findings) {
    let pointer = ["/aps/alert/", key].concat();
    if line
        .get("loc-key")
        .and_then(Node::as_str)
        .is_none_or(str::is_empty)
    {
        out.body(
            Code::L019,
            &line.range,
            &pointer,
            &[("key", key)],
            Vec::new(),
        );
    } else if let Some(list) = line.get("loc-args").filter(|list| !is_list_of_texts(list)) {
        let found = context.shown(list);
        let args = &[("what", "loc-args"), ("key", key), ("found", &found)];
        let pointer = [&pointer, "/loc-args"].concat();
        out.body(Code::L019, &list.range, &pointer, args, Vec::new());
    }
}

fn is_list_of_texts(list: &Node) -> bool {
    let is_text = |element: &Node| element.as_str().is_some();
    matches!(list.kind, NodeKind::Array(_)) && list.elements().iter().all(is_text)
}

/// The key and its values as an object under `home`, where nothing is yet.
fn folded(
    context: &Context<'_>,
    alert: &Node,
    [key, args, home]: [&str; 3],
) -> Vec<crate::finding::Edit> {
    let document = context.document;
    if alert.get(home).is_some() || alert.get(args).is_some_and(|list| !is_list_of_texts(list)) {
        return Vec::new();
    }
    let mut folded = document.clone();
    for (from, to) in [(key, "loc-key"), (args, "loc-args")] {
        let from = ["/aps/alert/", from].concat();
        if let Ok(patch) = folded.relocate(&from, &["/aps/alert/", home, "/", to].concat()) {
            folded = folded.patched(&patch);
        }
    }
    changed(document, &folded)
}
