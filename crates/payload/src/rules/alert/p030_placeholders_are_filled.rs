//! P030: no placeholder is left in the text.
//!
//! Why: Carillon fills `{{name}}`; what other systems use is shown to people letter by letter.
//! Example: `{"aps": {"alert": "Hello ${name}"}}`
//! Instead: `{"aps": {"alert": "Hello {{name}}"}}`

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P030,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A placeholder is not filled in", "占位符未填充"),
    message: Words::new(
        "{found} is not filled in here; Carillon's placeholders look like {ours}.",
        "{found} 不会在这里填充；Carillon 的占位符写作 {ours}。",
    ),
    cases: &[
        Case {
            what: "brace",
            message: Words::new(
                "{found} looks like a placeholder; Carillon's have two curly brackets on each side.",
                "{found} 像是占位符；Carillon 的占位符两侧各有两个花括号。",
            ),
            fix_label: None,
        },
        Case {
            what: "value",
            message: Words::new(
                "{found} looks like a value that was missing.",
                "{found} 看起来像是缺失的值。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "People would read the placeholder itself.",
        "人们会直接看到占位符本身。",
    ),
    remedy: Words::new(
        "Use {{name}}, with a fallback such as {{name|friend}}, or write the finished text.",
        "请使用 {{name}}，可带后备值，例如 {{name|朋友}}；或写上完整的文本。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    for line in walk::lines(context) {
        let Some((what, found)) = leftover(line.text) else {
            continue;
        };
        let severity = if what == "brace" {
            Severity::Hint
        } else {
            Severity::Warning
        };
        let args = &[
            ("what", what),
            ("found", &*excerpt(found)),
            ("ours", "{{name}}"),
        ];
        out.weighed(
            (Code::P030, severity),
            line.range,
            line.pointer,
            args,
            Vec::new(),
        );
    }
}

/// How other systems mark a place, and whether only a name may stand in it.
const MARKS: &[(&str, &str, bool)] = &[
    ("${", "}", true),
    ("%{", "}", true),
    ("#{", "}", true),
    ("*|", "|*", true),
    ("[[", "]]", true),
    ("%%", "%%", true),
    ("{%", "%}", false),
    ("<%", "%>", false),
];

fn leftover(text: &str) -> Option<(&'static str, &str)> {
    for (open, close, is_name) in MARKS {
        if let Some((_, found)) = between(text, open, close, *is_name) {
            return Some(("mark", found));
        }
    }
    let is_lost = |word: &&&str| text.trim() == **word;
    let lost = [
        "null",
        "(null)",
        "undefined",
        "nil",
        "None",
        "NaN",
        "[object Object]",
    ];
    if let Some(word) = lost.iter().find(is_lost) {
        return Some(("value", word));
    }
    if text.contains("[object Object]") {
        return Some(("value", "[object Object]"));
    }
    let (at, found) = between(text, "{", "}", true)?;
    // Two brackets on each side are Carillon's own.
    let is_ours = text[..at].ends_with('{') || text[at + found.len()..].starts_with('}');
    (!is_ours).then_some(("brace", found))
}

/// The first place between two marks, marks included, and where it begins. What lies between is short.
fn between<'a>(text: &'a str, open: &str, close: &str, is_name: bool) -> Option<(usize, &'a str)> {
    const LONGEST: usize = 60;
    for (at, _) in text.match_indices(open) {
        let inside = &text[at + open.len()..text.floor_char_boundary(at + open.len() + LONGEST)];
        let Some((inside, _)) = inside.split_once(close) else {
            continue;
        };
        let fits = if is_name {
            is_a_name(inside)
        } else {
            !inside.is_empty()
        };
        if fits {
            return Some((at, &text[at..at + open.len() + inside.len() + close.len()]));
        }
    }
    None
}

fn is_a_name(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b':'))
}
