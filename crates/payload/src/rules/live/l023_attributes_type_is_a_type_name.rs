//! L023: `attributes-type` is the bare name of a Swift type.
//!
//! Why: the phone finds no type of another name.
//! Example: `{"aps": {"event": "start", "attributes-type": "MyApp.ScoreAttributes", …}}`
//! Instead: `{"aps": {"event": "start", "attributes-type": "ScoreAttributes", …}}`
//!
//! Lower-case type names exist, so they are a hint.

use super::activity::{self, Event};
use crate::document::quote;
use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::{fix, owned};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L023,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "attributes-type is not the name of a type",
        "attributes-type 不是类型名称",
    ),
    message: Words::new(
        "{found} is not the name of a Swift type: letters, digits and _ only.",
        "{found} 不是 Swift 类型的名称：只能有字母、数字和 _。",
    ),
    cases: &[
        Case {
            what: "qualified",
            message: Words::new(
                "attributes-type is the bare name of the type; {found} has a module, an outer type or .self around it.",
                "attributes-type 是类型本身的名称；{found} 带有模块、外层类型或 .self。",
            ),
            fix_label: Some(Words::new("Use the bare name", "使用类型本身的名称")),
        },
        Case {
            what: "spaces",
            message: Words::new("{found} has spaces around it.", "{found} 前后有空格。"),
            fix_label: Some(Words::new("Remove the spaces", "去掉空格")),
        },
        Case {
            what: "lower-case",
            message: Words::new(
                "Names of Swift types begin with a capital letter; is {found} the name of the type?",
                "Swift 类型的名称以大写字母开头；{found} 是类型的名称吗？",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The phone looks for the type of exactly this name; when it finds none, no Live Activity starts, and Apple answers 200 all the same.",
        "手机查找与此名称完全一致的类型；找不到时实时活动不会开始，而 Apple 仍会返回 200。",
    ),
    remedy: Words::new(
        "Write the name of the struct that conforms to ActivityAttributes, such as \"ScoreAttributes\".",
        "写遵循 ActivityAttributes 的结构体的名称，例如 \"ScoreAttributes\"。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    const AT: &str = "/aps/attributes-type";
    let Some(node) = context.document.node(AT) else {
        return;
    };
    // In another event it is not read at all; an empty one is L006's business.
    let name = match (node.as_str(), activity::event(context)) {
        (Some(name), None | Some(Event::Start)) if !name.trim().is_empty() => name,
        _ => return,
    };
    let (what, severity, repaired) = if name.trim() != name {
        ("spaces", Severity::Warning, Some(name.trim()))
    } else if !name.bytes().all(is_wordy) {
        if name.bytes().all(|byte| is_wordy(byte) || byte == b'.') {
            ("qualified", Severity::Warning, bare(name))
        } else {
            ("characters", Severity::Warning, None)
        }
    } else if name.starts_with(|first: char| first.is_ascii_lowercase()) {
        ("lower-case", Severity::Hint, None)
    } else {
        return;
    };
    let fix = repaired.map_or_else(Vec::new, |name| {
        fix(context.document.set_source(AT, &quote(name)))
    });
    out.add(Finding {
        code: Code::L023,
        severity,
        place: Place::Body {
            range: node.range.clone(),
            pointer: AT.to_owned(),
        },
        args: owned(&[("what", what), ("found", &context.shown(node))]),
        fix,
    });
}

/// Swift takes letters of every script.
fn is_wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// `ScoreAttributes` of `MyApp.ScoreAttributes.self`.
fn bare(name: &str) -> Option<&str> {
    let is_around = |part: &&str| matches!(*part, "self" | "Type" | "ContentState" | "");
    let last = name.rsplit('.').find(|part| !is_around(part))?;
    last.starts_with(|first: char| first.is_ascii_uppercase())
        .then_some(last)
}
