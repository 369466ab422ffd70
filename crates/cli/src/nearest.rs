//! "Did you mean …?": the nearest of a few known words.

/// The candidate with the fewest edits, when there are few enough for it to be meant. Case does not count.
pub(crate) fn nearest<'a>(
    found: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let found: Vec<char> = found
        .chars()
        .take(64)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let most = (found.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&found, candidate), candidate))
        .filter(|(edits, _)| *edits <= most)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Insertions, removals and replacements between two words.
fn distance(found: &[char], candidate: &str) -> usize {
    let mut row: Vec<usize> = (0..=found.len()).collect();
    for (at, letter) in candidate.chars().enumerate() {
        let letter = letter.to_ascii_lowercase();
        let mut next = vec![at + 1];
        for (column, other) in found.iter().enumerate() {
            let replaced =
                row.get(column).copied().unwrap_or_default() + usize::from(*other != letter);
            let removed = row.get(column + 1).copied().unwrap_or_default() + 1;
            let inserted = next.last().copied().unwrap_or_default() + 1;
            next.push(replaced.min(removed).min(inserted));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
