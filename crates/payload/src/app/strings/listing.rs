//! The `.strings` text: `"key" = "value";`, comments, unquoted words, escapes.
//!
//! Read as Apple's published reader does (`CFOldStylePList.c`, which also reads the file on the phone), except that it goes on
//! where that one gives the file up: each such place is named. One pass, no recursion.

use std::iter;
use std::ops::Range;
use std::str::Chars;

use super::entry::Pair;
use super::fault::Faults;

/// Every pair, in the order of the text.
pub(super) fn read(text: &str, faults: &mut Faults) -> Vec<Pair> {
    let mut reader = Reader {
        text,
        at: 0,
        faults,
        pairs: Vec::new(),
    };
    reader.space();
    // An old-style property list has braces around the same content.
    if reader.peek() == Some(b'{') {
        reader.at += 1;
    }
    while reader.pair().is_some() {}
    reader.pairs
}

struct Reader<'a, 'f> {
    text: &'a str,
    at: usize,
    faults: &'f mut Faults,
    pairs: Vec<Pair>,
}

/// What a key stands for.
enum Value {
    Text(String),
    /// Nothing, or something that is no text.
    Other,
}

impl<'a> Reader<'a, '_> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Whether a line ends between the byte `from` and here.
    fn has_line_end(&self, from: usize) -> bool {
        self.text
            .get(from..self.at)
            .is_some_and(|it| it.contains(is_line_end))
    }

    fn fault(&mut self, what: &'static str, range: Range<usize>) {
        let found = self.text.get(range.clone()).unwrap_or_default();
        self.faults.add(what, range, found);
    }

    /// Skips white space and comments.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(is_space);
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find(is_line_end).unwrap_or(trimmed.len());
            } else if let Some(comment) = trimmed.strip_prefix("/*") {
                if let Some(end) = comment.find("*/") {
                    self.at += end + 4;
                } else {
                    self.fault("comment", self.at..self.at + 2);
                    self.at = self.text.len();
                }
            } else {
                return;
            }
        }
    }

    /// Reads one pair, or gets past what is none. `None` at the end.
    fn pair(&mut self) -> Option<()> {
        self.space();
        let start = self.at;
        let first = self.peek()?;
        if !is_word(first) && !is_quote(first) {
            return self.stray(start);
        }
        let key = self.word()?;
        let key_end = self.at;
        self.space();
        let value = match self.peek() {
            // The short form: the key is its own text.
            Some(b';') => Value::Text(key.clone()),
            Some(b'=') => {
                self.at += 1;
                self.space();
                self.value(start)?
            }
            Some(byte) if is_quote(byte) && !self.has_line_end(key_end) => {
                self.fault("equals", start..key_end);
                self.value(start)?
            }
            _ => {
                self.fault("equals", start..key_end);
                return Some(());
            }
        };
        // A word that touches the closing quote was not meant to be outside: the quote that closes here was to open the next.
        let is_closed = self
            .text
            .as_bytes()
            .get(self.at.saturating_sub(1))
            .copied()
            .is_some_and(is_quote);
        if is_closed && self.peek().is_some_and(is_word) {
            return self.unclosed(start);
        }
        let range = start..self.at;
        if let Value::Text(value) = value {
            let range = range.clone();
            self.pairs.push(Pair { key, value, range });
        }
        self.space();
        if self.peek() == Some(b';') {
            self.at += 1;
        } else {
            self.fault("semicolon", range);
        }
        Some(())
    }

    /// Gets past a character that begins no key, to the end of its statement or line.
    fn stray(&mut self, start: usize) -> Option<()> {
        let rest = self.rest();
        if rest
            .strip_prefix('}')
            .is_some_and(|end| end.trim_start_matches(is_space).is_empty())
        {
            return None;
        }
        let length = rest.chars().next().map_or(1, char::len_utf8);
        self.fault("word", start..start + length);
        let after = rest.get(length..).unwrap_or_default();
        let end = if rest.starts_with(';') {
            Some(0)
        } else {
            after.find([';', '\n', '\r']).map(|end| end + 1)
        };
        self.at += end.map_or(rest.len(), |end| length + end);
        Some(())
    }

    /// What stands after an equals sign. `None` when the file ends within it.
    fn value(&mut self, start: usize) -> Option<Value> {
        match self.peek() {
            Some(byte) if is_word(byte) || is_quote(byte) => self.word().map(Value::Text),
            Some(b'{' | b'(' | b'<') => {
                let begin = self.at;
                self.nested()?;
                self.fault("nested", begin..self.at);
                Some(Value::Other)
            }
            _ => {
                self.fault("equals", start..self.at);
                Some(Value::Other)
            }
        }
    }

    /// A quote is missing somewhere in the line that begins at `start`. That ends the reading, here as on the phone.
    fn unclosed<T>(&mut self, start: usize) -> Option<T> {
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.find(is_line_end).unwrap_or(rest.len());
        self.fault("quote", start..start + line);
        self.at = self.text.len();
        None
    }

    /// Gets past a dictionary, an array or data. `None` when the file ends within it.
    fn nested(&mut self) -> Option<()> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            self.space();
            let Some(byte) = self.peek() else {
                self.fault("end", start..start + 1);
                return None;
            };
            match byte {
                b'{' | b'(' | b'<' => depth += 1,
                b'}' | b')' | b'>' => depth = depth.saturating_sub(1),
                byte if is_quote(byte) => {
                    self.word()?;
                    continue;
                }
                _ => {}
            }
            self.at += self.rest().chars().next().map_or(1, char::len_utf8);
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// A quoted or unquoted word. `None` when its closing quote is missing.
    fn word(&mut self) -> Option<String> {
        let rest = self.rest();
        let quote = self.peek().filter(|byte| is_quote(*byte));
        let Some(quote) = quote else {
            let length = rest.bytes().take_while(|byte| is_word(*byte)).count();
            self.at += length;
            return rest.get(..length).map(str::to_owned);
        };
        let mut bytes = rest.bytes().enumerate().skip(1);
        let close = loop {
            match bytes.next() {
                Some((_, b'\\')) => {
                    bytes.next();
                }
                Some((at, byte)) if byte == quote => break at,
                Some(_) => {}
                None => return self.unclosed(self.at),
            }
        };
        let inner = rest.get(1..close).unwrap_or_default();
        let start = self.at + 1;
        self.at += close + 1;
        Some(self.unescaped(inner, start))
    }

    /// A quoted text without its escapes. It begins at the byte `start`.
    fn unescaped(&mut self, inner: &str, start: usize) -> String {
        let mut out = String::with_capacity(inner.len());
        let mut units: Vec<u16> = Vec::new();
        let mut rest = inner;
        while let Some((before, after)) = rest.split_once('\\') {
            let at = start + inner.len() - after.len() - 1;
            if !before.is_empty() {
                flush(&mut units, &mut out);
            }
            out.push_str(before);
            let mut characters = after.chars();
            let escaped = characters.next();
            if escaped == Some('U') {
                // Up to four digits; two of them can make one character.
                units.push(hexadecimal(&mut characters));
            } else {
                flush(&mut units, &mut out);
                match escaped {
                    Some('a') => out.push('\u{7}'),
                    Some('b') => out.push('\u{8}'),
                    Some('f') => out.push('\u{c}'),
                    Some('n') => out.push('\n'),
                    Some('r') => out.push('\r'),
                    Some('t') => out.push('\t'),
                    Some('v') => out.push('\u{b}'),
                    Some(digit @ '0'..='7') => out.push(octal(digit, &mut characters)),
                    Some(itself) => {
                        if itself == 'u'
                            && characters
                                .as_str()
                                .starts_with(|it: char| it.is_ascii_hexdigit())
                        {
                            self.fault("escape", at..at + 2);
                        }
                        out.push(itself);
                    }
                    None => {}
                }
            }
            rest = characters.as_str();
        }
        flush(&mut units, &mut out);
        out.push_str(rest);
        out
    }
}

