//! Indenting by whole lines, and where a change of the text ends. Pure, so that it is tested on the host.

use std::ops::Range;

/// One step.
const STEP: &str = "  ";

/// Indents every line that the selection touches. Gives the text and the selection in it.
pub(super) fn indent(text: &str, selected: Range<usize>) -> (String, Range<usize>) {
    rewrite(text, selected, |line| {
        if line.is_empty() {
            (0, line.to_owned())
        } else {
            (2, format!("{STEP}{line}"))
        }
    })
}

/// Takes one step of indentation from every line that the selection touches.
pub(super) fn outdent(text: &str, selected: Range<usize>) -> (String, Range<usize>) {
    rewrite(text, selected, |line| {
        let rest = line
            .strip_prefix(STEP)
            .or_else(|| line.strip_prefix('\t'))
            .or_else(|| line.strip_prefix(' '))
            .unwrap_or(line);
        (
            rest.len().cast_signed() - line.len().cast_signed(),
            rest.to_owned(),
        )
    })
}

fn rewrite(
    text: &str,
    selected: Range<usize>,
    change: impl Fn(&str) -> (isize, String),
) -> (String, Range<usize>) {
    let from = text
        .get(..selected.start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let to = text
        .get(selected.end..)
        .and_then(|after| after.find('\n'))
        .map_or(text.len(), |at| selected.end + at);
    let (mut block, mut first, mut total) = (String::new(), None, 0);
    for (number, line) in text
        .get(from..to)
        .unwrap_or_default()
        .split('\n')
        .enumerate()
    {
        let (grown, line) = change(line);
        if number > 0 {
            block.push('\n');
        }
        first.get_or_insert(grown);
        total += grown;
        block.push_str(&line);
    }
    let out = [
        text.get(..from).unwrap_or_default(),
        &block,
        text.get(to..).unwrap_or_default(),
    ]
    .concat();
    let start = selected
        .start
        .saturating_add_signed(first.unwrap_or(0))
        .max(from);
    let end = selected
        .end
        .saturating_add_signed(total)
        .max(start)
        .min(out.len());
    (out, start..end)
}

/// The byte of `after` at which its difference from `before` ends: where a caret belongs.
pub(super) fn change_end(before: &str, after: &str) -> usize {
    let prefix: usize = before
        .chars()
        .zip(after.chars())
        .take_while(|(old, new)| old == new)
        .map(|(_, new)| new.len_utf8())
        .sum();
    let (old, new) = (
        before.get(prefix..).unwrap_or_default(),
        after.get(prefix..).unwrap_or_default(),
    );
    let suffix: usize = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(old, new)| old == new)
        .map(|(_, new)| new.len_utf8())
        .sum();
    after.len() - suffix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_over_lines_is_indented_as_a_whole() {
        assert_eq!(indent("a\nb\nc", 0..3), ("  a\n  b\nc".to_owned(), 2..7));
    }

    #[test]
    fn outdenting_stops_at_the_edge() {
        assert_eq!(outdent("  a\n b\nc", 0..8), ("a\nb\nc".to_owned(), 0..5));
    }

    #[test]
    fn indenting_there_and_back_gives_the_same_text() {
        let text = "{\n  \"ä\": 1\n}";
        let (there, selected) = indent(text, 3..9);
        assert_eq!(outdent(&there, selected), (text.to_owned(), 3..9));
    }

    #[test]
    fn a_change_ends_after_what_is_new() {
        assert_eq!(change_end("\"badge\": \"3\"", "\"badge\": 3"), 10);
        assert_eq!(change_end("aé", "aéb"), 4);
        assert_eq!(change_end("abc", "ac"), 1);
    }
}
