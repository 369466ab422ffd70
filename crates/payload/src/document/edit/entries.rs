//! The entries of an object or array: where they stand, and the patches that add them, take them out and reorder them.

use std::ops::Range;

use super::style::{self, Style};
use super::{EditError, Patch};
use crate::document::{Node, NodeKind, pointer};

/// Where an entry goes among its neighbors. An entry of an array is named by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot<'a> {
    /// Before all others.
    First,
    /// Behind all others.
    Last,
    /// Before the entry that has this index now; behind all others when it is their number.
    At(usize),
    /// Before the entry of this name.
    Before(&'a str),
    /// Behind the entry of this name.
    After(&'a str),
}

impl Slot<'_> {
    /// How many of the present entries come before it.
    pub(super) fn index(self, parent: &Node) -> Result<usize, EditError> {
        let index = match self {
            Self::First => Some(0),
            Self::Last => Some(count(parent)),
            Self::At(index) => Some(index).filter(|index| *index <= count(parent)),
            Self::Before(key) => position(parent, key),
            Self::After(key) => position(parent, key).map(|index| index + 1),
        };
        index.ok_or(EditError::Missing)
    }
}

fn count(parent: &Node) -> usize {
    parent.members().len() + parent.elements().len()
}

/// The bytes of an entry: of an object from the key to the value's end.
fn entry(parent: &Node, index: usize) -> Option<Range<usize>> {
    match &parent.kind {
        NodeKind::Object(members) => {
            let member = members.get(index)?;
            Some(member.key.start..member.value.range.end)
        }
        _ => Some(parent.elements().get(index)?.range.clone()),
    }
}

/// The index of an entry; of equal keys the last one.
pub(super) fn position(parent: &Node, key: &str) -> Option<usize> {
    match &parent.kind {
        NodeKind::Object(members) => members.iter().rposition(|member| member.name == key),
        _ => pointer::index(key).filter(|index| *index < parent.elements().len()),
    }
}

/// Whether another entry has the same key, so that an edit of one would bring the other to light.
pub(super) fn is_repeated(parent: &Node, key: &str) -> bool {
    let members = parent.members().iter();
    members.filter(|member| member.name == key).nth(1).is_some()
}

/// The patch that adds an entry before the one at `index`. `label` is its key with the colon, nothing in an array;
/// `value` writes it over lines or into one.
pub(super) fn insert(
    text: &str,
    style: &Style,
    parent: &Node,
    index: usize,
    label: &str,
    value: &dyn Fn(bool) -> String,
) -> Patch {
    let newline = style.newline;
    if let Some(next) = entry(parent, index) {
        let replacement = if is_first_of_line(text, next.start) {
            let entry = [label, &value(true), ",", newline].concat();
            style::indented(entry, text, next.start)
        } else {
            [label, &value(false), style.comma].concat()
        };
        return insertion(next.start, replacement);
    }
    if let Some(last) = index.checked_sub(1).and_then(|last| entry(parent, last)) {
        let replacement = if is_first_of_line(text, last.start) {
            let entry = [",", newline, label, &value(true)].concat();
            style::indented(entry, text, last.start)
        } else {
            [style.comma, label, &value(false)].concat()
        };
        return insertion(last.end, replacement);
    }
    let entry = [label, &value(style.is_spread)].concat();
    let replacement = if style.is_spread {
        let entry = [newline, &style.unit, &style.deeper(&entry), newline].concat();
        style::indented(entry, text, parent.range.start)
    } else {
        entry
    };
    Patch {
        range: inside(parent),
        replacement,
    }
}

fn insertion(at: usize, replacement: String) -> Patch {
    Patch {
        range: at..at,
        replacement,
    }
}

fn is_first_of_line(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t']);
    before.ends_with('\n')
}

/// What is between the brackets.
fn inside(parent: &Node) -> Range<usize> {
    parent.range.start + 1..parent.range.end - 1
}

/// The patch that takes entry `index` out. Only white space and a comma go with it.
pub(crate) fn without(parent: &Node, index: usize) -> Patch {
    let previous = index.checked_sub(1).and_then(|index| entry(parent, index));
    let range = match (entry(parent, index), entry(parent, index + 1), previous) {
        (Some(gone), Some(next), _) => gone.start..next.start,
        (Some(gone), None, Some(previous)) => previous.end..gone.end,
        _ => inside(parent),
    };
    Patch {
        range,
        replacement: String::new(),
    }
}

/// The patch that takes out every entry of a key, so that none of them comes to light; `last` is the last of them.
pub(super) fn without_all(text: &str, parent: &Node, key: &str, last: usize) -> Patch {
    let mut patch = without(parent, last);
    // From here on nothing is kept.
    let mut tail = if last + 1 == count(parent) {
        last
    } else {
        usize::MAX
    };
    let members = parent.members().iter().enumerate().take(last);
    for (index, _) in members.rev().filter(|(_, member)| member.name == key) {
        let gone = if index + 1 == tail {
            tail = index;
            without_tail(parent, index)
        } else {
            without(parent, index).range
        };
        if gone.end < patch.range.start {
            patch
                .replacement
                .insert_str(0, &text[gone.end..patch.range.start]);
        }
        patch.range = gone.start..patch.range.end.max(gone.end);
    }
    patch
}

/// The bytes of an entry behind which none is left.
fn without_tail(parent: &Node, index: usize) -> Range<usize> {
    match (
        entry(parent, index),
        index.checked_sub(1).and_then(|index| entry(parent, index)),
    ) {
        (Some(gone), Some(previous)) => previous.end..gone.end,
        _ => inside(parent),
    }
}

/// The patch that moves entry `from` before the one that is at `to` now. What stands between entries stays where it is.
pub(super) fn reorder(text: &str, parent: &Node, from: usize, to: usize) -> Option<Patch> {
    let to = if to > from { to - 1 } else { to };
    let (low, high) = (from.min(to), from.max(to));
    let mut order: Vec<usize> = (low..=high).collect();
    if from < to {
        order.rotate_left(1);
    } else {
        order.rotate_right(1);
    }
    let range = entry(parent, low)?.start..entry(parent, high)?.end;
    let mut replacement = String::with_capacity(range.len());
    for (place, index) in (low..).zip(order) {
        if place > low {
            replacement.push_str(&text[entry(parent, place - 1)?.end..entry(parent, place)?.start]);
        }
        replacement.push_str(&text[entry(parent, index)?]);
    }
    Some(Patch { range, replacement })
}
