//! From text to values: the diagnosing scan first, then the tree.
//!
//! The scan keeps its own stack, so hostile nesting costs heap in proportion to the text and never the call stack;
//! the tree is only ever built of text that nests at most [`MAX_DEPTH`] deep.

use std::collections::BinaryHeap;
use std::ops::Range;

use super::diagnosis;
use super::edit;
use super::node::Node;
use super::tree;
use crate::finding::{Code, Edit, Finding, Place, Severity};

/// How deep arrays and objects may nest. Apple names no limit; nothing sensible comes near this one.
pub const MAX_DEPTH: usize = 32;

/// Everything there is to say about the text as JSON, and its values when it is.
pub(super) fn read(text: &str) -> (Vec<Finding>, Option<Node>) {
    let mut findings = diagnosis::diagnose(text);
    if !findings.is_empty() {
        return (findings, None);
    }
    let Some(root) = tree::build(text) else {
        let all = 0..text.len();
        return (
            vec![syntax_finding("unexpected", all, text, Vec::new())],
            None,
        );
    };
    top_is_object(&root, &mut findings);
    keys_are_unique(&root, "", &mut findings);
    (findings, Some(root))
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
