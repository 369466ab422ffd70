//! P015: `…-loc-args` stand beside their `…-loc-key`.
//!
//! Why: there is no text to put them into.
//! Example: `{"aps": {"alert": {"body": "Hi", "loc-args": ["Ada"]}}}`
//! Instead: `{"aps": {"alert": {"loc-key": "GREETING", "loc-args": ["Ada"]}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P015,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("Arguments without their key", "有参数但没有对应的键"),
    message: Words::new(
        "{key} does nothing without {meant}.",
        "没有 {meant}，{key} 不起作用。",
    ),
    cases: &[],
    why: Words::new(
        "The arguments are put into the localized text that the key names. A plain text takes none.",
        "参数会填入键所指的本地化文本。普通文本不接受参数。",
    ),
    remedy: Words::new(
        "Add the key of the localized text, or remove the arguments.",
        "添加本地化文本的键，或移除参数。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(alert) = context.aps().and_then(|aps| aps.get("alert")) else {
        return;
    };
    for (key, meant) in [
        ("title-loc-args", "title-loc-key"),
        ("subtitle-loc-args", "subtitle-loc-key"),
        ("loc-args", "loc-key"),
    ] {
        if let Some(member) = alert.member(key)
            && !member.value.elements().is_empty()
            && !walk::is_there(alert.get(meant))
        {
            let args = &[("key", key), ("meant", meant)];
            out.body(
                Code::P015,
                &member.key,
                &format!("/aps/alert/{key}"),
                args,
                Vec::new(),
            );
        }
    }
}
