//! Swift's words: total and linear, with every bracket's partner known before anything is read.
//!
//! Comments are left out. A string is one word, interpolations with nested strings included; raw (`#"…"#`) and
//! multi-line strings too. Regular expression literals are not known: `/` is a sign.

use std::ops::Range;

use super::{MOST_REMARKS, Remark};

/// One word of the text.
#[derive(Debug)]
pub(super) struct Token {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// What it looks like.
    pub(super) kind: Kind,
    /// Whether it is the first of its line.
    pub(super) is_first: bool,
    /// Of an opening bracket: the index of the token that closes it, or that takes the closing one's place.
    pub(super) partner: usize,
}

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword, also in backticks.
    Word,
    /// A number literal without its sign.
    Number,
    /// A string literal.
    Text,
    /// `#if`, `#Preview` and the like.
    Directive,
    /// Any other sign; `->` is one.
    Sign,
}

/// How many `#` a raw string may have; more are signs.
const MOST_HASHES: usize = 8;

/// The words of any text.
pub(super) fn lex(text: &str, remarks: &mut Vec<Remark>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut at, mut is_first) = (0, true);
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else {
            break;
        };
        let next = rest.as_bytes().get(1).copied().unwrap_or_default();
        let (length, kind) = match first {
            '\n' | '\r' => {
                is_first = true;
                (1, None)
            }
            _ if first.is_whitespace() || first == '\u{feff}' => (first.len_utf8(), None),
            '/' if next == b'/' => (rest.find(['\n', '\r']).unwrap_or(rest.len()), None),
            '/' if next == b'*' => {
                let length = comment(rest.as_bytes());
                if length.is_none() {
                    say(remarks, "unclosed-comment", at..at + 2);
                }
                (length.unwrap_or(rest.len()), None)
            }
            '"' | '#' if hashes(rest.as_bytes()).is_some() => {
                let (length, is_closed) = string(rest.as_bytes());
                if !is_closed {
                    say(remarks, "unclosed-string", at..at + 1);
                }
                (length, Some(Kind::Text))
            }
            '“' | '”' => {
                let end = rest.char_indices().skip(1);
                let end = end
                    .map(|(at, character)| (at + character.len_utf8(), character))
                    .find(|(_, character)| matches!(character, '”' | '“' | '\n'))
                    .map_or(rest.len(), |(end, _)| end);
                (end, Some(Kind::Text))
            }
            '#' if is_wordy(char::from(next)) => (1 + run(&rest[1..]), Some(Kind::Directive)),
            '`' => match rest.get(1..).map(run) {
                Some(length) if length > 0 && rest.as_bytes().get(1 + length) == Some(&b'`') => {
                    (length + 2, Some(Kind::Word))
                }
                _ => (1, Some(Kind::Sign)),
            },
            '0'..='9' => (number(rest.as_bytes()), Some(Kind::Number)),
            '-' if next == b'>' => (2, Some(Kind::Sign)),
            _ if is_wordy(first) => (run(rest), Some(Kind::Word)),
            _ => (first.len_utf8(), Some(Kind::Sign)),
        };
        let range = at..at + length;
        at = range.end;
        if let Some(kind) = kind {
            tokens.push(Token {
                range,
                kind,
                is_first,
                partner: 0,
            });
            is_first = false;
        }
    }
    pair(text, &mut tokens, remarks);
    tokens
}

/// Keeps what is wrong with the words, as much of it as anyone wants to know.
fn say(remarks: &mut Vec<Remark>, what: &'static str, range: Range<usize>) {
    if remarks.len() < MOST_REMARKS {
        remarks.push(Remark::new(what, range));
    }
}

/// Gives every opening bracket its partner. A closing one that has none is skipped; one of another kind closes what is open inside.
fn pair(text: &str, tokens: &mut [Token], remarks: &mut Vec<Remark>) {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut counts = [0_usize; 3];
    let kind_of = |byte: u8| match byte {
        b'(' | b')' => Some(0),
        b'[' | b']' => Some(1),
        b'{' | b'}' => Some(2),
        _ => None,
    };
    for at in 0..tokens.len() {
        if tokens[at].kind != Kind::Sign {
            continue;
        }
        let byte = text.as_bytes()[tokens[at].range.start];
        let Some(kind) = kind_of(byte) else { continue };
        if matches!(byte, b'(' | b'[' | b'{') {
            counts[kind] += 1;
            open.push((at, byte));
            continue;
        }
        if counts[kind] == 0 {
            say(remarks, "stray-bracket", tokens[at].range.clone());
            continue;
        }
        while let Some((opener, byte)) = open.pop() {
            tokens[opener].partner = at;
            let Some(opened) = kind_of(byte) else { break };
            counts[opened] -= 1;
            if opened == kind {
                break;
            }
            say(remarks, "unclosed-bracket", tokens[opener].range.clone());
        }
    }
    let end = tokens.len();
    for (opener, _) in open {
        tokens[opener].partner = end;
        say(remarks, "unclosed-bracket", tokens[opener].range.clone());
    }
}

