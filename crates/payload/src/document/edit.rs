//! Edits as minimal patches of the text, in the style of what stands around them.

mod entries;
mod style;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::node::{Node, NodeKind};
use super::{Document, pointer};
pub use entries::Slot;
pub(crate) use entries::without;
pub(super) use style::Style;
pub(super) use style::indentation;

/// Replace a range of the text.
///
/// Its `Debug` shows the range and the replacement's length only, because a payload may be confidential.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// What to put there.
    pub replacement: String,
}

impl Patch {
    /// The text with the patch applied. A range that does not fit the text is moved to the nearest character boundaries.
    pub fn apply(&self, text: &str) -> String {
        let start = text.floor_char_boundary(self.range.start);
        let end = text.floor_char_boundary(self.range.end).max(start);
        let mut out = String::with_capacity(start + self.replacement.len() + text.len() - end);
        out.push_str(&text[..start]);
        out.push_str(&self.replacement);
        out.push_str(&text[end..]);
        out
    }

    /// The smallest patch that turns `old` into `new`.
    pub fn between(old: &str, new: &str) -> Self {
        let same = old
            .bytes()
            .zip(new.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let start = old.floor_char_boundary(same);
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let mut same = old_rest
            .bytes()
            .rev()
            .zip(new_rest.bytes().rev())
            .take_while(|(a, b)| a == b)
            .count();
        while !old_rest.is_char_boundary(old_rest.len() - same)
            || !new_rest.is_char_boundary(new_rest.len() - same)
        {
            same -= 1;
        }
        Self {
            range: start..old.len() - same,
            replacement: new_rest[..new_rest.len() - same].to_owned(),
        }
    }
}

impl fmt::Debug for Patch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Patch({}..{}, {} bytes)",
            self.range.start,
            self.range.end,
            self.replacement.len()
        )
    }
}

/// Why a value cannot be written or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The key is in its object more than once: the edit would change which one counts.
    #[error("this key is there more than once")]
    Ambiguous,
    /// The pointer does not begin with `/`, or is empty where a key is needed.
    #[error("the pointer does not name a place")]
    BadPointer,
    /// The new value is not JSON.
    #[error("the value is not valid JSON")]
    BadValue,
    /// The text does not parse, so there is no place to write to.
    #[error("the text is not valid JSON")]
    Broken,
    /// There is nothing to remove.
    #[error("there is nothing at this place")]
    Missing,
    /// A parent is neither an object nor an array, or an array has no such place.
    #[error("a value on the way cannot hold this one")]
    NotAContainer,
    /// The object has this key already.
    #[error("this key is there already")]
    Taken,
}

