//! Filling the gaps of one row. Values are escaped as they are written, so that the result is JSON whatever they hold.

use super::bind::{Bound, Row};
use super::{Gap, GapKind, Text, Watch};
use crate::document::is_number;

/// What is written where a number is needed and there is none. Such a row has an error; its body is JSON nevertheless.
pub(super) const NO_NUMBER: &str = "null";

/// What one row's push is made of. Reused from row to row, it allocates nothing once it is large enough.
#[derive(Default)]
pub struct Filled {
    /// The body: minified JSON.
    pub body: String,
    /// `apns-collapse-id`; empty means absent.
    pub collapse_id: String,
    pub(super) notes: Notes,
    scratch: Scratch,
}

/// How filling a row went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOutcome {
    /// How many placeholders found no value, with or without fallback.
    pub missing: usize,
    /// Whether every placeholder found a value that it can take, or a fallback. Without that the row is not for sending.
    pub is_complete: bool,
}

/// What was seen while filling.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) missing: usize,
    /// By index of the gap, those of the headers first.
    pub(super) slips: Vec<(usize, RowSlip)>,
    /// Equal for rows that the rules cannot tell apart.
    pub(super) shape: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RowSlip {
    NoValue,
    NoNumber,
    Invisible(char),
}

/// Two texts, so that each filter reads one and writes the other.
#[derive(Default)]
struct Scratch {
    now: String,
    next: String,
}

impl Bound {
    /// Fills one row. What `filled` held before is forgotten.
    pub fn render<R: Row + ?Sized>(&self, row: &R, filled: &mut Filled) -> RowOutcome {
        let Filled {
            body,
            collapse_id,
            notes,
            scratch,
        } = filled;
        body.clear();
        collapse_id.clear();
        notes.missing = 0;
        notes.slips.clear();
        notes.shape = SHAPE_SEED;
        let template = &*self.template.0;
        self.fill(&template.collapse_id, 0, row, collapse_id, notes, scratch);
        let first = template.collapse_id.gaps.len();
        self.fill(&template.body, first, row, body, notes, scratch);
        RowOutcome {
            missing: notes.missing,
            is_complete: notes.is_complete(),
        }
    }

    /// The bytes of a row's body, without writing it.
    pub fn len<R: Row + ?Sized>(&self, row: &R) -> usize {
        let mut length = Length(0);
        let mut filled = Filled::default();
        let body = &self.template.0.body;
        self.fill(
            body,
            0,
            row,
            &mut length,
            &mut filled.notes,
            &mut filled.scratch,
        );
        length.0
    }

    /// The bytes that one gap has in a row.
    pub(super) fn gap_len<R: Row + ?Sized>(&self, gap: &Gap, row: &R) -> usize {
        let mut length = Length(0);
        let mut filled = Filled::default();
        self.put(
            gap,
            0,
            row,
            &mut length,
            &mut filled.notes,
            &mut filled.scratch,
        );
        length.0
    }

    fn fill<R: Row + ?Sized>(
        &self,
        text: &Text,
        first: usize,
        row: &R,
        out: &mut impl Sink,
        notes: &mut Notes,
        scratch: &mut Scratch,
    ) {
        let mut at = 0;
        for (index, gap) in text.gaps.iter().enumerate() {
            out.raw(text.literals.get(at..gap.before).unwrap_or_default());
            at = gap.before;
            self.put(gap, first + index, row, out, notes, scratch);
        }
        out.raw(text.literals.get(at..).unwrap_or_default());
    }

