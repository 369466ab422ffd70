//! The grammar of placeholders: `{{ name:filter:filter(argument) | fallback }}`.
//!
//! It reads the *source* of one string, so that no escape is ever split: braces, bars and colons have no escapes, a name is
//! read back from its escapes, and a fallback is carried over as it is spelled. One pass, whatever the text.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::filter::{Filter, FilterError, NAMES, NUMBER};
use crate::document::{Document, Patch, excerpt, is_number};
use crate::finding::{Code, Severity};
use crate::rules::nearest;

/// How the text is spelled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Inside a JSON string, with its escapes.
    Json,
    /// As it is, in a header.
    Plain,
}

/// A part of the text, in its order.
pub(super) enum Piece {
    /// Carried over as it is.
    Literal(Range<usize>),
    /// `{{{{`, which stands for two braces.
    Braces,
    /// Something to fill.
    Placeholder(Range<usize>, Spec),
}

/// What a placeholder says.
#[derive(Clone)]
pub(super) struct Spec {
    /// The column, without escapes.
    pub(super) name: String,
    /// Where the name stands in the text; `None` where it is written with escapes.
    pub(super) name_at: Option<Range<usize>>,
    pub(super) filters: Vec<Filter>,
    /// Whether the value is written as a bare number.
    pub(super) is_number: bool,
    /// The text for rows without value, spelled as in the source.
    pub(super) fallback: Option<String>,
}

