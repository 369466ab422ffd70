//! P014: a line of the alert is a text or the key of a localized one, not both.
//!
//! Why: Apple names the keys as a replacement for the texts; which one wins is not documented.
//! Example: `{"aps": {"alert": {"title": "Hi", "title-loc-key": "GREETING"}}}`
//! Instead: `{"aps": {"alert": {"title-loc-key": "GREETING"}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P014,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A line is text and key at once", "同一行既有文本又有键"),
    message: Words::new(
        "{text} and {key} are both there; only one of them will be shown.",
        "同时写了 {text} 和 {key}；只会显示其中一个。",
    ),
    cases: &[],
    why: Words::new(
        "A localized text replaces the plain one. Which of the two people see depends on the app and the system.",
        "本地化文本会替代普通文本。人们看到哪一个，取决于应用和系统。",
    ),
    remedy: Words::new(
        "Keep the text, or keep the key of the localized text.",
        "保留文本，或保留本地化文本的键。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(alert) = context.aps().and_then(|aps| aps.get("alert")) else {
        return;
    };
    for (text, key) in [
        ("title", "title-loc-key"),
        ("subtitle", "subtitle-loc-key"),
        ("body", "loc-key"),
    ] {
        let is_text = |name| alert.get(name).is_some_and(|it| it.as_str().is_some());
        if let Some(member) = alert.member(key)
            && is_text(text)
            && is_text(key)
        {
            let args = &[("text", text), ("key", key)];
            out.body(
                Code::P014,
                &member.key,
                &format!("/aps/alert/{key}"),
                args,
                Vec::new(),
            );
        }
    }
}
