//! How a document is laid out: indentation, line ends, the space after colons and commas.

use std::borrow::Cow;
use std::ops::Range;

use super::{Source, quote};
use crate::document::lexer::Words;
use crate::document::{Document, Node, NodeKind};

/// The layout that new entries follow.
pub(in crate::document) struct Style {
    /// One level of indentation.
    pub(super) unit: String,
    /// The line end.
    pub(super) newline: &'static str,
    /// What stands between key and value.
    pub(super) colon: &'static str,
    /// What stands between entries on one line.
    pub(super) comma: &'static str,
    /// Whether objects are spread over lines.
    pub(super) is_spread: bool,
}

impl Style {
    pub(in crate::document) fn of(document: &Document) -> Self {
        let text = document.text();
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let is_blank = text.trim().is_empty();
        let is_spread = is_blank || text.trim().contains('\n');
        let after = |sign: &str| {
            let sign = Words::of(text).find(|word| &text[word.range.clone()] == sign);
            sign.map(|sign| text[sign.range.end..].starts_with([' ', '\n', '\r', '\t']))
        };
        let has_space = after(":").unwrap_or(true);
        let comma_has_space = after(",").unwrap_or(has_space);
        Self {
            unit: unit(text).unwrap_or("  ").to_owned(),
            newline,
            colon: if has_space { ": " } else { ":" },
            comma: if comma_has_space { ", " } else { "," },
            is_spread,
        }
    }

    /// A value inside objects with these keys, as text that begins at the left margin.
    pub(super) fn wrap(
        &self,
        keys: &[Cow<'_, str>],
        source: Source<'_>,
        is_spread: bool,
    ) -> String {
        let mut out = source(self, is_spread);
        for key in keys.iter().rev() {
            out = if is_spread {
                format!(
                    "{{{0}{1}{2}{3}{4}{0}}}",
                    self.newline,
                    self.unit,
                    quote(key),
                    self.colon,
                    self.deeper(&out)
                )
            } else {
                format!("{{{}{}{out}}}", quote(key), self.colon)
            };
        }
        out
    }

    /// A value of another document as text that begins at the left margin. Its words keep their spelling.
    pub(in crate::document) fn write(
        &self,
        document: &Document,
        value: &Node,
        is_spread: bool,
    ) -> String {
        let (open, close) = match value.kind {
            NodeKind::Array(_) => ("[", "]"),
            NodeKind::Object(_) => ("{", "}"),
            _ => return document.source(value).to_owned(),
        };
        let mut entries: Vec<String> = Vec::new();
        for element in value.elements() {
            entries.push(self.write(document, element, is_spread));
        }
        for member in value.members() {
            let key = &document.text()[member.key.clone()];
            let value = self.write(document, &member.value, is_spread);
            entries.push([key, self.colon, &value].concat());
        }
        if entries.is_empty() {
            return format!("{open}{close}");
        }
        if !is_spread {
            return format!("{open}{}{close}", entries.join(self.comma));
        }
        let mut out = open.to_owned();
        for (index, entry) in entries.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { "," });
            out.push_str(self.newline);
            out.push_str(&self.unit);
            out.push_str(&self.deeper(entry));
        }
        out.push_str(self.newline);
        out.push_str(close);
        out
    }

    /// The same text with one more level of indentation on every line but the first. JSON has no line ends inside strings.
    pub(super) fn deeper(&self, source: &str) -> String {
        source.replace('\n', &format!("\n{}", self.unit))
    }
}

/// The same text with the indentation of the line at `at` on every line but the first.
pub(super) fn indented(source: String, text: &str, at: usize) -> String {
    match indentation(text, at) {
        "" => source,
        margin => source.replace('\n', &format!("\n{margin}")),
    }
}

/// A value's text as if its first line began at the left margin.
pub(super) fn outdented(text: &str, range: Range<usize>) -> String {
    let source = &text[range.clone()];
    match indentation(text, range.start) {
        "" => source.to_owned(),
        margin => source.replace(&format!("\n{margin}"), "\n"),
    }
}

/// The white space that the line of `at` begins with.
pub(in crate::document) fn indentation(text: &str, at: usize) -> &str {
    let line = &text[text[..at].rfind('\n').map_or(0, |newline| newline + 1)..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// One level of indentation: what the first indented line begins with.
fn unit(text: &str) -> Option<&str> {
    text.lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| indentation(line, 0))
        .find(|margin| !margin.is_empty())
}
