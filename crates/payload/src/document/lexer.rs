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
    /// Anything that JSON does not have: other quotes, other numbers, bare words, a string without its end.
    Broken,
}

/// Splits any text into words, in order, without overlap; what lies between them is JSON's white space.
///
/// ```
/// use payload::document::{LexKind, lex};
///
/// let kinds: Vec<LexKind> = lex(r#"{"badge": 3"#).into_iter().map(|word| word.kind).collect();
/// assert_eq!(kinds, [LexKind::Punctuation, LexKind::Key, LexKind::Punctuation, LexKind::Number]);
/// ```
pub fn lex(text: &str) -> Vec<Lexeme> {
    let mut words: Vec<Lexeme> = Vec::new();
    for word in (Words { text, at: 0 }) {
        if word.kind == LexKind::Punctuation
            && text.as_bytes()[word.range.start] == b':'
            && let Some(before) = words.last_mut()
            && before.kind == LexKind::String
        {
            before.kind = LexKind::Key;
        }
        words.push(word);
    }
    words
}

/// The text of a valid document without white space between its words.
pub(super) fn join(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in (Words { text, at: 0 }) {
        out.push_str(&text[word.range]);
    }
    out
}

/// The length of [`join`].
pub(super) fn joined_len(text: &str) -> usize {
    Words { text, at: 0 }.map(|word| word.range.len()).sum()
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Lexeme;

    fn next(&mut self) -> Option<Lexeme> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        let start = self.at;
        let (length, kind) = word(self.text.get(start..)?)?;
        self.at += length;
        Some(Lexeme {
            range: start..self.at,
            kind,
        })
    }
}

/// Length and look of the word that `rest` begins with.
fn word(rest: &str) -> Option<(usize, LexKind)> {
    let first = rest.chars().next()?;
    Some(match first {
        '{' | '}' | '[' | ']' | ':' | ',' => (1, LexKind::Punctuation),
        '"' => quoted(rest, "\"", LexKind::String),
        '\'' => quoted(rest, "'", LexKind::Broken),
        '“' | '”' | '„' => quoted(rest, "“”\"", LexKind::Broken),
        '‘' | '’' => quoted(rest, "‘’'", LexKind::Broken),
        '#' => (line_len(rest), LexKind::Comment),
        '/' if rest.starts_with("//") => (line_len(rest), LexKind::Comment),
        '/' if rest.starts_with("/*") => (
            rest[2..].find("*/").map_or(rest.len(), |at| at + 4),
            LexKind::Comment,
        ),
        _ if is_wordy(first) => bare(rest),
        _ => (first.len_utf8(), LexKind::Broken),
    })
}

/// A text in quotes. It ends at the line's end when its closing quote is missing, so that one slip does not color the whole text.
fn quoted(rest: &str, closing: &str, kind: LexKind) -> (usize, LexKind) {
    let mut is_escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            '\n' | '\r' => return (rest[..at].trim_end().len(), LexKind::Broken),
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if closing.contains(character) => return (at + character.len_utf8(), kind),
            _ => {}
        }
    }
    (rest.trim_end().len(), LexKind::Broken)
}

/// A word without quotes.
fn bare(rest: &str) -> (usize, LexKind) {
    let length = rest
        .find(|character| !is_wordy(character))
        .unwrap_or(rest.len());
    let kind = match &rest[..length] {
        "true" | "false" | "null" => LexKind::Literal,
        word if is_number(word) => LexKind::Number,
        _ => LexKind::Broken,
    };
    (length, kind)
}

fn is_wordy(character: char) -> bool {
    is_letter_or_digit(character) || matches!(character, '_' | '$' | '-' | '+' | '.')
}

/// Near enough for any script, without Unicode's tables: what is not in the blocks of spaces, signs and symbols.
pub(super) fn is_letter_or_digit(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}'
        | '\u{1680}'
        | '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{3003}'
        | '\u{3008}'..='\u{3020}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe6f}'
        | '\u{feff}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{1f000}'..='\u{1faff}'
        | '\u{e0000}'.. => false,
        _ => true,
    }
}

fn line_len(rest: &str) -> usize {
    rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// Whether a word is a number of RFC 8259.
pub(crate) fn is_number(word: &str) -> bool {
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        ),
        None => (word, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(is_digits)
}

/// Whether a number, as it is spelled, is from 0 to 1.
pub(crate) fn is_fraction(number: &str) -> bool {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        return true;
    }
    // The value is 0.significant × 10^magnitude. An exponent that does not fit is far from any edge.
    let exponent: i32 = match exponent.strip_prefix('+').unwrap_or(exponent).parse() {
        Ok(exponent) => exponent,
        Err(_) if exponent.starts_with('-') => i32::MIN / 2,
        Err(_) => i32::MAX / 2,
    };
    let leading = digits.len() - significant.len();
    let places = |count: usize| i32::try_from(count).unwrap_or(i32::MAX / 4);
    let magnitude = exponent.saturating_add(places(whole.len()) - places(leading));
    sign.is_empty()
        && (magnitude <= 0 || (magnitude == 1 && significant.trim_end_matches('0') == "1"))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_known_by_its_spelling() {
        for number in [
            "0",
            "-0",
            "0.0e9",
            "1",
            "1.000",
            "0.5",
            "5e-1",
            "10e-1",
            "0.1E+1",
            "100.00e-2",
            "0.00001e5",
            "1e-99999999999",
            "0e99999999999",
        ] {
            assert!(is_fraction(number), "{number}");
        }
        for number in [
            "1.01",
            "2",
            "80",
            "-0.1",
            "-1",
            "1e1",
            "11e-1",
            "0.2E+1",
            "0.00002e5",
            "1e99999999999",
            "-1e-99999999999",
        ] {
            assert!(!is_fraction(number), "{number}");
        }
    }

    #[test]
    fn a_word_of_any_script_is_one_word_and_signs_are_none() {
        for word in [
            "straße",
            "Привет",
            "标题",
            "タイトル",
            "제목",
            "עברית",
            "ชื่อ",
            "naïve_1",
        ] {
            assert_eq!(lex(word).len(), 1, "{word}");
        }
        for sign in [
            "，", "：", "“”", "…", "—", "\u{a0}", "\u{3000}", "🔔", "\u{200b}",
        ] {
            let words = lex(&format!("a{sign}b")).len();
            assert!(words > 1, "{sign}");
        }
    }
}
