//! Which of Apple's words somebody meant.

/// The one candidate that is nearest to `word`, if it is near: another case, `_` for `-`, `camelCase`, or one or two slips.
pub(crate) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let wanted = squashed(word);
    let most = if wanted.len() <= 4 { 1 } else { 2 };
    let mut best: Option<(usize, &str)> = None;
    let mut is_tied = false;
    for candidate in candidates {
        let slips = distance(wanted.as_bytes(), squashed(candidate).as_bytes());
        match best {
            Some((fewest, _)) if slips > fewest => {}
            Some((fewest, same)) if slips == fewest => is_tied |= same != *candidate,
            _ => (best, is_tied) = (Some((slips, *candidate)), false),
        }
    }
    best.filter(|(slips, _)| *slips <= most && !is_tied && *slips < wanted.len().max(1))
        .map(|(_, candidate)| candidate)
}

/// Lower-case letters and digits only.
pub(in crate::rules) fn squashed(word: &str) -> String {
    letters(word).collect()
}

/// The same, one by one.
pub(in crate::rules) fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars()
        .filter(|character| !matches!(character, '-' | '_' | ' ' | '.'))
        .map(|character| character.to_ascii_lowercase())
        .take(40)
}

/// How many letters must be added, dropped, changed or swapped with their neighbor.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut fewest = change.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                fewest = fewest.min(before[j - 2] + 1);
            }
            row.push(fewest);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_word_that_was_meant_is_found_and_strangers_are_not() {
        let keys = [
            "badge",
            "sound",
            "alert",
            "title",
            "subtitle",
            "thread-id",
            "interruption-level",
        ];
        assert_eq!(nearest("bagde", &keys), Some("badge"));
        assert_eq!(nearest("Alert", &keys), Some("alert"));
        assert_eq!(nearest("threadId", &keys), Some("thread-id"));
        assert_eq!(
            nearest("interuption_level", &keys),
            Some("interruption-level")
        );
        assert_eq!(nearest("campaign", &keys), None);
        assert_eq!(nearest("", &keys), None);
        assert_eq!(nearest("x", &["a", "b"]), None);
    }
}
