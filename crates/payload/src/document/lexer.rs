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
    for word in Words::of(text) {
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
    for word in Words::of(text) {
        out.push_str(&text[word.range]);
    }
    out
}

/// The words one by one, so that who stops early has not paid for the rest. Keys are [`LexKind::String`] here.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte behind the last word.
    pub(super) fn at(&self) -> usize {
        self.at
    }
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
    Some(match *rest.as_bytes().first()? {
        b'{' | b'}' | b'[' | b']' | b':' | b',' => (1, LexKind::Punctuation),
        b'"' => quoted(rest, "\"", LexKind::String),
        b'\'' => quoted(rest, "'", LexKind::Broken),
        b'`' => quoted(rest, "`", LexKind::Broken),
        b'#' => (line_len(rest), LexKind::Comment),
        b'/' if rest.starts_with("//") => (line_len(rest), LexKind::Comment),
        b'/' if rest.starts_with("/*") => (
            rest[2..].find("*/").map_or(rest.len(), |at| at + 4),
            LexKind::Comment,
        ),
        _ => match rest.chars().next()? {
            '“' | '”' | '„' | '＂' => quoted(rest, "“”\"＂", LexKind::Broken),
            '‘' | '’' => quoted(rest, "‘’'", LexKind::Broken),
            first if is_wordy(first) => bare(rest),
            first => (first.len_utf8(), LexKind::Broken),
        },
    })
}

/// A text in quotes. It ends at the line's end when its closing quote is missing, so that one slip does not color the whole text.
fn quoted(rest: &str, closing: &str, kind: LexKind) -> (usize, LexKind) {
    let bytes = rest.as_bytes();
    let mut at = rest.chars().next().map_or(0, char::len_utf8);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => break,
            b'\\' if !matches!(bytes.get(at + 1), Some(b'\n' | b'\r')) => at += 1,
            // Every quote that closes is one of these or begins with one of these bytes.
            b'"' | b'\'' | b'`' | 0xe2 | 0xef => {
                let found = rest.get(at..).and_then(|rest| rest.chars().next());
                if let Some(found) = found.filter(|found| closing.contains(*found)) {
                    let end = at + found.len_utf8();
                    let next = rest[end..].chars().next();
                    let is_apostrophe =
                        matches!(found, '\'' | '’') && next.is_some_and(is_letter_or_digit);
                    if !is_apostrophe {
                        return (end, kind);
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    (rest[..at.min(rest.len())].trim_end().len(), LexKind::Broken)
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
        | '\u{60c}'
        | '\u{1680}'
        | '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{3003}'
        | '\u{3008}'..='\u{3020}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe6f}'
        | '\u{feff}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}'
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
    let word = word.as_bytes();
    let whole = word.strip_prefix(b"-").unwrap_or(word);
    let Some(mut rest) = after_digits(whole) else {
        return false;
    };
    if whole[0] == b'0' && whole.len() - rest.len() > 1 {
        return false;
    }
    if let [b'.', fraction @ ..] = rest {
        let Some(after) = after_digits(fraction) else {
            return false;
        };
        rest = after;
    }
    if let [b'e' | b'E', b'+' | b'-', exponent @ ..] | [b'e' | b'E', exponent @ ..] = rest {
        return after_digits(exponent).is_some_and(<[u8]>::is_empty);
    }
    rest.is_empty()
}

/// What follows the digits; `None` when there are none.
fn after_digits(text: &[u8]) -> Option<&[u8]> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 {
        None
    } else {
        text.get(digits..)
    }
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
