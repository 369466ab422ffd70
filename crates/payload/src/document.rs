//! The lossless document: the JSON *text* is the truth, everything else is a projection of it.
//!
//! A form edit becomes a [`Patch`] at the node's span, so unknown keys, key order, number spelling, escapes and
//! indentation survive byte for byte. Broken text is a value too: [`Document::parse`] never fails, it names what is wrong.

mod diagnosis;
mod edit;
mod lexer;
mod node;
mod place;
mod pointer;
mod repair;
mod syntax;
mod tree;
mod wrapping;

use std::fmt;
use std::sync::Arc;

pub(crate) use edit::without;
pub use edit::{EditError, Patch, Slot, quote};
pub use lexer::{LexKind, Lexeme, lex};
pub(crate) use lexer::{is_fraction, is_number};
pub use node::{Member, Node, NodeKind};
pub use place::{byte_offset, line_column, utf16_range};
pub use pointer::escape as escape_pointer;
pub use syntax::MAX_DEPTH;
use syntax::Read;
pub(crate) use syntax::{excerpt, overridden};

use crate::finding::Finding;
use edit::Style;

/// A payload's text and what could be read from it. Cheap to clone; equal when the texts are equal.
///
/// Its `Debug` shows the length only, because a payload may be confidential.
#[derive(Clone)]
pub struct Document(Arc<Parsed>);

struct Parsed {
    text: Arc<str>,
    read: Read,
}

impl Document {
    /// Reads any text. Never fails, never panics, and takes time and stack that do not depend on how deep the text nests.
    pub fn parse(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let read = syntax::read(&text);
        Self(Arc::new(Parsed { text, read }))
    }

    /// The text, byte for byte as it was given.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Whether the text is JSON by RFC 8259, nested at most [`MAX_DEPTH`] deep. A duplicate key does not make it invalid.
    pub fn is_valid(&self) -> bool {
        self.0.read.value.is_some()
    }

    /// What is wrong with the text as JSON, in the order of the text: rules `J001` to `J005`.
    pub fn syntax(&self) -> &[Finding] {
        &self.0.read.findings
    }

    /// The whole value; `None` while the text does not parse.
    pub fn root(&self) -> Option<&Node> {
        self.0.read.value.as_ref().map(|(root, _)| root)
    }

    /// The value that an RFC 6901 pointer names; of duplicate keys the last one, as every common parser has it.
    pub fn node(&self, pointer: &str) -> Option<&Node> {
        pointer::resolve(self.root()?, pointer)
    }

    /// The string that a pointer names, without quotes and escapes.
    pub fn string(&self, pointer: &str) -> Option<&str> {
        self.node(pointer)?.as_str()
    }

    /// The number that a pointer names, as it is spelled.
    pub fn number_text(&self, pointer: &str) -> Option<&str> {
        match &self.node(pointer)?.kind {
            NodeKind::Number(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the pointer names a value, `null` included.
    pub fn has(&self, pointer: &str) -> bool {
        self.node(pointer).is_some()
    }

    /// The text of a node, byte for byte.
    pub fn source(&self, node: &Node) -> &str {
        &self.text()[node.range.clone()]
    }

    /// The patch that writes `value`, which is JSON text, at `pointer`: replaces the value there, or adds the key, with missing
    /// parents. It is laid out like its neighbors; its words keep their spelling. `/-` at the end of a pointer adds to an array.
    pub fn set(&self, pointer: &str, value: &str) -> Result<Patch, EditError> {
        let value = Self::parse(value);
        let root = value.root().ok_or(EditError::BadValue)?;
        edit::set(self, &Style::of(self), pointer, &|style, is_spread| {
            style.write(&value, root, is_spread)
        })
    }

    /// Like [`Document::set`], with text that is not looked at: one word, or already laid out.
    pub fn set_source(&self, pointer: &str, source: &str) -> Result<Patch, EditError> {
        edit::set(self, &Style::of(self), pointer, &|_, _| source.to_owned())
    }

    /// The patch that adds `value`, which is JSON text, as a new entry at a chosen place. The pointer names it: in an object
    /// by a key that is not there yet, in an array by `-`. Its parent must be there.
    ///
    /// ```
    /// use payload::Document;
    /// use payload::document::Slot;
    ///
    /// let document = Document::parse(r#"{"aps": {"badge": 1}, "id": 7}"#);
    /// let patch = document.insert("/aps/alert", Slot::Before("badge"), r#""Hi""#).unwrap();
    /// assert_eq!(document.patched(&patch).text(), r#"{"aps": {"alert": "Hi", "badge": 1}, "id": 7}"#);
    /// ```
    pub fn insert(&self, pointer: &str, slot: Slot<'_>, value: &str) -> Result<Patch, EditError> {
        let value = Self::parse(value);
        let root = value.root().ok_or(EditError::BadValue)?;
        edit::insert(self, pointer, slot, &|style, is_spread| {
            style.write(&value, root, is_spread)
        })
    }

    /// The patch that moves the entry at `pointer` to another place in the same object or array. The entries on the way
    /// move up; the white space and commas between them stay.
    pub fn reorder(&self, pointer: &str, slot: Slot<'_>) -> Result<Patch, EditError> {
        edit::reorder(self, pointer, slot)
    }

    /// The patch that gives the key at `pointer` another name, which its object does not have yet.
    pub fn rename(&self, pointer: &str, name: &str) -> Result<Patch, EditError> {
        edit::rename(self, pointer, name)
    }

    /// The patch that moves the value at `from` to `to`, as it is spelled. `to` is read once the value is gone from `from`,
    /// and written as by [`Document::set`].
    pub fn relocate(&self, from: &str, to: &str) -> Result<Patch, EditError> {
        edit::relocate(self, from, to)
    }

    /// The patch that removes the value at `pointer` with its key, its comma and the white space that belonged to it;
    /// of equal keys all, so that none comes to light.
    pub fn remove(&self, pointer: &str) -> Result<Patch, EditError> {
        edit::remove(self, pointer)
    }

    /// The document after a patch.
    #[must_use]
    pub fn patched(&self, patch: &Patch) -> Self {
        Self::parse(patch.apply(self.text()))
    }

    /// The bytes that are sent: every token byte for byte, without the white space between them. `None` while the text does not parse.
    pub fn minified(&self) -> Option<String> {
        self.is_valid().then(|| lexer::join(self.text()))
    }

    /// The length of [`Document::minified`], known since the text was read.
    pub fn minified_len(&self) -> Option<usize> {
        self.0.read.value.as_ref().map(|(_, length)| *length)
    }
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.text() == other.text()
    }
}

impl Eq for Document {}

impl Default for Document {
    fn default() -> Self {
        Self::parse("")
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({} bytes)", self.text().len())
    }
}
