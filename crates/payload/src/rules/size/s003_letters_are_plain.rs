//! S003: letters that JSON can hold as they are stand there as they are.
//!
//! Why: `\\u4e2d` takes 6 bytes, the character itself 3.
//! Example: `"\\u4f60\\u597d"` in a payload that is too long
//! Instead: `"你好"`

use crate::document::excerpt;
use crate::finding::{Code, Edit, Severity};
use crate::rules::size;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::size::{CutKind, cuts};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::S003,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("Escapes take more bytes than letters", "转义比字符更占字节"),
    message: Words::new(
        "Escapes such as {found} take more bytes than the characters themselves: {saves} bytes can be saved.",
        "像 {found} 这样的转义比字符本身更占字节：可节省 {saves} 字节。",
    ),
    cases: &[],
    why: Words::new(
        "JSON takes every character as it is, except quotes, backslashes and control characters. Apple counts the bytes as they are sent.",
        "除引号、反斜杠和控制字符外，JSON 接受任何字符。Apple 按实际发送的字节计数。",
    ),
    remedy: Words::new("Write the characters themselves.", "直接写字符本身。"),
    fix_label: Some(Words::new(
        "Write the characters themselves",
        "改为字符本身",
    )),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if size::tight(context).is_none() {
        return;
    }
    let mut cuts = cuts(context.document);
    cuts.retain(|cut| cut.kind == CutKind::Escapes);
    let Some(first) = cuts.first() else {
        return;
    };
    let text = context.document.text();
    let found = text.get(first.range.clone()).unwrap_or_default();
    let escape = found.find('\\').and_then(|at| found.get(at..));
    // The first of them, with what stands behind it in the same string.
    let found = excerpt(escape.unwrap_or(found).trim_end_matches('"'));
    let saves: usize = cuts.iter().map(|cut| cut.saves).sum();
    let (range, pointer) = (first.range.clone(), first.pointer.clone());
    let patches = cuts.into_iter().filter_map(|cut| cut.patch);
    let args = &[("found", found.as_str()), ("saves", &saves.to_string())];
    let fix = patches.map(Edit::Text).collect();
    out.body(Code::S003, &range, &pointer, args, fix);
}