    fn put<R: Row + ?Sized>(
        &self,
        gap: &Gap,
        index: usize,
        row: &R,
        out: &mut impl Sink,
        notes: &mut Notes,
        scratch: &mut Scratch,
    ) {
        let Some(value) = self.value(gap, row) else {
            notes.missing += 1;
            if let Some(fallback) = &gap.fallback {
                out.raw(fallback);
                notes.see(gap.watch, fallback);
                return;
            }
            if gap.kind == GapKind::Number {
                out.raw(NO_NUMBER);
            }
            notes.slips.push((index, RowSlip::NoValue));
            return;
        };
        let value = scratch.filtered(gap, value);
        if gap.kind == GapKind::Number {
            let number = value.trim();
            if is_number(number) {
                out.raw(number);
                notes.see(gap.watch, number);
            } else {
                out.raw(NO_NUMBER);
                notes.slips.push((index, RowSlip::NoNumber));
            }
            return;
        }
        notes.see(gap.watch, value);
        if let Some(invisible) = invisible(value) {
            notes.slips.push((index, RowSlip::Invisible(invisible)));
        }
        if gap.kind == GapKind::Quoted {
            escape(value, out);
        } else {
            out.raw(value);
        }
    }

    /// A row's value for a gap; `None` when it is missing.
    pub(super) fn value<'r, R: Row + ?Sized>(&self, gap: &Gap, row: &'r R) -> Option<&'r str> {
        let column = (*self.columns.get(gap.name)?)?;
        row.get(column).filter(|value| !value.trim().is_empty())
    }
}

impl Notes {
    pub(super) fn is_complete(&self) -> bool {
        self.slips
            .iter()
            .all(|(_, slip)| matches!(slip, RowSlip::Invisible(_)))
    }

    /// Adds what the rules can see of a value to the row's shape.
    fn see(&mut self, watch: Watch, text: &str) {
        match watch {
            Watch::Nothing => {}
            Watch::Blank => self.mix(u8::from(text.trim().is_empty())),
            Watch::Count if text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.mix(2);
            }
            Watch::Count | Watch::Exact => {
                text.bytes().for_each(|byte| self.mix(byte));
                self.mix(3);
            }
        }
    }

    /// FNV-1a.
    fn mix(&mut self, byte: u8) {
        self.shape = (self.shape ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

const SHAPE_SEED: u64 = 0xcbf2_9ce4_8422_2325;

impl Scratch {
    /// What the filters make of a value.
    fn filtered<'s>(&'s mut self, gap: &Gap, value: &'s str) -> &'s str {
        let Some((first, others)) = gap.filters.split_first() else {
            return value;
        };
        self.now.clear();
        first.write(value, &mut self.now);
        for filter in others {
            self.next.clear();
            filter.write(&self.now, &mut self.next);
            std::mem::swap(&mut self.now, &mut self.next);
        }
        &self.now
    }
}

/// Where a row's text goes.
trait Sink {
    fn raw(&mut self, text: &str);
}

impl Sink for String {
    fn raw(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// Only counts.
struct Length(usize);

impl Sink for Length {
    fn raw(&mut self, text: &str) {
        self.0 += text.len();
    }
}

/// A text as it stands in a JSON string.
fn escape(text: &str, out: &mut impl Sink) {
    const HEX: &str = "0123456789abcdef";
    let is_special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        let (before, from) = rest.split_at(at);
        let (special, after) = from.split_at(1);
        out.raw(before);
        match special {
            "\"" => out.raw("\\\""),
            "\\" => out.raw("\\\\"),
            "\n" => out.raw("\\n"),
            "\r" => out.raw("\\r"),
            "\t" => out.raw("\\t"),
            other => {
                let byte = usize::from(other.as_bytes()[0]);
                out.raw("\\u00");
                out.raw(&HEX[byte >> 4..=byte >> 4]);
                out.raw(&HEX[byte & 15..=byte & 15]);
            }
        }
        rest = after;
    }
    out.raw(rest);
}

/// The first character that nobody sees and hardly anybody means: controls other than line breaks and tabs, a zero-width space, a
/// byte-order mark, an override of the writing direction. Joiners and marks of direction belong to many scripts and are none.
fn invisible(text: &str) -> Option<char> {
    // The first bytes of all of those.
    let is_suspect = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef);
    if !text.bytes().any(is_suspect) {
        return None;
    }
    text.chars().find(|character| match character {
        '\t' | '\n' | '\r' => false,
        '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => true,
        other => other.is_control(),
    })
}
