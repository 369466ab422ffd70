//! The regular expressions that schemas of payloads really have: characters, classes and repetitions one after the other.
//!
//! No groups, no alternatives, nothing that looks around: those are said to be unchecked. Time is the text's length times
//! the pattern's, whatever both say.

/// One character or class with how often it comes.
struct Item {
    class: Class,
    least: usize,
    /// `None`: as often as it likes.
    most: Option<usize>,
}

enum Class {
    Any,
    One(char),
    Set {
        ranges: Vec<(char, char)>,
        is_negated: bool,
    },
}

/// A pattern that can be checked.
pub(super) struct Pattern {
    items: Vec<Item>,
    begins: bool,
    ends: bool,
}

/// How often an item may be asked for, and how many items there may be once repetitions are written out.
const MOST: usize = 256;

const DIGITS: &[(char, char)] = &[('0', '9')];
const WORDY: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
const SPACES: &[(char, char)] = &[
    ('\t', '\r'),
    (' ', ' '),
    ('\u{a0}', '\u{a0}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{3000}', '\u{3000}'),
];

impl Pattern {
    /// Reads a pattern; `None` when it has something that is not known here.
    pub(super) fn read(pattern: &str) -> Option<Self> {
        let (begins, rest) = pattern
            .strip_prefix('^')
            .map_or((false, pattern), |rest| (true, rest));
        let escapes = rest
            .bytes()
            .rev()
            .skip(1)
            .take_while(|byte| *byte == b'\\')
            .count();
        let (ends, rest) = match rest.strip_suffix('$') {
            Some(rest) if escapes % 2 == 0 => (true, rest),
            _ => (false, rest),
        };
        let mut characters = rest.chars().peekable();
        let mut items = Vec::new();
        let mut size = 0;
        while let Some(first) = characters.next() {
            let class = match first {
                '.' => Class::Any,
                '[' => set(&mut characters)?,
                '\\' => escaped(characters.next()?)?,
                '(' | ')' | '|' | '*' | '+' | '?' | '{' | '}' | ']' | '^' | '$' => return None,
                plain => Class::One(plain),
            };
            let (least, most) = match characters.peek() {
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('?') => (0, Some(1)),
                Some('{') => {
                    characters.next();
                    let counts: String = characters.by_ref().take_while(|it| *it != '}').collect();
                    items.push(Item::counted(class, &counts)?);
                    size += items.last().map_or(0, Item::size);
                    if size > MOST || matches!(characters.peek(), Some('?' | '+')) {
                        return None;
                    }
                    continue;
                }
                _ => (1, Some(1)),
            };
            if (least, most) != (1, Some(1)) {
                characters.next();
                // Lazy repetitions match the same texts; possessive ones do not exist in schemas.
                if characters.peek() == Some(&'?') {
                    characters.next();
                }
            }
            items.push(Item { class, least, most });
            size += 1;
        }
        (size <= MOST).then_some(Self {
            items,
            begins,
            ends,
        })
    }

    /// Whether a text has what the pattern wants.
    pub(super) fn fits(&self, text: &str) -> bool {
        let mut steps: Vec<(&Class, bool)> = Vec::new();
        // Every repetition written out: a step is taken once or may be skipped; the last of `+` and `*` repeats.
        let mut repeats: Vec<bool> = Vec::new();
        for item in &self.items {
            let count = item.most.unwrap_or(item.least + 1);
            for at in 0..count {
                steps.push((&item.class, at >= item.least));
                repeats.push(item.most.is_none() && at + 1 == count);
            }
        }
        let end = steps.len();
        let mut now = vec![false; end + 1];
        let mut is_first = true;
        let mut characters = text.chars();
        loop {
            if is_first || !self.begins {
                now[0] = true;
            }
            is_first = false;
            for at in 0..end {
                if now[at] && steps[at].1 {
                    now[at + 1] = true;
                }
            }
            if now[end] && !self.ends {
                return true;
            }
            let Some(character) = characters.next() else {
                return now[end];
            };
            let mut next = vec![false; end + 1];
            for at in 0..end {
                if now[at] && steps[at].0.has(character) {
                    next[if repeats[at] { at } else { at + 1 }] = true;
                }
            }
            now = next;
        }
    }
}

