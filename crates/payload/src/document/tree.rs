//! The strict reader: from words to values in one pass, for text that is JSON.
//!
//! It gives up at the first thing that is not, without a word about it: the diagnosing scan finds the words.
//! Its call stack is bounded, because it gives up at [`MAX_DEPTH`] as well.

use super::lexer::{LexKind, Lexeme, Words};
use super::node::{Member, Node, NodeKind};
use super::repair::{inside_string, unit};
use super::syntax::MAX_DEPTH;

/// The value of a text that is JSON, and how many bytes its words have without the white space between them.
pub(super) fn read(text: &str) -> Option<(Node, usize)> {
    let mut reader = Reader {
        text,
        words: Words::of(text),
        length: 0,
        depth: 0,
    };
    let word = reader.word()?;
    let root = reader.value(word)?;
    match reader.word() {
        Some(_) => None,
        None => Some((root, reader.length)),
    }
}

struct Reader<'a> {
    text: &'a str,
    words: Words<'a>,
    length: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn word(&mut self) -> Option<Lexeme> {
        let word = self.words.next()?;
        self.length += word.range.len();
        Some(word)
    }

    fn found(&self, word: &Lexeme) -> &'a str {
        &self.text[word.range.clone()]
    }

    /// The value that begins with `word`.
    fn value(&mut self, word: Lexeme) -> Option<Node> {
        let found = self.found(&word);
        let mut range = word.range;
        let kind = match (word.kind, found) {
            (LexKind::String, _) => NodeKind::String(string(found)?),
            (LexKind::Number, _) => NodeKind::Number(found.to_owned()),
            (LexKind::Literal, "null") => NodeKind::Null,
            (LexKind::Literal, _) => NodeKind::Bool(found == "true"),
            (LexKind::Punctuation, "{" | "[") if self.depth < MAX_DEPTH => {
                self.depth += 1;
                let kind = if found == "{" {
                    self.object()?
                } else {
                    self.array()?
                };
                self.depth -= 1;
                range.end = self.words.at();
                kind
            }
            _ => return None,
        };
        Some(Node { range, kind })
    }

    fn object(&mut self) -> Option<NodeKind> {
        let mut members = Vec::new();
        let mut word = self.word()?;
        while self.found(&word) != "}" || !members.is_empty() {
            if word.kind != LexKind::String {
                return None;
            }
            let name = string(self.found(&word))?;
            let colon = self.word()?;
            if self.found(&colon) != ":" {
                return None;
            }
            let first = self.word()?;
            members.push(Member {
                key: word.range,
                name,
                value: self.value(first)?,
            });
            if self.is_over("}")? {
                break;
            }
            word = self.word()?;
        }
        Some(NodeKind::Object(members))
    }

    fn array(&mut self) -> Option<NodeKind> {
        let mut elements = Vec::new();
        let mut word = self.word()?;
        while self.found(&word) != "]" || !elements.is_empty() {
            elements.push(self.value(word)?);
            if self.is_over("]")? {
                break;
            }
            word = self.word()?;
        }
        Some(NodeKind::Array(elements))
    }

    /// Whether the closing bracket comes next, rather than a comma.
    fn is_over(&mut self, closing: &str) -> Option<bool> {
        let word = self.word()?;
        match self.found(&word) {
            "," => Some(false),
            found if found == closing => Some(true),
            _ => None,
        }
    }
}

/// A string without its quotes and escapes.
fn string(quoted: &str) -> Option<String> {
    let inner = quoted.get(1..quoted.len() - 1)?;
    let is_plain = inner.bytes().all(|byte| byte >= b' ' && byte != b'\\');
    if is_plain {
        return Some(inner.to_owned());
    }
    match inside_string(quoted, 0) {
        Some(_) => None,
        None => Some(unescaped(inner)),
    }
}

/// A text without its escapes. What is none stays as it is.
pub(super) fn unescaped(mut rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut characters = after.chars();
        let character = match characters.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let (character, length) = unicode(&rest[before.len()..]);
                out.push(character);
                rest = rest.get(before.len() + length..).unwrap_or_default();
                continue;
            }
            Some(itself) => itself,
            None => break,
        };
        out.push(character);
        rest = characters.as_str();
    }
    out.push_str(rest);
    out
}

/// The character of a `\uXXXX` or of a pair of them, and the length of its spelling.
fn unicode(rest: &str) -> (char, usize) {
    let first = unit(rest).unwrap_or_default();
    let second = rest.get(6..).and_then(unit);
    let pair = [first, second.unwrap_or_default()];
    let character = char::decode_utf16(pair).next().and_then(Result::ok);
    let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
    (character, 6 * character.len_utf16())
}
