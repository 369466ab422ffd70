//! From text to values: the strict reader first, and the diagnosing scan only when it gives up.
//!
//! Both stop at [`MAX_DEPTH`], so that hostile nesting costs neither stack nor time, and each reads a word once.

use std::collections::BinaryHeap;
use std::ops::Range;

use super::diagnosis::{self, LONG, MOST_FINDINGS};
use super::edit::{self, Patch};
use super::node::{Member, Node};
use super::tree;
use super::wrapping;
use crate::finding::{Code, Edit, Finding, Place, Severity};

/// How deep arrays and objects may nest. Apple names no limit; nothing sensible comes near this one.
pub const MAX_DEPTH: usize = 32;

/// What a text holds.
pub(super) struct Read {
    /// Everything there is to say about it as JSON, in the order of the text.
    pub(super) findings: Vec<Finding>,
    /// Its value and the length of its words, when it is JSON.
    pub(super) value: Option<(Node, usize)>,
}

/// Reads a text once when it is JSON, and looks for words about it only when it is not.
pub(super) fn read(text: &str) -> Read {
    let mut findings = Vec::new();
    let value = tree::read(text);
    if let Some((root, _)) = &value {
        top_is_object(root, text, &mut findings);
        keys_are_unique(root, &mut String::new(), &mut findings);
    } else {
        findings = diagnosis::diagnose(text);
        if text.len() <= LONG
            && needs_a_person(&findings)
            && let Some(wrapping) = wrapping::recognize(text)
        {
            findings = vec![wrapping];
        }
        if findings.is_empty() {
            findings.push(syntax_finding(
                "unexpected",
                0..text.len(),
                text,
                Vec::new(),
            ));
        }
    }
    Read { findings, value }
}

/// Whether the fixes lead nowhere, or were guessed from words whose quotes are in the wrong places.
fn needs_a_person(findings: &[Finding]) -> bool {
    let is_missing = |(_, what): &(&str, String)| what.starts_with("missing");
    findings.iter().any(|finding| finding.fix.is_empty())
        || findings
            .first()
            .is_some_and(|first| first.args.iter().any(is_missing))
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

fn top_is_object(root: &Node, text: &str, findings: &mut Vec<Finding>) {
    if root.is_object() {
        return;
    }
    let inner = root
        .as_str()
        .and_then(|inner| Some((inner, tree::read(inner)?.0)));
    let (what, fix) = match inner {
        Some((inner, value)) if value.is_object() => (
            "text-in-text",
            vec![Edit::Text(Patch::between(text, inner))],
        ),
        _ => (root.kind.name(), Vec::new()),
    };
    let args = vec![("what", what.to_owned())];
    findings.push(finding(Code::J003, root.range.clone(), "", args, fix));
}

/// Names every member that a later one of the same key overrides.
fn keys_are_unique(node: &Node, pointer: &mut String, findings: &mut Vec<Finding>) {
    let members = node.members();
    let mut overridden = overridden(members).into_iter().peekable();
    let length = pointer.len();
    for (index, member) in members.iter().enumerate() {
        if findings.len() >= MOST_FINDINGS {
            return;
        }
        let is_overridden = overridden.next_if_eq(&index).is_some();
        if !is_overridden && member.value.is_scalar() {
            continue;
        }
        pointer.push('/');
        pointer.push_str(&super::escape_pointer(&member.name));
        if is_overridden {
            findings.push(finding(
                Code::J002,
                member.key.clone(),
                pointer,
                vec![("key", excerpt(&member.name))],
                vec![Edit::Text(edit::without(node, index))],
            ));
        }
        keys_are_unique(&member.value, pointer, findings);
        pointer.truncate(length);
    }
    let elements = node.elements().iter().enumerate();
    for (index, element) in elements.filter(|(_, element)| !element.is_scalar()) {
        pointer.push('/');
        pointer.push_str(&index.to_string());
        keys_are_unique(element, pointer, findings);
        pointer.truncate(length);
    }
}

/// The members that a later one of the same key overrides, in the order of the text.
pub(crate) fn overridden(members: &[Member]) -> Vec<usize> {
    let is_repeated = |at: &usize| {
        let (this, later) = (&members[*at], &members[at + 1..]);
        later.iter().any(|other| other.name == this.name)
    };
    if members.len() <= 16 {
        return (0..members.len()).filter(is_repeated).collect();
    }
    // A heap sorts in as much code as it takes; a slice's `sort` is ten times as much, and the page carries it.
    let names = members.iter().enumerate();
    let by_name: BinaryHeap<_> = names
        .map(|(at, member)| (member.name.as_str(), at))
        .collect();
    let by_name = by_name.into_sorted_vec();
    let pairs = by_name.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let indexes: BinaryHeap<usize> = pairs.map(|pair| pair[0].1).collect();
    indexes.into_sorted_vec()
}
