//! JSON that keeps its members in the order in which they were put, because people read schemas.

use crate::document::quote;

/// A value.
#[derive(Clone)]
pub(super) enum Json {
    Array(Vec<Self>),
    Bool(bool),
    Number(i64),
    Object(Vec<(String, Self)>),
    Text(String),
}

impl Json {
    pub(super) const fn object() -> Self {
        Self::Object(Vec::new())
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn texts(texts: &[&str]) -> Self {
        Self::Array(texts.iter().map(|text| Self::text(text)).collect())
    }

    /// Adds a member; to anything but an object nothing.
    pub(super) fn put(&mut self, name: &str, value: Self) {
        if let Self::Object(members) = self {
            members.push((name.to_owned(), value));
        }
    }

    /// The object with one more member.
    pub(super) fn with(mut self, name: &str, value: Self) -> Self {
        self.put(name, value);
        self
    }

    pub(super) const fn is_empty(&self) -> bool {
        match self {
            Self::Array(elements) => elements.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Bool(_) | Self::Number(_) | Self::Text(_) => false,
        }
    }

    /// As text that ends with a line break: two spaces for each level; what has no object in it stays on one line.
    pub(super) fn printed(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        let line = |out: &mut String, depth: usize| {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        };
        match self {
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(value) => out.push_str(&value.to_string()),
            Self::Text(text) => out.push_str(&quote(text)),
            Self::Object(members) if members.is_empty() => out.push_str("{}"),
            Self::Object(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    line(out, depth + 1);
                    out.push_str(&quote(name));
                    out.push_str(": ");
                    value.write(out, depth + 1);
                }
                line(out, depth);
                out.push('}');
            }
            Self::Array(elements) => {
                let is_flat = !elements
                    .iter()
                    .any(|it| matches!(it, Self::Object(_) | Self::Array(_)));
                out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    if index > 0 {
                        out.push_str(if is_flat { ", " } else { "," });
                    }
                    if !is_flat {
                        line(out, depth + 1);
                    }
                    element.write(out, depth + 1);
                }
                if !is_flat {
                    line(out, depth);
                }
                out.push(']');
            }
        }
    }
}