fn is_wordy(character: char) -> bool {
    match character {
        '_' | '$' => true,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        '“' | '”' | '‘' | '’' | '\u{feff}' => false,
        _ => !character.is_whitespace(),
    }
}

/// The length of the word that `rest` begins with.
fn run(rest: &str) -> usize {
    rest.find(|character| !is_wordy(character))
        .unwrap_or(rest.len())
}

fn number(rest: &[u8]) -> usize {
    let is_hex = rest.starts_with(b"0x");
    let mut at = 1;
    while let Some(&byte) = rest.get(at) {
        let before = rest[at - 1];
        let is_part = match byte {
            b'.' => rest.get(at + 1).is_some_and(u8::is_ascii_digit),
            b'+' | b'-' => {
                matches!(before, b'p' | b'P') || !is_hex && matches!(before, b'e' | b'E')
            }
            _ => byte == b'_' || byte.is_ascii_alphanumeric(),
        };
        if !is_part {
            break;
        }
        at += 1;
    }
    at
}

/// The length of a block comment, which may hold others; `None` when it has no end.
fn comment(rest: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (2, 1_usize);
    while depth > 0 {
        match (rest.get(at)?, rest.get(at + 1)) {
            (b'/', Some(b'*')) => (at, depth) = (at + 2, depth + 1),
            (b'*', Some(b'/')) => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
    }
    Some(at)
}

/// How many `#` stand before the quote that `rest` begins with; `None` when there is no quote.
fn hashes(rest: &[u8]) -> Option<usize> {
    let count = rest
        .iter()
        .take(MOST_HASHES + 1)
        .take_while(|byte| **byte == b'#')
        .count();
    (count <= MOST_HASHES && rest.get(count) == Some(&b'"')).then_some(count)
}

/// Where the scan of a string is.
enum Level {
    /// In a string, with its `#` and whether it has three quotes.
    Inside { hashes: usize, is_block: bool },
    /// In the parentheses of an interpolation.
    Code { depth: usize },
}

/// The length of a string and whether it is closed. One on one line ends at the line's end at the latest.
fn string(rest: &[u8]) -> (usize, bool) {
    let mut levels: Vec<Level> = Vec::new();
    let (mut at, mut lines) = (0, 0_usize);
    loop {
        let Some(&byte) = rest.get(at) else {
            return (rest.len(), false);
        };
        if byte == b'\n' && lines > 0 {
            return (at, false);
        }
        match levels.last_mut() {
            Some(Level::Inside { hashes, is_block }) => {
                let (count, is_block) = (*hashes, *is_block);
                let has_hashes = |from: usize| {
                    let found = rest.iter().skip(from).take(count);
                    found.filter(|byte| **byte == b'#').count() == count
                };
                let quotes = if is_block { 3 } else { 1 };
                if byte == b'\\' && has_hashes(at + 1) {
                    at += 1 + count;
                    if rest.get(at) == Some(&b'(') {
                        levels.push(Level::Code { depth: 1 });
                    } else if rest.get(at) == Some(&b'\n') {
                        continue;
                    }
                    at += 1;
                } else if byte == b'"'
                    && (!is_block || rest[at..].starts_with(b"\"\"\""))
                    && has_hashes(at + quotes)
                {
                    levels.pop();
                    lines -= usize::from(!is_block);
                    at += quotes + count;
                    if levels.is_empty() {
                        return (at, true);
                    }
                } else {
                    at += 1;
                }
            }
            Some(Level::Code { depth }) if matches!(byte, b'(' | b')') => {
                *depth = if byte == b'(' { *depth + 1 } else { *depth - 1 };
                if *depth == 0 {
                    levels.pop();
                }
                at += 1;
            }
            _ => {
                if let Some(count) = rest.get(at..).and_then(hashes) {
                    let is_block = rest[at + count..].starts_with(b"\"\"\"");
                    lines += usize::from(!is_block);
                    levels.push(Level::Inside {
                        hashes: count,
                        is_block,
                    });
                    at += count + if is_block { 3 } else { 1 };
                } else {
                    at += 1;
                }
            }
        }
    }
}

/// The text that a string literal stands for, where that is certain: no interpolation.
pub(super) fn unquoted(literal: &str) -> Option<String> {
    let bare = literal.trim_matches('#');
    let count = (literal.len() - bare.len()) / 2;
    let inner = bare
        .strip_prefix("\"\"\"")
        .and_then(|rest| rest.strip_suffix("\"\"\""))
        .or_else(|| bare.strip_prefix('"')?.strip_suffix('"'))
        .or_else(|| bare.strip_prefix(['“', '”'])?.strip_suffix(['“', '”']))?;
    if count > 0 || !inner.contains('\\') {
        return Some(inner.to_owned());
    }
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut characters = after.chars();
        out.push(match characters.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            same @ ('"' | '\\' | '\'') => same,
            'u' => {
                let (digits, after) = after.strip_prefix("u{")?.split_once('}')?;
                characters = after.chars();
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            _ => return None,
        });
        rest = characters.as_str();
    }
    out.push_str(rest);
    Some(out)
}
