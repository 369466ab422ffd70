//! The lexer: total, for highlighting broken text as well as for joining tokens. It knows words, not grammar.

use std::ops::Range;

/// One word of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it looks like.
    pub kind: LexKind,
}

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LexKind {
    /// One of `{ } [ ] : ,`
    Punctuation,
    /// A string that a colon follows.
    Key,
    /// Any other string.
    String,
    /// A number of RFC 8259.
    Number,
    /// `true`, `false` or `null`
    Literal,
    /// `// …`, `# …` or `/* … */`, which JSON does not have.
    Comment,
    /// Anything that JSON does not have.
    Broken,
}

/// Splits any text into words, in order, without overlap; what lies between them is white space.
pub fn lex(text: &str) -> Vec<Lexeme> {
    let _ = text;
    Vec::new()
}

pub(super) fn join(text: &str) -> String {
    text.to_owned()
}

pub(super) fn joined_len(text: &str) -> usize {
    text.len()
}
