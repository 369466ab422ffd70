//! What is wrong with one word, and how it is spelled in JSON.

use std::ops::Range;

use super::edit::quote;
use super::lexer::{LexKind, Lexeme, is_letter_or_digit, is_number};
use crate::document::Patch;

/// Something that is wrong with one word.
pub(super) struct Flaw {
    pub(super) what: &'static str,
    pub(super) range: Range<usize>,
    pub(super) fix: Option<Patch>,
    pub(super) certainty: Certainty,
}

/// Whether the words after a flaw can be trusted.
pub(super) enum Certainty {
    Known,
    Guess,
}

/// The patch that takes a range away.
pub(super) fn cut(range: Range<usize>) -> Patch {
    Patch {
        range,
        replacement: String::new(),
    }
}

/// Whether [`flaw`] would have to guess where this word ends.
pub(super) fn needs_guess(text: &str, word: &Lexeme) -> bool {
    word.kind == LexKind::Broken
        && opening_quote(&text[word.range.clone()])
            .is_some_and(|_| closed(&text[word.range.clone()]).is_none())
}

/// The sign of another language that stands where JSON has its own: `=` or `=>` for a colon, `;` for a comma.
pub(super) fn is_sign(text: &str, word: &Lexeme) -> bool {
    word.kind == LexKind::Broken
        && text[word.range.clone()].chars().all(|sign| {
            sign.is_ascii_punctuation()
                && !matches!(sign, '\'' | '`' | '"' | '-' | '+' | '.' | '$' | '_')
        })
}

/// JSON's sign for one of a Chinese, Japanese or Arabic keyboard.
pub(super) fn half_width(found: &str) -> Option<&'static str> {
    Some(match found {
        "，" | "、" | "،" => ",",
        "：" => ":",
        "｛" => "{",
        "｝" => "}",
        "［" => "[",
        "］" => "]",
        _ => return None,
    })
}

/// How a quote that is missing or too many could be meant, when a word stands right at another: as `"say "hi" to"`,
/// `"aps: {"alert"` or `aps": {`. The likeliest first.
pub(super) fn quote_repairs(
    text: &str,
    before: &Range<usize>,
    word: &Range<usize>,
) -> Vec<(&'static str, Range<usize>, Patch)> {
    let mut out = Vec::new();
    let is_string = text[before.clone()].starts_with('"');
    // A curly quote that stands there was meant.
    let insertion = |at: usize| Patch {
        range: text[..at].trim_end_matches(['“', '”']).len()..at,
        replacement: "\"".to_owned(),
    };
    if is_string && before.end == word.start {
        let line = text[word.start..].lines().next().unwrap_or_default();
        let closes = |(at, _): &(usize, &str)| {
            let rest = line[at + 1..].trim_start();
            rest.is_empty() || rest.starts_with([',', '}', ']', ':'])
        };
        if let Some((length, _)) = line.match_indices('"').find(closes) {
            let inner = before.start + 1..word.start + length;
            let replacement = text[inner.clone()].replace('"', "\\\"");
            let whole = before.start..inner.end + 1;
            out.push((
                "inner-quotes",
                whole,
                Patch {
                    range: inner,
                    replacement,
                },
            ));
        }
        if let Some(at) = text[before.clone()].find([':', ',']) {
            out.push((
                "unclosed-string",
                before.start..before.start + at,
                insertion(before.start + at),
            ));
        }
    }
    if text[word.end..].starts_with('"') {
        out.push(("unopened-string", word.clone(), insertion(word.start)));
    }
    out
}

/// A text that goes on in the next line, with its line ends as escapes. `word` is what stands on its first line.
pub(super) fn joined_lines(text: &str, word: &Range<usize>) -> Option<Patch> {
    let rest = &text[word.end..];
    let more = &rest[..rest.find('"')?];
    let replacement = more
        .replace("\r\n", "\\n")
        .replace(['\n', '\r'], "\\n")
        .replace('\t', "\\t");
    Some(Patch {
        range: word.end..word.end + more.len(),
        replacement,
    })
}

