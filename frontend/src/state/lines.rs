//! The JSON surface's overlay, as data: each line's text cut into pieces of one look.
//!
//! A flat overlay lays the whole text out again on every key; one component per line re-renders only the lines whose pieces changed.

use std::ops::Range;
use std::rc::Rc;

use payload::Severity;
use payload::document::{LexKind, lex};

/// Above this many bytes the text is shown plain, so that typing stays quick.
pub const HIGHLIGHT_LIMIT: usize = 64 * 1024;

/// A place to mark in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes. An empty range marks the character at it.
    pub range: Range<usize>,
    /// How it looks.
    pub severity: Severity,
}

/// Text of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Its color; white space has none.
    pub kind: Option<LexKind>,
    /// Its squiggle.
    pub severity: Option<Severity>,
}

/// One line of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces, in order, without the line's end.
    pub pieces: Vec<Piece>,
    /// The weightiest mark that begins on it, for the gutter.
    pub severity: Option<Severity>,
}

/// Cuts a text into lines and pieces.
pub fn lines(text: &str, marks: &[Mark]) -> Vec<Rc<Line>> {
    let lexemes = if text.len() > HIGHLIGHT_LIMIT {
        Vec::new()
    } else {
        lex(text)
    };
    let marks: Vec<Mark> = marks
        .iter()
        .map(|mark| Mark {
            range: visible(text, &mark.range),
            severity: mark.severity,
        })
        .collect();
    let mut start = 0;
    let mut out = Vec::new();
    for raw in text.split('\n') {
        let line = start..start + raw.len();
        start = line.end + 1;
        let mut cuts = vec![line.start];
        let words = lexemes
            .iter()
            .filter(|word| word.range.start < line.end && word.range.end > line.start);
        let words: Vec<_> = words.collect();
        let squiggles: Vec<_> = marks
            .iter()
            .filter(|mark| mark.range.start < line.end && mark.range.end > line.start)
            .collect();
        for range in words
            .iter()
            .map(|word| &word.range)
            .chain(squiggles.iter().map(|mark| &mark.range))
        {
            for cut in [range.start, range.end] {
                if line.contains(&cut)
                    && let Err(at) = cuts.binary_search(&cut)
                {
                    cuts.insert(at, cut);
                }
            }
        }
        if !line.is_empty() {
            cuts.push(line.end);
        }
        let pieces = cuts.windows(2).filter_map(|pair| {
            let (Some(&from), Some(&to)) = (pair.first(), pair.last()) else {
                return None;
            };
            Some(Piece {
                text: text.get(from..to)?.to_owned(),
                kind: words
                    .iter()
                    .find(|word| word.range.start <= from && word.range.end >= to)
                    .map(|word| word.kind),
                severity: squiggles
                    .iter()
                    .filter(|mark| mark.range.start <= from && mark.range.end >= to)
                    .map(|mark| mark.severity)
                    .min(),
            })
        });
        let begins =
            |mark: &&Mark| mark.range.start >= line.start && (mark.range.start <= line.end);
        out.push(Rc::new(Line {
            pieces: pieces.collect(),
            severity: marks.iter().filter(begins).map(|mark| mark.severity).min(),
        }));
    }
    out
}

/// A range that can be seen: inside the text, on character boundaries, on its first line only, and at least one character long.
fn visible(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    let end = text.floor_char_boundary(range.end).max(start);
    let first_line = text
        .get(start..end)
        .and_then(|marked| marked.find('\n'))
        .map_or(end, |at| start + at);
    if first_line > start {
        return start..first_line;
    }
    match text.get(start..).and_then(|rest| rest.chars().next()) {
        Some(next) if next != '\n' => start..start + next.len_utf8(),
        _ => match text
            .get(..start)
            .and_then(|before| before.chars().next_back())
        {
            Some(last) if last != '\n' => start - last.len_utf8()..start,
            _ => start..start,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(range: Range<usize>, severity: Severity) -> Mark {
        Mark { range, severity }
    }

    fn squiggled(text: &str, marks: &[Mark]) -> Vec<String> {
        let all = lines(text, marks);
        all.iter()
            .flat_map(|line| &line.pieces)
            .filter(|piece| piece.severity.is_some())
            .map(|piece| piece.text.clone())
            .collect()
    }

    #[test]
    fn the_pieces_of_a_line_are_its_text() {
        let text = "{\n  \"tïtle\": [1, true, \"🔔\"], // no\n\n}";
        let joined: Vec<String> = lines(text, &[mark(5..9, Severity::Error)])
            .iter()
            .map(|line| {
                line.pieces
                    .iter()
                    .map(|piece| piece.text.as_str())
                    .collect()
            })
            .collect();
        assert_eq!(joined.join("\n"), text);
    }

    #[test]
    fn words_have_their_colors() {
        let all = lines("{\"a\": 1}", &[]);
        let kinds: Vec<_> = all
            .iter()
            .flat_map(|line| &line.pieces)
            .filter_map(|piece| piece.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                LexKind::Punctuation,
                LexKind::Key,
                LexKind::Punctuation,
                LexKind::Number,
                LexKind::Punctuation
            ]
        );
    }

    #[test]
    fn a_mark_is_cut_out_of_its_word() {
        assert_eq!(
            squiggled("\"abcdef\"", &[mark(2..4, Severity::Warning)]),
            ["bc"]
        );
    }

    #[test]
    fn an_empty_mark_shows_the_character_at_it() {
        assert_eq!(squiggled("[1,]", &[mark(3..3, Severity::Error)]), ["]"]);
        assert_eq!(squiggled("[1", &[mark(2..2, Severity::Error)]), ["1"]);
    }

    #[test]
    fn a_long_mark_is_shown_on_its_first_line_only() {
        assert_eq!(
            squiggled("{\"a\": [\n1\n]}", &[mark(6..12, Severity::Error)]),
            ["["]
        );
    }

    #[test]
    fn the_gutter_shows_the_weightiest_mark() {
        let all = lines(
            "[1]\n",
            &[mark(1..2, Severity::Hint), mark(0..3, Severity::Error)],
        );
        let gutter: Vec<_> = all.iter().map(|line| line.severity).collect();
        assert_eq!(gutter, [Some(Severity::Error), None]);
    }

    #[test]
    fn a_huge_text_is_shown_plain() {
        let text = format!("\"{}\"", "x".repeat(HIGHLIGHT_LIMIT));
        let all = lines(&text, &[]);
        assert!(
            all.iter()
                .flat_map(|line| &line.pieces)
                .all(|piece| piece.kind.is_none())
        );
    }
}