/// A string in JSON's quotes.
pub fn quote(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        let short = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..' ' => {
                let byte = character as usize;
                out.push_str("\\u00");
                out.push(HEX[byte >> 4].into());
                out.push(HEX[byte & 15].into());
                continue;
            }
            _ => {
                out.push(character);
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
    out.push('"');
    out
}

/// How a new value is written: in the document's style, over lines or into one. Its later lines are indented as if it
/// began at the left margin.
pub(super) type Source<'a> = &'a dyn Fn(&Style, bool) -> String;

/// Writes a value, with missing parents.
pub(super) fn set(
    document: &Document,
    style: &Style,
    pointer: &str,
    source: Source<'_>,
) -> Result<Patch, EditError> {
    let text = document.text();
    let keys = pointer::keys(pointer).ok_or(EditError::BadPointer)?;
    let root = match document.root() {
        Some(root) => root,
        None if text.trim().is_empty() || keys.is_empty() => {
            return Ok(Patch {
                range: 0..text.len(),
                replacement: style.wrap(&keys, source, true),
            });
        }
        None => return Err(EditError::Broken),
    };
    let mut node = root;
    for (depth, key) in keys.iter().enumerate() {
        if let Some(next) = pointer::step(node, key) {
            node = next;
            continue;
        }
        let label = match &node.kind {
            NodeKind::Object(_) => [&quote(key), style.colon].concat(),
            NodeKind::Array(elements)
                if key == "-" || pointer::index(key) == Some(elements.len()) =>
            {
                String::new()
            }
            _ => return Err(EditError::NotAContainer),
        };
        let rest = &keys[depth + 1..];
        let value = |is_spread| style.wrap(rest, source, is_spread);
        let last = Slot::Last.index(node)?;
        return Ok(entries::insert(text, style, node, last, &label, &value));
    }
    let replacement = style::indented(source(style, style.is_spread), text, node.range.start);
    Ok(Patch {
        range: node.range.clone(),
        replacement,
    })
}

/// Adds a key or an element at a chosen place.
pub(super) fn insert(
    document: &Document,
    pointer: &str,
    slot: Slot<'_>,
    source: Source<'_>,
) -> Result<Patch, EditError> {
    let (parent, key) = parent(document, pointer)?;
    let style = Style::of(document);
    let label = match &parent.kind {
        NodeKind::Object(_) if parent.member(&key).is_some() => return Err(EditError::Taken),
        NodeKind::Object(_) => [&quote(&key), style.colon].concat(),
        NodeKind::Array(_) if key == "-" => String::new(),
        NodeKind::Array(_) => return Err(EditError::BadPointer),
        _ => return Err(EditError::NotAContainer),
    };
    let value = |is_spread| source(&style, is_spread);
    let index = slot.index(parent)?;
    let text = document.text();
    Ok(entries::insert(text, &style, parent, index, &label, &value))
}

/// The object or array that holds what a pointer names, and the name there.
fn parent<'a>(
    document: &'a Document,
    pointer: &'a str,
) -> Result<(&'a Node, Cow<'a, str>), EditError> {
    let root = document.root().ok_or(EditError::Broken)?;
    let (parent, key) = match pointer.rsplit_once('/') {
        Some(split) if pointer.starts_with('/') => split,
        _ => return Err(EditError::BadPointer),
    };
    let parent = pointer::resolve(root, parent).ok_or(EditError::Missing)?;
    Ok((parent, pointer::unescape(key)))
}

/// Removes a value with its key, its comma and the white space that belonged to it.
pub(super) fn remove(document: &Document, pointer: &str) -> Result<Patch, EditError> {
    let (parent, key) = parent(document, pointer)?;
    let last = entries::position(parent, &key).ok_or(EditError::Missing)?;
    Ok(entries::without_all(document.text(), parent, &key, last))
}

/// Gives the key at `pointer` another name.
pub(super) fn rename(document: &Document, pointer: &str, name: &str) -> Result<Patch, EditError> {
    let (parent, key) = parent(document, pointer)?;
    let member = parent.member(&key).ok_or(EditError::Missing)?;
    if entries::is_repeated(parent, &key) {
        return Err(EditError::Ambiguous);
    }
    if name != key && parent.member(name).is_some() {
        return Err(EditError::Taken);
    }
    Ok(Patch {
        range: member.key.clone(),
        replacement: quote(name),
    })
}

/// Moves an entry to another place among its neighbors.
pub(super) fn reorder(
    document: &Document,
    pointer: &str,
    slot: Slot<'_>,
) -> Result<Patch, EditError> {
    let (parent, key) = parent(document, pointer)?;
    let from = entries::position(parent, &key).ok_or(EditError::Missing)?;
    if entries::is_repeated(parent, &key) {
        return Err(EditError::Ambiguous);
    }
    let to = slot.index(parent)?;
    entries::reorder(document.text(), parent, from, to).ok_or(EditError::Missing)
}

/// Moves a value to another place, as it is spelled.
pub(super) fn relocate(document: &Document, from: &str, to: &str) -> Result<Patch, EditError> {
    let gone = remove(document, from)?;
    let node = document.node(from).ok_or(EditError::Missing)?;
    let source = style::outdented(document.text(), node.range.clone());
    let removed = document.patched(&gone);
    let style = Style::of(document);
    let moved = removed.patched(&set(&removed, &style, to, &|_, _| source.clone())?);
    Ok(Patch::between(document.text(), moved.text()))
}