/// Writes the UTF-16 units that stood in a row.
fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.extend(
        char::decode_utf16(units.drain(..))
            .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)),
    );
}

fn hexadecimal(characters: &mut Chars<'_>) -> u16 {
    let digits = digits(characters, 16, 4);
    u16::try_from(digits).unwrap_or_default()
}

/// Up to three octal digits name a byte of an old encoding, whose first half is ASCII.
fn octal(first: char, characters: &mut Chars<'_>) -> char {
    let first = first.to_digit(8).unwrap_or_default();
    let rest = characters.clone();
    let more = digits(characters, 8, 2);
    let count = rest.as_str().len() - characters.as_str().len();
    let byte = iter::repeat_n(8, count).fold(first, |value, base| value * base) + more;
    u8::try_from(byte)
        .ok()
        .filter(u8::is_ascii)
        .map_or(char::REPLACEMENT_CHARACTER, char::from)
}

/// The number that at most `most` digits spell, which are taken.
fn digits(characters: &mut Chars<'_>, base: u32, most: usize) -> u32 {
    let mut value = 0;
    for _ in 0..most {
        let mut ahead = characters.clone();
        let Some(digit) = ahead.next().and_then(|it| it.to_digit(base)) else {
            break;
        };
        value = value * base + digit;
        *characters = ahead;
    }
    value
}

fn is_space(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r' | ' ' | '\u{2028}' | '\u{2029}' | '\u{feff}'
    )
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

const fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'')
}

/// What a word without quotes is made of.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'/' | b':' | b'.' | b'-')
}
