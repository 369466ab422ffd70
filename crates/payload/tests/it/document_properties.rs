//! What holds for every text, every place and every edit, with 10,000 cases each.
//!
//! The references are naive on purpose: a printer of spelled words and indexes into a tree, without a parser.

use std::fmt::Write as _;

use payload::document::{
    EditError, Patch, Slot, byte_offset, escape_pointer, line_column, utf16_range,
};
use payload::finding::{Edit, Place};
use payload::{Document, Sizes};
use proptest::prelude::*;
use proptest::sample::Index;

/// A value whose words keep their spelling.
#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Word(&'static str),
    Array(Vec<Tree>),
    Object(Vec<(&'static str, Tree)>),
}

/// Keys and what they say.
const KEYS: &[(&str, &str)] = &[
    (r#""a""#, "a"),
    (r#""\u0062""#, "b"),
    (r#""a/b~""#, "a/b~"),
    (r#""é😀""#, "é😀"),
    (r#""""#, ""),
    (r#""\"{:,}""#, "\"{:,}"),
    (r#""0""#, "0"),
    (r#""aps""#, "aps"),
    (r#""new""#, "new"),
    (r#""deep""#, "deep"),
];

const WORDS: &[&str] = &[
    "null",
    "true",
    "1.0",
    "-0",
    "1E2",
    r#""""#,
    r#""\ud83d\ude00 é""#,
    r#""],\"\\""#,
    "12345678901234567890",
];

/// Where a document's white space goes.
#[derive(Clone, Debug)]
struct Layout {
    /// One level of indentation; one line without it.
    unit: Option<&'static str>,
    newline: &'static str,
    colon: &'static str,
    comma: &'static str,
}

const COMPACT: Layout = Layout {
    unit: None,
    newline: "\n",
    colon: ":",
    comma: ",",
};

fn word() -> impl Strategy<Value = Tree> {
    prop::sample::select(WORDS).prop_map(Tree::Word)
}

fn tree() -> impl Strategy<Value = Tree> {
    word().prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Tree::Array),
            prop::collection::vec((0..8_usize, inner), 0..4).prop_map(object),
        ]
    })
}

/// An object of these members, each key once.
fn object(members: Vec<(usize, Tree)>) -> Tree {
    let mut kept: Vec<(&'static str, Tree)> = Vec::new();
    for (key, value) in members {
        let key = KEYS[key].0;
        if kept.iter().all(|(other, _)| *other != key) {
            kept.push((key, value));
        }
    }
    Tree::Object(kept)
}

/// A payload. Its first member shows how colons and commas are spaced.
fn payload() -> impl Strategy<Value = Tree> {
    prop::collection::vec((0..7_usize, tree()), 0..3).prop_map(|members| {
        let Tree::Object(mut members) = object(members) else {
            unreachable!("an object was made")
        };
        members.insert(
            0,
            (
                r#""aps""#,
                Tree::Object(vec![(
                    r#""x""#,
                    Tree::Array(vec![Tree::Word("1"), Tree::Word("2")]),
                )]),
            ),
        );
        Tree::Object(members)
    })
}

fn layout() -> impl Strategy<Value = Layout> {
    let unit = prop::sample::select(&[None, Some("  "), Some("\t"), Some("    ")][..]);
    let newline = prop::sample::select(&["\n", "\r\n"][..]);
    (unit, newline, any::<bool>(), any::<bool>()).prop_map(
        |(unit, newline, wide_colon, wide_comma)| Layout {
            unit,
            newline,
            colon: if wide_colon { ": " } else { ":" },
            // Over lines, no comma has a space behind it, only a line end.
            comma: if wide_comma || unit.is_some() {
                ", "
            } else {
                ","
            },
        },
    )
}

fn print(tree: &Tree, layout: &Layout, depth: usize, out: &mut String) {
    let (open, close, entries): (_, _, Vec<(&str, &Tree)>) = match tree {
        Tree::Word(word) => return out.push_str(word),
        Tree::Array(elements) => ("[", "]", elements.iter().map(|it| ("", it)).collect()),
        Tree::Object(members) => (
            "{",
            "}",
            members.iter().map(|(key, it)| (*key, it)).collect(),
        ),
    };
    out.push_str(open);
    let line = |depth: usize| {
        layout
            .unit
            .map(|unit| format!("{}{}", layout.newline, unit.repeat(depth)))
            .unwrap_or_default()
    };
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            out.push_str(if layout.unit.is_some() {
                ","
            } else {
                layout.comma
            });
        }
        out.push_str(&line(depth + 1));
        if !key.is_empty() {
            let _ = write!(out, "{key}{}", layout.colon);
        }
        print(value, layout, depth + 1, out);
    }
    if !entries.is_empty() {
        out.push_str(&line(depth));
    }
    out.push_str(close);
}

fn printed(tree: &Tree, layout: &Layout) -> String {
    let mut out = String::new();
    print(tree, layout, 0, &mut out);
    out
}

/// The same words with any white space between them.
fn messy(tree: &Tree, spaces: &[&str]) -> String {
    let compact = printed(tree, &COMPACT);
    let mut spaces = spaces.iter().cycle();
    let mut space = || spaces.next().copied().unwrap_or_default();
    let mut out = String::from(space());
    for word in payload::document::lex(&compact) {
        out.push_str(&compact[word.range]);
        out.push_str(space());
    }
    out
}

fn spaces() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(
        prop::sample::select(&["", "", " ", "\n", "\r\n\t", "\n  ", "  "][..]),
        1..7,
    )
}

/// Every place in a tree, the whole of it first, by indexes.
fn paths(tree: &Tree, at: &[usize], out: &mut Vec<Vec<usize>>) {
    out.push(at.to_vec());
    for (index, child) in children(tree).into_iter().enumerate() {
        paths(child, &[at, &[index]].concat(), out);
    }
}

fn children(tree: &Tree) -> Vec<&Tree> {
    match tree {
        Tree::Word(_) => Vec::new(),
        Tree::Array(elements) => elements.iter().collect(),
        Tree::Object(members) => members.iter().map(|(_, value)| value).collect(),
    }
}

fn all_paths(tree: &Tree) -> Vec<Vec<usize>> {
    let mut out = Vec::new();
    paths(tree, &[], &mut out);
    out
}

fn at<'a>(tree: &'a mut Tree, path: &[usize]) -> &'a mut Tree {
    path.iter().fold(tree, |tree, index| match tree {
        Tree::Word(_) => unreachable!("a word holds nothing"),
        Tree::Array(elements) => &mut elements[*index],
        Tree::Object(members) => &mut members[*index].1,
    })
}

fn name(key: &str) -> &'static str {
    KEYS.iter()
        .find(|(spelled, _)| *spelled == key)
        .map_or("x", |(_, name)| name)
}

fn pointer(tree: &Tree, path: &[usize]) -> String {
    let mut out = String::new();
    let mut tree = tree.clone();
    for index in path {
        let _ = match &tree {
            Tree::Object(members) => write!(out, "/{}", escape_pointer(name(members[*index].0))),
            _ => write!(out, "/{index}"),
        };
        tree = at(&mut tree, &[*index]).clone();
    }
    out
}

type Answer = Result<Patch, EditError>;

/// An edit, and the only way in which it is right.
struct Made {
    after: Tree,
    /// The place that it must not leave.
    scope: String,
    edit: Box<dyn Fn(&Document) -> Answer>,
}

/// An edit of some kind at picked places; `None` when there is none.
fn edit(
    kind: usize,
    tree: &Tree,
    (first, second): (Index, Index),
    new: &Tree,
    layout: &Layout,
) -> Option<Made> {
    let mut after = tree.clone();
    let all = all_paths(tree);
    let path = if kind == 0 {
        first.get(&all).clone()
    } else {
        first.get(all.get(1..)?).clone()
    };
    let place = pointer(tree, &path);
    let (&index, above) = path.split_last().unwrap_or((&0, &[]));
    let parent_place = pointer(tree, above);
    let parent = at(&mut after, above);
    let count = children(parent).len();
    let slot = second.index(count + 1);
    let source = printed(new, layout);
    let mut other = String::new();
    match (kind, parent) {
        (0, _) => *at(&mut after, &path) = new.clone(),
        (1, Tree::Object(members)) if members.iter().all(|(key, _)| name(key) != "new") => {
            other = format!("{parent_place}/new/deep");
            members.push((r#""new""#, Tree::Object(vec![(r#""deep""#, new.clone())])));
        }
        (2, Tree::Object(members)) if members.iter().all(|(key, _)| name(key) != "new") => {
            other = format!("{parent_place}/new");
            members.insert(slot, (r#""new""#, new.clone()));
        }
        (2, Tree::Array(elements)) => {
            other = format!("{parent_place}/-");
            elements.insert(slot, new.clone());
        }
        (3, Tree::Object(members)) => drop(members.remove(index)),
        (3, Tree::Array(elements)) => drop(elements.remove(index)),
        (4, Tree::Object(members)) if members.iter().all(|(key, _)| name(key) != "new") => {
            members[index].0 = r#""new""#;
        }
        (5, Tree::Object(members)) => moved(members, index, slot),
        (5, Tree::Array(elements)) => moved(elements, index, slot),
        (6, parent) => {
            let value = match parent {
                Tree::Object(members) => members.remove(index).1,
                Tree::Array(elements) => elements.remove(index),
                Tree::Word(_) => return None,
            };
            let all = all_paths(&after);
            let to = second.get(&all).clone();
            let place = pointer(&after, &to);
            match at(&mut after, &to) {
                Tree::Object(members) if members.iter().all(|(key, _)| name(key) != "new") => {
                    other = format!("{place}/new");
                    members.push((r#""new""#, value));
                }
                Tree::Array(elements) => {
                    other = format!("{place}/-");
                    elements.push(value);
                }
                _ => return None,
            }
        }
        _ => return None,
    }
    let scope = match kind {
        0 => place.clone(),
        6 => String::new(),
        _ => parent_place,
    };
    let edit = Box::new(move |document: &Document| match kind {
        0 => document.set(&place, &source),
        1 => document.set(&other, &source),
        2 => document.insert(&other, Slot::At(slot), &source),
        3 => document.remove(&place),
        4 => document.rename(&place, "new"),
        5 => document.reorder(&place, Slot::At(slot)),
        _ => document.relocate(&place, &other),
    });
    Some(Made { after, scope, edit })
}

fn moved<T>(entries: &mut Vec<T>, from: usize, to: usize) {
    let entry = entries.remove(from);
    entries.insert(if to > from { to - 1 } else { to }, entry);
}

/// What is sent, found without knowing what JSON is: white space goes, unless a quote is open.
fn minified(text: &str) -> String {
    let (mut is_open, mut is_escaped) = (false, false);
    let mut out = String::new();
    for character in text.chars() {
        if is_open || !matches!(character, ' ' | '\t' | '\n' | '\r') {
            out.push(character);
        }
        if character == '"' && !is_escaped {
            is_open = !is_open;
        }
        is_escaped = is_open && character == '\\' && !is_escaped;
    }
    out
}

/// Any text, mostly of what makes JSON hard.
fn text() -> impl Strategy<Value = String> {
    let pieces = &[
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\"a\"", "\"aps\"", "1", "0", "-", "+", ".",
        "e5", "true", "null", "None", "x", "'", "`", "“", "”", "//", "/*", "*/", "#", "\n", "\r\n",
        "\r", "\t", " ", "\u{a0}", "\u{feff}", "\0", "é", "😀", "\\ud83d", "\\ude00", "\\u00",
        "，", "：", "｛", "=", ";", "=>", "&quot;", "%7B", "<", "...", "@",
    ][..];
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(pieces), 0..16).prop_map(|pieces| pieces.concat()),
        1 => ".{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn text_comes_back_byte_for_byte_and_findings_stand_on_its_characters(text in text()) {
        let document = Document::parse(text.as_str());
        prop_assert_eq!(document.text(), text.as_str());
        prop_assert_eq!(document.is_valid(), document.minified().is_some());
        prop_assert!(document.is_valid() || !document.syntax().is_empty());
        let mut last = 0;
        for finding in document.syntax() {
            let Place::Body { range, .. } = &finding.place else { unreachable!("the text is all there is") };
            prop_assert!(text.get(range.clone()).is_some(), "{:?} of {:?}", range, text);
            prop_assert!(last <= range.start || !document.is_valid());
            last = range.start;
            for edit in &finding.fix {
                let Edit::Text(patch) = edit else { unreachable!("the text is all there is") };
                prop_assert!(text.get(patch.range.clone()).is_some(), "{:?} of {:?}", patch.range, text);
            }
        }
    }

    #[test]
    fn what_is_sent_is_the_text_without_white_space(tree in payload(), spaces in spaces()) {
        let text = messy(&tree, &spaces);
        let document = Document::parse(text.as_str());
        let sent = document.minified().unwrap();
        prop_assert_eq!(&sent, &printed(&tree, &COMPACT));
        prop_assert_eq!(&sent, &minified(&text));
        prop_assert_eq!(Sizes::of(&document, None).as_sent, Some(sent.len()));
        prop_assert_eq!(document.text(), text);
    }

    #[test]
    fn an_edit_leaves_the_text_as_its_author_would_have_written_it(
        kind in 0..7_usize, tree in payload(), layout in layout(), picks in any::<(Index, Index)>(), new in tree(),
    ) {
        let text = printed(&tree, &layout);
        if let Some(made) = edit(kind, &tree, picks, &new, &layout) {
            let patch = (made.edit)(&Document::parse(text.as_str())).unwrap();
            prop_assert_eq!(patch.apply(&text), printed(&made.after, &layout));
        }
    }

    #[test]
    fn an_edit_of_any_layout_changes_its_words_and_nothing_else(
        kind in 0..7_usize, tree in payload(), spaces in spaces(), picks in any::<(Index, Index)>(), new in tree(),
    ) {
        let text = messy(&tree, &spaces);
        if let Some(made) = edit(kind, &tree, picks, &new, &COMPACT) {
            let document = Document::parse(text.as_str());
            let scope = document.node(&made.scope).unwrap().range.clone();
            let patch = (made.edit)(&document).unwrap();
            let edited = patch.apply(&text);
            prop_assert_eq!(Document::parse(edited.as_str()).minified(), Some(printed(&made.after, &COMPACT)));
            let is_nothing = edited == text;
            prop_assert!(is_nothing || scope.start <= patch.range.start && patch.range.end <= scope.end, "{:?} in {:?}", patch.range, scope);
        }
    }

    #[test]
    fn places_are_counted_as_a_naive_reader_counts(text in "[a\"\\\\é中😀\u{feff}\u{a0}\r\n\t]{0,14}", first in any::<Index>(), second in any::<Index>()) {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (one, other) = (*first.get(&bounds), *second.get(&bounds));
        let range = one.min(other)..one.max(other);
        let units = |end: usize| text[..end].encode_utf16().count();
        let counted = utf16_range(&text, range.clone());
        prop_assert_eq!(&counted, &(units(range.start)..units(range.end)));
        prop_assert_eq!(byte_offset(&text, counted.start), range.start);
        prop_assert_eq!(byte_offset(&text, counted.end), range.end);
        let before: Vec<&str> = text[..one].split('\n').collect();
        let column = before.last().map_or(0, |line| line.chars().count());
        prop_assert_eq!(line_column(&text, one), (before.len(), column + 1));
    }

    #[test]
    fn places_between_characters_and_past_the_end_are_moved_to_the_nearest_before(text in "[aé😀\n]{0,8}", byte in 0..40_usize) {
        let floor = text.floor_char_boundary(byte);
        prop_assert_eq!(line_column(&text, byte), line_column(&text, floor));
        prop_assert_eq!(utf16_range(&text, byte..byte + 3).start, utf16_range(&text, floor..floor).start);
        prop_assert!(text.is_char_boundary(byte_offset(&text, byte)));
    }
}
