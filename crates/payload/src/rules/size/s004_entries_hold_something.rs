//! S004: the app's own entries hold something.
//!
//! Why: an empty entry takes bytes and says nothing that a missing one would not.
//! Example: `"coupon": ""` in a payload that is too long
//! Instead: no `coupon`

use crate::document::{Document, NodeKind, excerpt};
use crate::finding::{Code, Severity};
use crate::rules::context::changed;
use crate::rules::size;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::size::{Cut, CutKind, cuts};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::S004,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("Empty entries take bytes", "空的条目占用字节"),
    message: Words::new(
        "Entries that hold nothing, such as {found}, take {saves} bytes.",
        "像 {found} 这样的空条目占用了 {saves} 字节。",
    ),
    cases: &[],
    why: Words::new(
        "Most apps read a missing entry as an empty one, and every byte counts here.",
        "多数应用把缺失的条目当作空值，而这里的每个字节都很宝贵。",
    ),
    remedy: Words::new(
        "Leave empty entries out, if the app reads missing ones as empty.",
        "如果应用能把缺失当作空值，请省略空条目。",
    ),
    fix_label: Some(Words::new("Remove the empty entries", "移除空条目")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

/// How many entries one click removes; emptied objects go with them.
const MOST: usize = 64;
/// What is longer is not sent with or without them.
const LONGEST: usize = 16 * 1024;

fn check(context: &Context<'_>, out: &mut Findings) {
    let document = context.document;
    let Some((_, sent)) = size::tight(context) else {
        return;
    };
    let Some(first) = empty(document) else {
        return;
    };
    let mut lean = document.clone();
    let mut is_lean = false;
    for _ in 0..MOST {
        if document.text().len() > LONGEST {
            break;
        }
        let Some(patch) = empty(&lean).and_then(|cut| cut.patch) else {
            is_lean = true;
            break;
        };
        lean = lean.patched(&patch);
    }
    let (saves, fix) = if is_lean {
        let after = lean.minified_len().unwrap_or(sent);
        (sent.saturating_sub(after), changed(document, &lean))
    } else {
        (first.saves, Vec::new())
    };
    let found = excerpt(&first.pointer);
    let args = &[("found", found.as_str()), ("saves", &saves.to_string())];
    out.body(Code::S004, &first.range, &first.pointer, args, fix);
}

/// The empty entry that takes most.
fn empty(document: &Document) -> Option<Cut> {
    // `null` has a rule of its own.
    let is_null = |cut: &Cut| matches!(document.node(&cut.pointer), Some(node) if node.kind == NodeKind::Null);
    cuts(document)
        .into_iter()
        .find(|cut| cut.kind == CutKind::Empty && !is_null(cut))
}
