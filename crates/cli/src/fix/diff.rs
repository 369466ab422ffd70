//! What changes between two texts, in the form that `patch` and people read (a unified diff).

use std::fmt::Write as _;

use crate::excerpt::plain;

/// How many lines stand around a change.
const AROUND: usize = 3;
/// Above this many lines on a side that differ, they are shown as one block: pairing them would take their product in time.
const MOST_PAIRED: usize = 2000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Gone,
    New,
}

/// The unified diff of `old` and `new`.
pub(super) fn between(name: &str, old: &str, new: &str, has_color: bool) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_inclusive('\n').collect(),
        new.split_inclusive('\n').collect(),
    );
    let lines = lines(&old, &new);
    let mut out = format!("--- {name}\n+++ {name}\n");
    let changed: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].0 != Kind::Same)
        .collect();
    let mut hunks: Vec<(usize, usize)> = Vec::new();
    for at in changed {
        let (from, to) = (
            at.saturating_sub(AROUND),
            (at + AROUND + 1).min(lines.len()),
        );
        match hunks.last_mut() {
            Some((_, end)) if *end >= from => *end = to,
            _ => hunks.push((from, to)),
        }
    }
    for (from, to) in hunks {
        let count = |range: &[(Kind, &str)], but: Kind| {
            range.iter().filter(|(kind, _)| *kind != but).count()
        };
        let (before, hunk) = (&lines[..from], &lines[from..to]);
        let paint = |code: &str, text: &str| {
            if has_color {
                format!("\u{1b}[{code}m{text}\u{1b}[0m")
            } else {
                text.to_owned()
            }
        };
        let header = format!(
            "@@ -{} +{} @@",
            numbers(count(before, Kind::New), count(hunk, Kind::New)),
            numbers(count(before, Kind::Gone), count(hunk, Kind::Gone))
        );
        let _ = writeln!(out, "{}", paint("36", &header));
        for (kind, line) in hunk {
            let text = line.strip_suffix('\n').unwrap_or(line);
            let text = if has_color {
                plain(text.trim_end_matches('\r'))
            } else {
                text.to_owned()
            };
            let _ = match kind {
                Kind::Same => writeln!(out, " {text}"),
                Kind::Gone => writeln!(out, "{}", paint("31", &format!("-{text}"))),
                Kind::New => writeln!(out, "{}", paint("32", &format!("+{text}"))),
            };
            if !line.ends_with('\n') {
                out.push_str("\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// Line and length of a hunk's side. An empty side stands after the line before it.
fn numbers(before: usize, length: usize) -> String {
    match length {
        0 => format!("{before},0"),
        1 => format!("{}", before + 1),
        _ => format!("{},{length}", before + 1),
    }
}

/// Every line of both, with what became of it.
fn lines<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Kind, &'a str)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (gone, left) = old_rest.split_at(old_rest.len() - tail);
    let come = &new_rest[..new_rest.len() - tail];
    let same = |line: &&'a str| (Kind::Same, *line);
    let mut out: Vec<_> = old[..head].iter().map(same).collect();
    if gone.len() > MOST_PAIRED || come.len() > MOST_PAIRED {
        out.extend(gone.iter().map(|line| (Kind::Gone, *line)));
        out.extend(come.iter().map(|line| (Kind::New, *line)));
    } else {
        paired(&mut out, gone, come);
    }
    out.extend(left.iter().map(same));
    out
}

/// Pairs what both have in common: the longest common subsequence.
fn paired<'a>(out: &mut Vec<(Kind, &'a str)>, old: &[&'a str], new: &[&'a str]) {
    let width = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = if old[i] == new[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            out.push((Kind::Same, old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])
        {
            out.push((Kind::Gone, old[i]));
            i += 1;
        } else {
            out.push((Kind::New, new[j]));
            j += 1;
        }
    }
}
