//! A piece of the text with carets under it, at the width that a terminal shows, and nothing that a terminal would obey.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

/// How many columns of a line are shown.
const WIDTH: usize = 100;
/// How many of them come before the place, when a line is longer.
const BEFORE: usize = 36;
/// What a tab is shown as.
const TAB: &str = "    ";

/// Where the lines of a text begin.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A place between two characters, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: usize,
    /// In characters.
    pub(crate) column: usize,
    /// In UTF-16 units, as editors and SARIF count.
    pub(crate) utf16: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = [0]
            .into_iter()
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self { text, starts }
    }

    /// Line and column of a byte.
    pub(crate) fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let before = self.text.get(start..byte).unwrap_or_default();
        Position {
            line,
            column: before.chars().count() + 1,
            utf16: before.encode_utf16().count() + 1,
        }
    }

    /// The bytes of a line, without its end.
    fn line(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let end = self
            .starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.strip_suffix('\r').unwrap_or(text).len()
    }

    /// The line on which a range begins, and the line of carets under what the range has of it.
    pub(crate) fn excerpt(&self, range: &Range<usize>) -> (String, String) {
        let line = self.line(self.position(range.start).line);
        let start = range.start.clamp(line.start, line.end);
        let end = range.end.clamp(start, line.end);
        let text = self.text.get(line.clone()).unwrap_or_default();
        let from = if columns(text) <= WIDTH {
            line.start
        } else {
            back(text, start - line.start, BEFORE) + line.start
        };
        let (mut shown, mut under) = (String::new(), String::new());
        if from > line.start {
            shown.push('…');
            under.push(' ');
        }
        let rest = self.text.get(from..line.end).unwrap_or_default();
        for (at, character) in rest.char_indices() {
            let piece = visible(character);
            let used = shown.len();
            shown.push_str(&piece);
            let is_last = at + character.len_utf8() == rest.len();
            if shown.width() >= WIDTH && !is_last {
                shown.truncate(used);
                shown.push('…');
                break;
            }
            let at = from + at;
            // The width of the whole, because characters that are joined take less than their sum.
            let missing = shown.width().saturating_sub(under.len());
            let mark = if (start..end).contains(&at) {
                "^"
            } else if at < start {
                " "
            } else {
                ""
            };
            under.push_str(&mark.repeat(missing));
        }
        if start == end {
            under.push('^');
        }
        (shown.trim_end().to_owned(), under.trim_end().to_owned())
    }
}

/// The byte that lies `wanted` columns before `at`, or the begin.
fn back(text: &str, at: usize, wanted: usize) -> usize {
    let mut used = 0;
    let mut from = at;
    for (byte, character) in text.get(..at).unwrap_or_default().char_indices().rev() {
        used += visible(character).width();
        if used > wanted {
            break;
        }
        from = byte;
    }
    from
}

fn columns(text: &str) -> usize {
    text.chars()
        .map(|character| visible(character).width())
        .sum()
}

/// A character as a terminal may show it: nothing that moves the cursor, changes colors, or turns the writing around.
fn visible(character: char) -> String {
    match character {
        '\t' => TAB.to_owned(),
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + character as u32).map_or_else(String::new, String::from)
        }
        '\u{7f}' => '\u{2421}'.to_string(),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => format!("<U+{:04X}>", character as u32),
        _ => character.into(),
    }
}

/// A text on one line, without anything that a terminal would obey.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(visible).collect()
}