/// What is wrong with a string, number or bare word that stands where a key or a value belongs.
pub(super) fn flaw(text: &str, word: &Lexeme, is_key: bool) -> Option<Flaw> {
    let range = word.range.clone();
    let found = &text[range.clone()];
    match word.kind {
        LexKind::String | LexKind::Key => inside_string(found, range.start),
        LexKind::Number | LexKind::Literal if is_key => {
            Some(replaced("unquoted-key", range, quote(found)))
        }
        LexKind::Broken => Some(broken(found, range, is_key)),
        _ => None,
    }
}

fn broken(found: &str, range: Range<usize>, is_key: bool) -> Flaw {
    if let Some(opening) = opening_quote(found) {
        return match closed(found) {
            Some(inner) if opening == '\'' => replaced("single-quotes", range, requote(inner)),
            Some(inner) if matches!(opening, '`' | '＂') => {
                replaced("other-quotes", range, requote(inner))
            }
            Some(inner) => replaced("curly-quotes", range, requote(inner)),
            None => unclosed(found, range),
        };
    }
    if found.starts_with("...") || matches!(found, "…" | "+" | "-") {
        let what = match found {
            "+" | "-" => "unexpected",
            _ => "left-out",
        };
        return Flaw {
            what,
            range,
            fix: None,
            certainty: Certainty::Guess,
        };
    }
    let is_word = found.chars().any(is_letter_or_digit);
    if is_word && is_key {
        return replaced("unquoted-key", range, quote(found));
    }
    if let Some(number) = half_width_number(found) {
        return replaced("full-width", range, number);
    }
    if let Some(literal) = literal(found) {
        return replaced("literal-spelling", range, literal.to_owned());
    }
    if matches!(
        found.trim_start_matches(['+', '-']),
        "NaN" | "Infinity" | "nan" | "inf" | "Inf"
    ) {
        return Flaw {
            what: "not-a-number",
            range,
            fix: None,
            certainty: Certainty::Known,
        };
    }
    if found.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
        let fix = number(found).map(|replacement| Patch {
            range: range.clone(),
            replacement,
        });
        return Flaw {
            what: "number-spelling",
            range,
            fix,
            certainty: Certainty::Known,
        };
    }
    if is_word {
        return replaced("unquoted-text", range, quote(found));
    }
    Flaw {
        what: "unexpected",
        range,
        fix: None,
        certainty: Certainty::Guess,
    }
}

fn replaced(what: &'static str, range: Range<usize>, replacement: String) -> Flaw {
    Flaw {
        what,
        fix: Some(Patch {
            range: range.clone(),
            replacement,
        }),
        range,
        certainty: Certainty::Known,
    }
}

fn opening_quote(found: &str) -> Option<char> {
    found
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\'' | '`' | '“' | '”' | '„' | '＂' | '‘' | '’'))
}

/// The text between the quotes; `None` when the closing one is missing.
fn closed(found: &str) -> Option<&str> {
    let opening = opening_quote(found)?;
    let inner = &found[opening.len_utf8()..];
    let closing: &[char] = match opening {
        '"' => &['"'],
        '\'' => &['\''],
        '`' => &['`'],
        '‘' | '’' => &['‘', '’', '\''],
        _ => &['“', '”', '"', '＂'],
    };
    let inner = inner.strip_suffix(closing)?;
    let backslashes = inner
        .bytes()
        .rev()
        .take_while(|byte| *byte == b'\\')
        .count();
    backslashes.is_multiple_of(2).then_some(inner)
}

/// The same text in JSON's quotes: `\'` loses its backslash, a bare `"` gets one, every other escape stays as it is.
fn requote(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len() + 2);
    out.push('"');
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => match characters.next() {
                Some('\'') => out.push('\''),
                Some(escaped) => out.extend(['\\', escaped]),
                None => {}
            },
            _ if character < ' ' => out.push_str(&escape(character)),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// A string without its end: the closing quote most likely belongs before the punctuation at the line's end.
