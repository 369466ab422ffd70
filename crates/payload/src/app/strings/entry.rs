//! What files hold, whatever their format: keys with texts in languages.

use std::ops::Range;

/// One `"key" = "value";`.
pub(super) struct Pair {
    pub(super) key: String,
    pub(super) value: String,
    /// Its bytes, without the semicolon.
    pub(super) range: Range<usize>,
}

/// How far a text of a language is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// It is there.
    #[default]
    Ready,
    /// It is the key itself, for want of a text of its own.
    Key,
    /// Somebody wants to look at it again.
    Review,
    /// Nobody has translated it.
    New,
}

/// A text in one language, with its variants by device, width or plural.
#[derive(Default)]
pub(super) struct Text {
    /// What is shown on an iPhone comes first.
    pub(super) variants: Vec<String>,
    /// Whether a number chooses among the variants.
    pub(super) is_plural: bool,
    /// How far it is.
    pub(super) state: State,
}

impl Text {
    /// One that does not vary.
    pub(super) fn plain(text: String, state: State) -> Self {
        Self {
            variants: vec![text],
            is_plural: false,
            state,
        }
    }
}

/// A key of a table, with its texts.
pub(super) struct Entry {
    pub(super) key: String,
    /// Each with its language.
    pub(super) texts: Vec<(String, Text)>,
    /// Whether Xcode has found no code that uses it.
    pub(super) is_stale: bool,
    /// Whether it is meant to have a text in every language.
    pub(super) is_translated: bool,
}

impl Entry {
    /// A key with one text.
    pub(super) fn plain(key: String, value: String, language: &str) -> Self {
        Self {
            key,
            texts: vec![(language.to_owned(), Text::plain(value, State::Ready))],
            is_stale: false,
            is_translated: true,
        }
    }
}
