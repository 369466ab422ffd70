//! Counting: bytes (Rust), UTF-16 units (the DOM), lines and columns (people).

use std::ops::Range;

/// The same range in UTF-16 units, which is what a text area's selection counts.
pub fn utf16_range(text: &str, range: Range<usize>) -> Range<usize> {
    let start = utf16_len(text, 0, range.start);
    start..start + utf16_len(text, range.start, range.end)
}

/// The byte at which UTF-16 unit `utf16` begins; the end of the text when it is past it. Inside a surrogate pair: the pair's begin.
pub fn byte_offset(text: &str, utf16: usize) -> usize {
    let mut units = 0;
    for (byte, character) in text.char_indices() {
        units += character.len_utf16();
        if units > utf16 {
            return byte;
        }
    }
    text.len()
}

/// Line and column of a byte, both counted from 1, the column in characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..floor(text, byte)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

fn utf16_len(text: &str, from: usize, to: usize) -> usize {
    let (from, to) = (floor(text, from), floor(text, to));
    if from >= to {
        0
    } else {
        text[from..to].chars().map(char::len_utf16).sum()
    }
}

/// The nearest character boundary at or before `byte`.
fn floor(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte)
}