fn unclosed(found: &str, range: Range<usize>) -> Flaw {
    let content = found.trim_end_matches(|last: char| {
        last.is_whitespace() || matches!(last, ',' | '}' | ']' | ':')
    });
    let at = range.start + content.len().max(1);
    let fix = found.starts_with('"').then(|| Patch {
        range: at..at,
        replacement: "\"".to_owned(),
    });
    Flaw {
        what: "unclosed-string",
        range,
        fix,
        certainty: Certainty::Guess,
    }
}

fn literal(found: &str) -> Option<&'static str> {
    match found {
        "True" | "TRUE" | "yes" | "YES" => Some("true"),
        "False" | "FALSE" | "no" | "NO" => Some("false"),
        "Null" | "NULL" | "None" | "nil" | "undefined" => Some("null"),
        _ => None,
    }
}

/// A number in full-width digits.
fn half_width_number(found: &str) -> Option<String> {
    let half = |character: char| match character {
        '！'..='～' => char::from_u32(u32::from(character) - 0xfee0),
        _ => None,
    };
    let number: Option<String> = found.chars().map(half).collect();
    number.filter(|number| is_number(number))
}

/// How JSON spells a number of another language: `+1`, `.5`, `5.`, `007`, `0xFF`.
fn number(found: &str) -> Option<String> {
    let (sign, digits) = match found.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", found.strip_prefix('+').unwrap_or(found)),
    };
    if let Some(hex) = digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0X"))
    {
        return u64::from_str_radix(hex, 16)
            .ok()
            .map(|value| format!("{sign}{value}"));
    }
    let (whole, rest) = digits.split_at(
        digits
            .find(|digit: char| !digit.is_ascii_digit())
            .unwrap_or(digits.len()),
    );
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) if !fraction.starts_with(|digit: char| digit.is_ascii_digit()) => {
            format!(".0{fraction}")
        }
        _ => rest.to_owned(),
    };
    Some(format!("{sign}{whole}{rest}")).filter(|spelled| is_number(spelled))
}

/// The first thing inside a closed string that JSON does not have.
pub(super) fn inside_string(found: &str, start: usize) -> Option<Flaw> {
    let mut at = 1;
    while let Some(character) = found[at..].chars().next() {
        let range = start + at..start + at + character.len_utf8();
        if character < ' ' {
            return Some(replaced("control-character", range, escape(character)));
        }
        if character != '\\' {
            at += character.len_utf8();
            continue;
        }
        let escaped = found[at + 1..].chars().next()?;
        let whole = start + at..start + at + 1 + escaped.len_utf8();
        match escaped {
            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => at += 2,
            'u' => match unicode_escape(&found[at..]) {
                Ok(length) => at += length,
                Err(what) => {
                    let digits = found[at + 2..]
                        .bytes()
                        .take(4)
                        .take_while(u8::is_ascii_hexdigit)
                        .count();
                    let range = whole.start..whole.end + digits;
                    return Some(Flaw {
                        what,
                        range,
                        fix: None,
                        certainty: Certainty::Known,
                    });
                }
            },
            '\'' => return Some(replaced("bad-escape", whole, "'".to_owned())),
            _ => return Some(replaced("bad-escape", whole, format!("\\\\{escaped}"))),
        }
    }
    None
}

/// The length of the `\uXXXX` (or pair of them) that `rest` begins with.
fn unicode_escape(rest: &str) -> Result<usize, &'static str> {
    match unit(rest).ok_or("bad-escape")? {
        0xd800..=0xdbff => match rest.get(6..).and_then(unit) {
            Some(0xdc00..=0xdfff) => Ok(12),
            _ => Err("lone-surrogate"),
        },
        0xdc00..=0xdfff => Err("lone-surrogate"),
        _ => Ok(6),
    }
}

/// The UTF-16 unit of the `\uXXXX` that `rest` begins with.
pub(super) fn unit(rest: &str) -> Option<u16> {
    let digits = rest.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex {
        u16::from_str_radix(digits, 16).ok()
    } else {
        None
    }
}

fn escape(character: char) -> String {
    match character {
        '\t' => "\\t".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        _ => format!("\\u{:04x}", u32::from(character)),
    }
}