impl Item {
    fn counted(class: Class, counts: &str) -> Option<Self> {
        let (least, most) = match counts.split_once(',') {
            None => (counts.parse().ok()?, Some(counts.parse().ok()?)),
            Some((least, "")) => (least.parse().ok()?, None),
            Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
        };
        let is_sane = least <= MOST && most.is_none_or(|most: usize| most <= MOST && most >= least);
        is_sane.then_some(Self { class, least, most })
    }

    fn size(&self) -> usize {
        self.most.unwrap_or(self.least + 1)
    }
}

impl Class {
    fn has(&self, character: char) -> bool {
        match self {
            Self::Any => !matches!(character, '\n' | '\r'),
            Self::One(one) => *one == character,
            Self::Set { ranges, is_negated } => {
                ranges
                    .iter()
                    .any(|(first, last)| (*first..=*last).contains(&character))
                    != *is_negated
            }
        }
    }
}

fn escaped(letter: char) -> Option<Class> {
    let set = |ranges: &[(char, char)], is_negated| {
        Some(Class::Set {
            ranges: ranges.to_vec(),
            is_negated,
        })
    };
    match letter {
        'd' => set(DIGITS, false),
        'D' => set(DIGITS, true),
        'w' => set(WORDY, false),
        'W' => set(WORDY, true),
        's' => set(SPACES, false),
        'S' => set(SPACES, true),
        't' => Some(Class::One('\t')),
        'n' => Some(Class::One('\n')),
        'r' => Some(Class::One('\r')),
        other if other.is_ascii_alphanumeric() => None,
        sign => Some(Class::One(sign)),
    }
}

/// What stands in `[…]`.
fn set(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Class> {
    let is_negated = characters.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    loop {
        let first = match characters.next()? {
            ']' => break,
            '[' => return None,
            '\\' => match escaped(characters.next()?)? {
                Class::One(one) => one,
                Class::Set {
                    ranges: mut more,
                    is_negated: false,
                } => {
                    ranges.append(&mut more);
                    continue;
                }
                _ => return None,
            },
            plain => plain,
        };
        let mut ahead = characters.clone();
        let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|last| last != ']');
        if !is_range {
            ranges.push((first, first));
            continue;
        }
        characters.next();
        let last = match characters.next()? {
            '\\' => match escaped(characters.next()?)? {
                Class::One(one) => one,
                _ => return None,
            },
            plain => plain,
        };
        if last < first {
            return None;
        }
        ranges.push((first, last));
    }
    Some(Class::Set { ranges, is_negated })
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn the_patterns_of_payloads_are_understood() {
        for (pattern, good, bad) in [
            ("^[A-Z]{3}$", "MUC", "MUCH"),
            ("^[A-Z]{2}[0-9]{1,4}$", "LH400", "LH40000"),
            ("^#[0-9a-fA-F]{6}$", "#ff8800", "ff8800"),
            ("^\\d{2}:\\d{2}$", "09:30", "9:30"),
            (
                "^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$",
                "ada@example.com",
                "ada@example",
            ),
            ("b+", "abbc", "ac"),
            ("^a?b*c.$", "cx", "c"),
            ("^[\\w.-]+$", "a-b.c_1", "a b"),
            ("\\$$", "5$", "$5"),
            ("^$", "", "a"),
            ("^.{2,}$", "éé", "é"),
        ] {
            let read = Pattern::read(pattern).unwrap();
            assert!(read.fits(good), "{pattern} {good}");
            assert!(!read.fits(bad), "{pattern} {bad}");
        }
        for pattern in [
            "(a|b)", "a|b", "^(?=x)", "\\p{L}", "a{1000}", "[a", "a{", "\\", "[z-a]", "a{2,1}", "*",
        ] {
            assert!(Pattern::read(pattern).is_none(), "{pattern}");
        }
    }
}
