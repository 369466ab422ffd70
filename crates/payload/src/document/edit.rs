//! Edits as minimal patches of the text, in the style of what stands around them.

mod style;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::node::{Node, NodeKind};
use super::{Document, pointer};
use style::Style;
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

/// Writes a value, given as JSON text whose later lines are indented as if it began at the left margin.
pub(super) fn set(
    document: &Document,
    pointer: &str,
    source: &dyn Fn(&Style, bool) -> String,
) -> Result<Patch, EditError> {
    let text = document.text();
    let style = Style::of(document);
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
        match pointer::step(node, key) {
            Some(next) => node = next,
            None => return insert(text, &style, node, key, &keys[depth + 1..], source),
        }
    }
    let replacement = style::indented(source(&style, style.is_spread), text, node.range.start);
    Ok(Patch {
        range: node.range.clone(),
        replacement,
    })
}

fn insert(
    text: &str,
    style: &Style,
    parent: &Node,
    key: &str,
    rest: &[Cow<'_, str>],
    source: &dyn Fn(&Style, bool) -> String,
) -> Result<Patch, EditError> {
    let label = match &parent.kind {
        NodeKind::Object(_) => format!("{}{}", quote(key), style.colon),
        NodeKind::Array(elements) if key == "-" || pointer::index(key) == Some(elements.len()) => {
            String::new()
        }
        _ => return Err(EditError::NotAContainer),
    };
    let items = items(parent);
    let Some(last) = items.last() else {
        let inside = parent.range.start + 1..parent.range.end - 1;
        let value = style.wrap(rest, source, style.is_spread);
        let replacement = if style.is_spread {
            let entry = format!(
                "{}{}{label}{}{}",
                style.newline,
                style.unit,
                style.deeper(&value),
                style.newline
            );
            style::indented(entry, text, parent.range.start)
        } else {
            format!("{label}{value}")
        };
        return Ok(Patch {
            range: inside,
            replacement,
        });
    };
    let end = last.end;
    let is_on_own_line = text[..last.start]
        .trim_end_matches([' ', '\t'])
        .ends_with('\n');
    let value = style.wrap(rest, source, is_on_own_line);
    let entry = if is_on_own_line {
        style::indented(
            format!(",{}{label}{value}", style.newline),
            text,
            last.start,
        )
    } else {
        format!("{}{label}{value}", style.comma)
    };
    Ok(Patch {
        range: end..end,
        replacement: entry,
    })
}

/// Removes a value with its key, its comma and the white space that belonged to it.
pub(super) fn remove(document: &Document, pointer: &str) -> Result<Patch, EditError> {
    let root = document.root().ok_or(EditError::Broken)?;
    let (parent, key) = pointer.rsplit_once('/').ok_or(EditError::BadPointer)?;
    let parent = pointer::resolve(root, parent).ok_or(EditError::Missing)?;
    let keys = pointer::keys(pointer).ok_or(EditError::BadPointer)?;
    let key = keys.last().map_or(key, AsRef::as_ref);
    let index = match &parent.kind {
        NodeKind::Object(members) => members.iter().rposition(|member| member.name == key),
        NodeKind::Array(elements) => pointer::index(key).filter(|index| *index < elements.len()),
        _ => None,
    };
    Ok(without(parent, index.ok_or(EditError::Missing)?))
}

/// The patch that takes entry `index` out of an object or array. Only white space and a comma go with it.
pub(super) fn without(parent: &Node, index: usize) -> Patch {
    let items = items(parent);
    let item = items[index].clone();
    let range = match (items.get(index + 1), index.checked_sub(1)) {
        (Some(next), _) => item.start..next.start,
        (None, Some(previous)) => items[previous].end..item.end,
        (None, None) => parent.range.start + 1..parent.range.end - 1,
    };
    Patch {
        range,
        replacement: String::new(),
    }
}

/// Gives the key at `pointer` another name.
pub(super) fn rename(document: &Document, pointer: &str, name: &str) -> Result<Patch, EditError> {
    let root = document.root().ok_or(EditError::Broken)?;
    let keys = pointer::keys(pointer).ok_or(EditError::BadPointer)?;
    let (key, parents) = keys.split_last().ok_or(EditError::BadPointer)?;
    let mut parent = root;
    for key in parents {
        parent = pointer::step(parent, key).ok_or(EditError::Missing)?;
    }
    let member = parent.member(key).ok_or(EditError::Missing)?;
    Ok(Patch {
        range: member.key.clone(),
        replacement: quote(name),
    })
}

/// Moves a value to another place, as it is spelled.
pub(super) fn relocate(document: &Document, from: &str, to: &str) -> Result<Patch, EditError> {
    let node = document.node(from).ok_or(EditError::Missing)?;
    let source = style::outdented(document.text(), node.range.clone());
    let removed = document.patched(&remove(document, from)?);
    let moved = removed.patched(&removed.set_source(to, &source)?);
    Ok(Patch::between(document.text(), moved.text()))
}

/// The bytes of each entry: of an object from the key to the value's end.
fn items(parent: &Node) -> Vec<Range<usize>> {
    match &parent.kind {
        NodeKind::Object(members) => members
            .iter()
            .map(|member| member.key.start..member.value.range.end)
            .collect(),
        NodeKind::Array(elements) => elements
            .iter()
            .map(|element| element.range.clone())
            .collect(),
        _ => Vec::new(),
    }
}
