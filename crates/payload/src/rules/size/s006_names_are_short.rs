//! S006: names of own keys are short where bytes are short.
//!
//! Why: a name is sent with every push.
//! Example: `"customer_loyalty_program_membership_level"` in a payload that is too long
//! Instead: `"level"`

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::rules::size;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::size::{CutKind, cuts};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::S006,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("Long names of keys take bytes", "过长的键名占用字节"),
    message: Words::new(
        "Long names of your own keys, such as {found}, take {bytes} bytes.",
        "您自己的长键名（如 {found}）占用了 {bytes} 字节。",
    ),
    cases: &[],
    why: Words::new(
        "Every name is sent with every push; a short one says the same to the app.",
        "每条推送都会发送所有键名；对应用来说，短键名的意思是一样的。",
    ),
    remedy: Words::new(
        "Use short names, and teach the app to read them first.",
        "使用短键名，并先让应用能够读取它们。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if !size::is_over(context) {
        return;
    }
    let mut cuts = cuts(context.document);
    cuts.retain(|cut| cut.kind == CutKind::LongName);
    let Some(first) = cuts.first() else {
        return;
    };
    let bytes: usize = cuts.iter().map(|cut| cut.range.len()).sum();
    let name = context.document.text().get(first.range.clone());
    let found = excerpt(name.unwrap_or_default().trim_matches('"'));
    let args = &[("found", found.as_str()), ("bytes", &bytes.to_string())];
    out.body(Code::S006, &first.range, &first.pointer, args, Vec::new());
}