/// Something to say about a placeholder.
pub(super) struct Slip {
    pub(super) code: Code,
    pub(super) severity: Severity,
    pub(super) range: Range<usize>,
    pub(super) args: Vec<(&'static str, String)>,
    pub(super) fix: Option<Patch>,
}

/// After so many slips of one text the others say nothing new.
const MOST_SLIPS: usize = 100;

/// Bytes of `｛｛`.
const WIDE_PAIR: usize = 2 * '｛'.len_utf8();

/// Splits a text. What is no placeholder after all stays literal and has a slip.
pub(super) fn read(text: &str, spelling: Spelling) -> (Vec<Piece>, Vec<Slip>) {
    read_as(text, spelling, false)
}

fn read_as(text: &str, spelling: Spelling, is_trial: bool) -> (Vec<Piece>, Vec<Slip>) {
    let mut reader = Reader {
        text,
        spelling,
        is_trial,
        literal: 0,
        pieces: Vec::new(),
        slips: Vec::new(),
    };
    reader.run();
    (reader.pieces, reader.slips)
}

struct Reader<'a> {
    text: &'a str,
    spelling: Spelling,
    /// Whether a repair is being tried, which looks for no repairs of its own.
    is_trial: bool,
    /// Where the literal begins that is not a piece yet.
    literal: usize,
    pieces: Vec<Piece>,
    slips: Vec<Slip>,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some((open, pair)) = next_pair(self.text, at) {
            let inside = open + 2;
            at = inside;
            if pair != Pair::Open {
                continue;
            }
            if self.text[inside..].starts_with("{{") {
                self.end_literal(open);
                self.pieces.push(Piece::Braces);
                at = inside + 2;
                self.literal = at;
                continue;
            }
            match next_pair(self.text, inside) {
                Some((close, Pair::Close)) => {
                    at = close + 2;
                    self.placeholder(open..at);
                }
                other => {
                    at = other.map_or(self.text.len(), |(next, _)| next);
                    self.unclosed(open..at);
                }
            }
        }
        self.end_literal(self.text.len());
        self.wide_braces();
    }

    /// Makes what was passed over a piece of its own.
    fn end_literal(&mut self, end: usize) {
        if self.literal < end {
            self.pieces.push(Piece::Literal(self.literal..end));
        }
    }

    fn placeholder(&mut self, range: Range<usize>) {
        let inside = range.start + 2..range.end - 2;
        match self.spec(inside) {
            Ok(spec) => {
                self.end_literal(range.start);
                self.literal = range.end;
                self.looks_like_a_filter(&range, &spec);
                self.pieces.push(Piece::Placeholder(range, spec));
            }
            Err(Bad {
                code,
                what,
                found,
                fix,
            }) => {
                let range = if what == "triple" && self.text[range.end..].starts_with('}') {
                    range.start..range.end + 1
                } else {
                    range
                };
                let mut args = vec![("what", what.to_owned()), ("found", found)];
                if let Some((_, Some(name))) = &fix {
                    args.push(("filter", name.clone()));
                }
                let fix = fix
                    .map(|(patch, _)| patch)
                    .or_else(|| self.repaired(what, &range));
                self.slip(code, range, args, fix);
            }
        }
    }

    /// What stands between the braces, or what is wrong with it.
    fn spec(&self, inside: Range<usize>) -> Result<Spec, Bad> {
        let text = &self.text[inside.clone()];
        let (head, fallback) = match text.split_once('|') {
            Some((head, fallback)) => (head, Some(fallback.trim().to_owned())),
            None => (text, None),
        };
        if head.contains(['｜', '：', '（', '）']) {
            return Err(Bad::new("wide", head.trim()));
        }
        let head = self.decoded(head)?;
        let is_as_written = matches!(head, Cow::Borrowed(_));
        let mut parts = head.split(':');
        let name = parts.next().unwrap_or_default();
        let name_at = is_as_written.then(|| {
            let start = inside.start + name.len() - name.trim_start().len();
            start..start + name.trim().len()
        });
        let mut at = inside.start + name.len() + 1;
        let mut spec = Spec {
            name: checked_name(name.trim())?.to_owned(),
            name_at,
            filters: Vec::new(),
            is_number: false,
            fallback,
        };
        for part in parts {
            let word = part.trim();
            let start = at + part.len() - part.trim_start().len();
            at += part.len() + 1;
            match Filter::read(word) {
                Ok(Some(filter)) => spec.filters.push(filter),
                Ok(None) => spec.is_number = true,
                Err(error) => {
                    let place = is_as_written.then(|| start..start + word.len());
                    return Err(Bad::filter(error, word, place));
                }
            }
        }
        Ok(spec)
    }

    /// Text without JSON's escapes.
    fn decoded<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Bad> {
        if self.spelling == Spelling::Plain || !text.contains('\\') {
            return Ok(Cow::Borrowed(text));
        }
        decode(text)
            .map(Cow::Owned)
            .ok_or_else(|| Bad::new("name", text.trim()))
    }

    /// A fallback that was meant as a filter, as other template languages have them: `{{name | upper}}`, `{{name | default: "x"}}`.
    fn looks_like_a_filter(&mut self, range: &Range<usize>, spec: &Spec) {
        let Some(fallback) = &spec.fallback else {
            return;
        };
        let head = self.text[range.start..range.end]
            .split('|')
            .next()
            .unwrap_or_default()
            .trim_end();
        let first = fallback.split('|').next().unwrap_or_default().trim();
        let (what, replacement) = if let Some(rest) = first.strip_prefix("default")
            && rest.trim_start().starts_with([':', '('])
        {
            let value = rest.trim_matches([' ', ':', '(', ')']);
            let value = unquoted(value).filter(|_| first == fallback);
            ("default", value.map(|value| format!("{head}|{value}}}}}")))
        } else if Filter::read(first).is_ok() {
            let is_new_number = first == NUMBER && !spec.is_number;
            let is_all = first == fallback && !is_new_number;
            ("filter", is_all.then(|| format!("{head}:{first}}}}}")))
        } else {
            return;
        };
        let args = vec![("what", what.to_owned()), ("found", excerpt(fallback))];
        let fix = replacement.map(|replacement| Patch {
            range: range.clone(),
            replacement,
        });
        self.slip(Code::V012, range.clone(), args, fix);
    }

    fn unclosed(&mut self, range: Range<usize>) {
        let inside = &self.text[range.start + 2..range.end];
        if let Some((_, rest)) = inside.split_once('｝') {
            let end = range.end - rest.len();
            let end = end
                + if rest.starts_with('｝') {
                    '｝'.len_utf8()
                } else {
                    0
                };
            let range = range.start..end;
            let fix = self.repaired("wide", &range);
            let args = vec![("what", "wide".to_owned()), ("found", "｝".to_owned())];
            self.slip(Code::V001, range, args, fix);
            return;
        }
        // `{{name}` is one slip away from what was meant.
        let head = inside.split_once('}').map(|(head, _)| head);
        let fix = head.and_then(|head| {
            let end = range.start + 2 + head.len();
            self.spec(range.start + 2..end).ok()?;
            Some(Patch {
                range: end..end,
                replacement: "}".to_owned(),
            })
        });
        self.slip(Code::V001, range, Vec::new(), fix);
    }

    /// `｛｛name｝｝`, as an input method for Chinese or Japanese writes it.
    fn wide_braces(&mut self) {
        let mut at = 0;
        while let Some(open) = find(self.text, at, "｛｛")
            && self.slips.len() < MOST_SLIPS
        {
            let next = find(self.text, open + WIDE_PAIR, "｛｛").unwrap_or(self.text.len());
            let end = self.text[open..next]
                .find("｝｝")
                .map_or(next, |close| open + close + WIDE_PAIR);
            let range = open..end;
            at = range.end;
            let args = vec![("what", "wide".to_owned()), ("found", "｛｛".to_owned())];
            let fix = self.repaired("wide", &range);
            self.slip(Code::V001, range, args, fix);
            if let Some(slip) = self.slips.last_mut() {
                // It is sent as it stands, which may be meant.
                slip.severity = Severity::Warning;
            }
        }
    }

    /// The placeholder that was meant, if that is one.
    fn repaired(&self, what: &str, range: &Range<usize>) -> Option<Patch> {
        if self.is_trial {
            return None;
        }
        let text = self.text.get(range.clone())?;
        let replacement = match what {
            "wide" => {
                let narrow: String = text.chars().map(narrowed).collect();
                let inside = narrow.trim_start_matches('{').trim_end_matches('}');
                format!("{{{{{inside}}}}}")
            }
            "triple" => format!("{{{{{}}}}}", text.trim_matches(['{', '}'])),
            _ => return None,
        };
        let (pieces, slips) = read_as(&replacement, self.spelling, true);
        match pieces.as_slice() {
            [Piece::Placeholder(_, spec)] if slips.is_empty() && self.can_be(spec, range) => {
                Some(Patch {
                    range: range.clone(),
                    replacement,
                })
            }
            _ => None,
        }
    }

    /// Whether a repair to this placeholder brings no new error: a brace before it would be one too many, and a number needs a
    /// string of its own and a fallback that is one.
    fn can_be(&self, spec: &Spec, range: &Range<usize>) -> bool {
        if self.text[..range.start].ends_with('{') {
            return false;
        }
        let is_alone = self.spelling == Spelling::Json && *range == (0..self.text.len());
        let has_number = spec.fallback.as_deref().is_none_or(is_number);
        !spec.is_number || (is_alone && has_number)
    }

    /// Errors go before others when there are too many, so that none is hidden by advice.
    fn slip(
        &mut self,
        code: Code,
        range: Range<usize>,
        args: Vec<(&'static str, String)>,
        fix: Option<Patch>,
    ) {
        let is_error = code.rule().severity == Severity::Error;
        if self.slips.len() >= MOST_SLIPS * if is_error { 2 } else { 1 } {
            return;
        }
        self.slips.push(Slip {
            code,
            severity: code.rule().severity,
            range,
            args,
            fix,
        });
    }
}

