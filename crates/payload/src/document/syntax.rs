//! From text to values: the diagnosing scan first, then `jsonc-parser` with every extension off.
//!
//! The scan keeps its own stack, so hostile nesting costs heap in proportion to the text and never the call stack;
//! the recursive parser only ever sees text that nests at most [`MAX_DEPTH`] deep.

use std::collections::BinaryHeap;
use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::diagnosis;
use super::edit;
use super::node::{Member, Node, NodeKind};
use crate::finding::{Code, Edit, Finding, Place, Severity};

/// How deep arrays and objects may nest. Apple names no limit; nothing sensible comes near this one.
pub const MAX_DEPTH: usize = 32;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Everything there is to say about the text as JSON, and its values when it is.
pub(super) fn read(text: &str) -> (Vec<Finding>, Option<Node>) {
    let mut findings = diagnosis::diagnose(text);
    if !findings.is_empty() {
        return (findings, None);
    }
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(parsed) => {
            let root = parsed.value.map(node);
            if let Some(root) = &root {
                top_is_object(root, &mut findings);
                keys_are_unique(root, "", &mut findings);
            }
            (findings, root)
        }
        Err(error) => {
            let range = error.range();
            (
                vec![syntax_finding(
                    "unexpected",
                    range.start..range.end,
                    text,
                    Vec::new(),
                )],
                None,
            )
        }
    }
}

/// A finding of `J001`.
pub(super) fn syntax_finding(
    what: &'static str,
    range: Range<usize>,
    text: &str,
    fix: Vec<Edit>,
) -> Finding {
    let found = excerpt(text.get(range.clone()).unwrap_or_default());
    finding(
        Code::J001,
        range,
        "",
        vec![("what", what.to_owned()), ("found", found)],
        fix,
    )
}

/// An error in the payload's text.
pub(super) fn finding(
    code: Code,
    range: Range<usize>,
    pointer: &str,
    args: Vec<(&'static str, String)>,
    fix: Vec<Edit>,
) -> Finding {
    Finding {
        code,
        severity: Severity::Error,
        place: Place::Body {
            range,
            pointer: pointer.to_owned(),
        },
        args,
        fix,
    }
}

/// The beginning of a text, for a sentence.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn top_is_object(root: &Node, findings: &mut Vec<Finding>) {
    if !root.is_object() {
        let what = vec![("what", root.kind.name().to_owned())];
        findings.push(finding(
            Code::J003,
            root.range.clone(),
            "",
            what,
            Vec::new(),
        ));
    }
}

/// Names every member that a later one of the same key overrides.
fn keys_are_unique(node: &Node, pointer: &str, findings: &mut Vec<Finding>) {
    let members = node.members();
    // A heap sorts in as much code as it takes; a slice's `sort` is ten times as much, and the page carries it.
    let names = members.iter().enumerate();
    let by_name: BinaryHeap<_> = names
        .map(|(at, member)| (member.name.as_str(), at))
        .collect();
    for pair in by_name.into_sorted_vec().windows(2) {
        let (earlier, index) = (&members[pair[0].1], pair[0].1);
        if pair[0].0 == pair[1].0 {
            let fix = vec![Edit::Text(edit::without(node, index))];
            let at = format!("{pointer}/{}", super::escape_pointer(&earlier.name));
            findings.push(finding(
                Code::J002,
                earlier.key.clone(),
                &at,
                vec![("key", excerpt(&earlier.name))],
                fix,
            ));
        }
    }
    for member in members {
        keys_are_unique(
            &member.value,
            &format!("{pointer}/{}", super::escape_pointer(&member.name)),
            findings,
        );
    }
    for (index, element) in node.elements().iter().enumerate() {
        keys_are_unique(element, &format!("{pointer}/{index}"), findings);
    }
}

fn node(value: ast::Value<'_>) -> Node {
    match value {
        ast::Value::StringLit(it) => Node {
            range: range(it.range),
            kind: NodeKind::String(it.value.into_owned()),
        },
        ast::Value::NumberLit(it) => Node {
            range: range(it.range),
            kind: NodeKind::Number(it.value.to_owned()),
        },
        ast::Value::BooleanLit(it) => Node {
            range: range(it.range),
            kind: NodeKind::Bool(it.value),
        },
        ast::Value::NullKeyword(it) => Node {
            range: range(it.range),
            kind: NodeKind::Null,
        },
        ast::Value::Array(it) => Node {
            range: range(it.range),
            kind: NodeKind::Array(it.elements.into_iter().map(node).collect()),
        },
        ast::Value::Object(it) => Node {
            range: range(it.range),
            kind: NodeKind::Object(it.properties.into_iter().map(member).collect()),
        },
    }
}

fn member(property: ast::ObjectProp<'_>) -> Member {
    let (key, name) = match property.name {
        ast::ObjectPropName::String(it) => (range(it.range), it.value.into_owned()),
        ast::ObjectPropName::Word(it) => (range(it.range), it.value.to_owned()),
    };
    Member {
        key,
        name,
        value: node(property.value),
    }
}

fn range(range: jsonc_parser::common::Range) -> Range<usize> {
    range.start..range.end
}
