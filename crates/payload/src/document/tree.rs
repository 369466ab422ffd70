//! From words to values, once the scan has found that the words are JSON.
//!
//! The scan has checked the grammar, the spelling of every word and the depth, so this only has to put them together.

use std::slice;

use super::lexer::{LexKind, Lexeme, lex};
use super::node::{Member, Node, NodeKind};
use super::repair::unit;

/// The value that a text without a finding holds. `None` where the scan has found something after all.
pub(super) fn build(text: &str) -> Option<Node> {
    let words = lex(text);
    let mut builder = Builder {
        text,
        words: words.iter(),
    };
    let word = builder.words.next()?;
    builder.value(word)
}

struct Builder<'a> {
    text: &'a str,
    words: slice::Iter<'a, Lexeme>,
}

impl<'a> Builder<'a> {
    fn found(&self, word: &Lexeme) -> &'a str {
        &self.text[word.range.clone()]
    }

    /// The value that begins with `word`.
    fn value(&mut self, word: &Lexeme) -> Option<Node> {
        let found = self.found(word);
        let mut range = word.range.clone();
        let kind = match (word.kind, found) {
            (LexKind::String | LexKind::Key, _) => NodeKind::String(unescaped(found)),
            (LexKind::Number, _) => NodeKind::Number(found.to_owned()),
            (LexKind::Literal, "null") => NodeKind::Null,
            (LexKind::Literal, _) => NodeKind::Bool(found == "true"),
            (LexKind::Punctuation, "{" | "[") => {
                let (mut members, mut elements) = (Vec::new(), Vec::new());
                loop {
                    let word = self.words.next()?;
                    match self.found(word) {
                        "}" | "]" => {
                            range.end = word.range.end;
                            break;
                        }
                        "," => {}
                        _ if found == "[" => elements.push(self.value(word)?),
                        key => {
                            self.words.next()?;
                            let first = self.words.next()?;
                            members.push(Member {
                                key: word.range.clone(),
                                name: unescaped(key),
                                value: self.value(first)?,
                            });
                        }
                    }
                }
                if found == "{" {
                    NodeKind::Object(members)
                } else {
                    NodeKind::Array(elements)
                }
            }
            _ => return None,
        };
        Some(Node { range, kind })
    }
}

/// A string without its quotes and escapes.
fn unescaped(quoted: &str) -> String {
    let mut rest = quoted.get(1..quoted.len() - 1).unwrap_or_default();
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
