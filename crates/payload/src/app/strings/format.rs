//! The placeholders of a text, as the phone's format functions read them.
//!
//! `%@` and `%1$@` take a text. Everything else that begins with `%` wants a number, a C text or a rule for plurals, and what
//! comes with a notification (`loc-args`) is an array of texts: Apple's pages on the payload promise `%@` and `%n$@` only.

use std::ops::Range;

/// One placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it wants.
    pub kind: Kind,
    /// Which argument, from 1 on, where it says so (`%2$@`).
    pub position: Option<usize>,
}

/// What a placeholder wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `%@`: any object, so also a text.
    Object,
    /// `%d`, `%lld`, `%.2f` …: a number.
    Number,
    /// `%s`, `%S`, `%p` …: an address in memory.
    Pointer,
    /// `%#@name@`: a number, by which the text's own rules choose words.
    Variable,
    /// `% d`: what a percent sign before a word turns into, as in "50% discount".
    Percent,
    /// `%%`: nothing, it is a percent sign.
    Literal,
}

impl Placeholder {
    /// Whether it takes an argument.
    pub fn takes_argument(&self) -> bool {
        self.kind != Kind::Literal
    }
}

/// Every placeholder, in the order of the text. A `%` that begins none is left alone.
pub fn placeholders(text: &str) -> Vec<Placeholder> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('%')) {
        at += next;
        match text.get(at + 1..).and_then(read) {
            Some((length, kind, position)) => {
                let range = at..at + 1 + length;
                at = range.end;
                found.push(Placeholder {
                    range,
                    kind,
                    position,
                });
            }
            None => at += 1,
        }
    }
    found
}

/// What follows a `%`: its length, what it wants, and which argument it names.
fn read(after: &str) -> Option<(usize, Kind, Option<usize>)> {
    let mut rest = after.as_bytes();
    if rest.first() == Some(&b'%') {
        return Some((1, Kind::Literal, None));
    }
    let digits = rest.iter().take_while(|it| it.is_ascii_digit()).count();
    let mut position = None;
    if digits > 0 && rest.get(digits) == Some(&b'$') {
        // There is no argument 0, and none beyond what a payload can hold.
        let number: usize = after.get(..digits)?.parse().ok()?;
        position = Some(number).filter(|number| (1..10_000).contains(number));
        position?;
        rest = rest.get(digits + 1..)?;
    }
    let flags = rest.iter().take_while(|it| b"-+ 0#'".contains(it)).count();
    let (flags, mut rest) = rest.split_at_checked(flags)?;
    rest = skip_number(rest);
    if let Some(precision) = rest.strip_prefix(b".") {
        rest = skip_number(precision);
    }
    let length = rest.iter().take_while(|it| b"hlqLztj".contains(it)).count();
    rest = rest.get(length.min(2)..)?;
    let (conversion, mut rest) = rest.split_first()?;
    let mut kind = match conversion {
        b'@' => Kind::Object,
        b'd' | b'D' | b'i' | b'u' | b'U' | b'x' | b'X' | b'o' | b'O' | b'c' | b'C' | b'a'
        | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => Kind::Number,
        b's' | b'S' | b'p' | b'n' => Kind::Pointer,
        _ => return None,
    };
    if kind == Kind::Object && flags == b"#" {
        let name = rest.iter().take_while(|it| !b"@%\n".contains(it)).count();
        if name > 0 && rest.get(name) == Some(&b'@') {
            kind = Kind::Variable;
            rest = rest.get(name + 1..)?;
        }
    }
    if flags.contains(&b' ') {
        kind = Kind::Percent;
    }
    Some((after.len() - rest.len(), kind, position))
}

/// A width or precision: digits, or `*` for one that comes as an argument.
fn skip_number(bytes: &[u8]) -> &[u8] {
    if let Some(rest) = bytes.strip_prefix(b"*") {
        return rest;
    }
    let digits = bytes.iter().take_while(|it| it.is_ascii_digit()).count();
    bytes.get(digits..).unwrap_or_default()
}

/// Which arguments the placeholders take, from 1 on, in the order of the text.
pub(super) fn arguments(placeholders: &[Placeholder]) -> Vec<usize> {
    let mut next = 0;
    placeholders
        .iter()
        .filter(|it| it.takes_argument())
        .map(|it| {
            it.position.unwrap_or_else(|| {
                next += 1;
                next
            })
        })
        .collect()
}

/// The text with its placeholders filled. What a text cannot fill stays as it is spelled; a missing argument is `(null)`.
pub fn fill(text: &str, args: &[&str]) -> String {
    let found = placeholders(text);
    let mut numbers = arguments(&found).into_iter();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for placeholder in &found {
        out.push_str(text.get(at..placeholder.range.start).unwrap_or_default());
        at = placeholder.range.end;
        let number = if placeholder.takes_argument() {
            numbers.next()
        } else {
            None
        };
        match (placeholder.kind, number) {
            (Kind::Literal, _) => out.push('%'),
            (Kind::Object, Some(number)) => {
                out.push_str(args.get(number - 1).copied().unwrap_or("(null)"));
            }
            _ => out.push_str(text.get(placeholder.range.clone()).unwrap_or_default()),
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
