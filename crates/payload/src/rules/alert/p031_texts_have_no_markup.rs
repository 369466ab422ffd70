//! P031: the texts of an alert are plain.
//!
//! Why: notifications show tags, entities and asterisks as they are.
//! Example: `{"aps": {"alert": "Tom &amp; Jerry"}}`
//! Instead: `{"aps": {"alert": "Tom & Jerry"}}`

use crate::document::{excerpt, quote};
use crate::finding::{Code, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P031,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("Markup in the text", "文本中有标记"),
    message: Words::new(
        "{found} is shown as it is; notifications know no HTML.",
        "{found} 会原样显示；通知不支持 HTML。",
    ),
    cases: &[
        Case {
            what: "entity",
            message: Words::new(
                "{found} is shown as it is; write the character itself.",
                "{found} 会原样显示；请直接写该字符。",
            ),
            fix_label: Some(Words::new("Write the characters", "写成字符")),
        },
        Case {
            what: "markdown",
            message: Words::new(
                "{found} is shown as it is; notifications know no Markdown.",
                "{found} 会原样显示；通知不支持 Markdown。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The texts of a notification are plain. Whatever marks them up is shown to people.",
        "通知的文本是纯文本。其中的标记会直接显示给人看。",
    ),
    remedy: Words::new("Write plain text.", "请写纯文本。"),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    for line in walk::lines(context) {
        let Some((what, found)) = markup(line.text) else {
            continue;
        };
        let mut fix = Vec::new();
        if what == "entity" {
            let decoded = decoded(line.text);
            if markup(&decoded).is_none() {
                fix = walk::rewritten(line.range, quote(&decoded));
            }
        }
        let args = &[("what", what), ("found", &*excerpt(found))];
        out.body(Code::P031, line.range, line.pointer, args, fix);
    }
}

fn markup(text: &str) -> Option<(&'static str, &str)> {
    if let Some(found) = tag(text) {
        return Some(("tag", found));
    }
    let entity = |(at, _)| {
        let (_, length) = entity(&text[at..])?;
        Some(("entity", &text[at..at + length]))
    };
    text.match_indices('&')
        .find_map(entity)
        .or_else(|| Some(("markdown", markdown(text)?)))
}

fn tag(text: &str) -> Option<&str> {
    const TAGS: &[&str] = &[
        "a", "b", "big", "br", "center", "div", "em", "font", "h1", "h2", "h3", "hr", "html", "i",
        "img", "li", "ol", "p", "s", "small", "span", "strong", "style", "sub", "sup", "u", "ul",
    ];
    text.match_indices('<').find_map(|(at, _)| {
        let inside = &text[at + 1..text.floor_char_boundary(at + 200)];
        let (inside, _) = inside.split_once('>')?;
        let name = inside.trim_start_matches('/').split([' ', '/']).next()?;
        TAGS.iter()
            .any(|tag| tag.eq_ignore_ascii_case(name))
            .then(|| &text[at..at + inside.len() + 2])
    })
}

/// The character that a text beginning with `&` stands for, and how long its spelling is.
fn entity(text: &str) -> Option<(char, usize)> {
    const NAMES: &[(&str, char)] = &[
        ("amp", '&'),
        ("apos", '\''),
        ("copy", '©'),
        ("euro", '€'),
        ("gt", '>'),
        ("hellip", '…'),
        ("ldquo", '“'),
        ("lsquo", '‘'),
        ("lt", '<'),
        ("mdash", '—'),
        ("nbsp", ' '),
        ("ndash", '–'),
        ("quot", '"'),
        ("rdquo", '”'),
        ("rsquo", '’'),
    ];
    let (name, _) = text.get(1..text.floor_char_boundary(10))?.split_once(';')?;
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?).filter(|it| !it.is_control())?
        }
        None => NAMES.iter().find(|(it, _)| *it == name)?.1,
    };
    Some((character, name.len() + 2))
}

fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (character, length) = entity(&rest[at..]).unwrap_or(('&', 1));
        out.push(character);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out
}

/// `**bold**` and `[link](https://…)`.
fn markdown(text: &str) -> Option<&str> {
    if let Some(at) = text.find("](http") {
        let start = text[..at].rfind('[')?;
        return Some(&text[start..]);
    }
    let (before, after) = text.split_once("**")?;
    let (inside, _) = after.split_once("**")?;
    let is_tight = !inside.is_empty() && inside.trim().len() == inside.len();
    is_tight.then(|| &text[before.len()..before.len() + inside.len() + 4])
}