/// Why what stands between braces is no placeholder.
struct Bad {
    code: Code,
    what: &'static str,
    found: String,
    /// A repair, and the filter that it writes.
    fix: Option<(Patch, Option<String>)>,
}

impl Bad {
    fn new(what: &'static str, found: &str) -> Self {
        Self {
            code: Code::V001,
            what,
            found: excerpt(found),
            fix: None,
        }
    }

    fn filter(error: FilterError, word: &str, at: Option<Range<usize>>) -> Self {
        let name = word.split('(').next().unwrap_or_default().trim();
        let meant = nearest(name, NAMES).filter(|_| error == FilterError::Unknown);
        let fix = meant.zip(at).map(|(meant, at)| {
            let patch = Patch {
                range: at.start..at.start + name.len(),
                replacement: meant.to_owned(),
            };
            (patch, Some(meant.to_owned()))
        });
        let what = match error {
            FilterError::Argument if name == "truncate" => "length",
            FilterError::Argument => "argument",
            FilterError::Unknown if fix.is_some() => "near",
            FilterError::Unknown => "unknown",
        };
        Self {
            code: Code::V002,
            what,
            found: excerpt(word),
            fix,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pair {
    Open,
    Close,
}

/// The next `{{` or `}}`.
fn next_pair(text: &str, from: usize) -> Option<(usize, Pair)> {
    let pairs = text.as_bytes().get(from..)?.windows(2);
    pairs.enumerate().find_map(|(at, pair)| match pair {
        b"{{" => Some((from + at, Pair::Open)),
        b"}}" => Some((from + at, Pair::Close)),
        _ => None,
    })
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    Some(from + text.get(from..)?.find(what)?)
}

fn narrowed(character: char) -> char {
    match character {
        '｛' => '{',
        '｝' => '}',
        '｜' => '|',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        other => other,
    }
}

/// A value without the quotes around it; `None` when a quote is left.
fn unquoted(value: &str) -> Option<&str> {
    let quotes = ["\\\"", "\"", "'"];
    let inner = quotes
        .iter()
        .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value);
    (!inner.contains('"')).then_some(inner)
}

/// The text that a JSON string's source stands for.
fn decode(source: &str) -> Option<String> {
    let document = Document::parse(format!("\"{source}\""));
    Some(document.root()?.as_str()?.to_owned())
}

/// Letters of any script, digits, `_`, `-`, `.`, and spaces inside, as the headings of tables have them.
fn checked_name(name: &str) -> Result<&str, Bad> {
    if name.is_empty() {
        return Err(Bad::new("empty", ""));
    }
    if name.starts_with('{') {
        return Err(Bad::new("triple", name));
    }
    if name.starts_with(['#', '/', '^', '>', '!', '&', '%', '=']) {
        return Err(Bad::new("logic", name));
    }
    let mut before = None;
    for character in name.chars() {
        if !belongs(before, character) {
            return Err(Bad::new("name", character.encode_utf8(&mut [0; 4])));
        }
        before = Some(character);
    }
    Ok(name)
}

/// Whether a heading can stand in a placeholder.
pub(super) fn is_name(heading: &str) -> bool {
    checked_name(heading).is_ok()
}

fn belongs(before: Option<char>, character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '_' | '-' | '.' | ' ')
        || (!character.is_ascii() && before.is_some_and(|before| joins(before, character)))
}

/// Whether a mark belongs to the letter before it: accents, vowel signs, joiners.
fn joins(before: char, mark: char) -> bool {
    let pair: String = [before, mark].into_iter().collect();
    pair.graphemes(true).count() == 1
}
