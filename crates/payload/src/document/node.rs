//! What was read: values with the exact bytes they stand on.

use std::ops::Range;

/// One value of the document.
#[derive(Clone, PartialEq, Eq)]
pub struct Node {
    /// The bytes it stands on, quotes and brackets included.
    pub range: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
}

/// What a value is.
#[derive(Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// `{…}`, members in the order of the text, duplicates included.
    Object(Vec<Member>),
    /// `[…]`
    Array(Vec<Node>),
    /// A string, without quotes and escapes.
    String(String),
    /// A number as it is spelled.
    Number(String),
    /// `true` or `false`
    Bool(bool),
    /// `null`
    Null,
}

impl NodeKind {
    /// Its kind in one word.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Object(_) => "object",
            Self::Array(_) => "array",
            Self::String(_) => "string",
            Self::Number(_) => "number",
            Self::Bool(_) => "boolean",
            Self::Null => "null",
        }
    }
}

/// One `"key": value` of an object.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// The bytes of the key, quotes included.
    pub key: Range<usize>,
    /// The key, without quotes and escapes.
    pub name: String,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The members of an object; empty for anything else.
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            NodeKind::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of an array; empty for anything else.
    pub fn elements(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Array(elements) => elements,
            _ => &[],
        }
    }

    /// The member of that name; of duplicates the last one.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members()
            .iter()
            .rev()
            .find(|member| member.name == name)
    }

    /// The value of the member of that name.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.member(name).map(|member| &member.value)
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it holds no other values: neither an object nor an array.
    pub fn is_scalar(&self) -> bool {
        !matches!(self.kind, NodeKind::Object(_) | NodeKind::Array(_))
    }

    /// A number as it is spelled.
    pub fn as_number(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Number(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.kind, NodeKind::Object(_))
    }

    /// Whether it is the number 1 however spelled (`1`, `1.0`), which is how Apple's flags are switched on.
    pub fn is_one(&self) -> bool {
        matches!(&self.kind, NodeKind::Number(text) if matches!(text.as_str(), "1" | "1.0" | "1.00"))
    }
}
