//! S005: what takes most of a payload that is too long.
//!
//! Why: the longest entries are where cutting helps.
//! Example: an article of 5,000 bytes in `/article`
//! Instead: the article's id, which the app looks up

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::rules::size;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::size::{CutKind, cuts};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::S005,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("What takes most of the bytes", "占用字节最多的内容"),
    message: Words::new(
        "To get below the limit, cut where the bytes are: {list}.",
        "要降到上限以下，请从占用最多的地方入手：{list}。",
    ),
    cases: &[],
    why: Words::new(
        "Shortening one long entry helps more than shortening many short ones.",
        "缩短一个长条目，胜过缩短许多短条目。",
    ),
    remedy: Words::new(
        "Shorten these, or send an id and let the app fetch the rest.",
        "缩短这些内容，或只发送一个 ID，由应用获取其余部分。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

/// How many are named.
const MOST: usize = 5;

fn check(context: &Context<'_>, out: &mut Findings) {
    if !size::is_over(context) {
        return;
    }
    let mut cuts = cuts(context.document);
    cuts.retain(|cut| cut.kind == CutKind::Large);
    cuts.truncate(MOST);
    let Some(first) = cuts.first() else {
        return;
    };
    let entries: Vec<String> = cuts
        .iter()
        .map(|cut| [&excerpt(&cut.pointer), " (", &cut.saves.to_string(), ")"].concat())
        .collect();
    let list = entries.join(", ");
    let args = &[("list", list.as_str())];
    out.body(Code::S005, &first.range, &first.pointer, args, Vec::new());
}
