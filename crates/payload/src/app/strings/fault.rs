//! What stood in the way of reading a file, few enough of it to be read by a person.

use std::ops::Range;

use crate::document::excerpt;

/// So many faults are named in one file.
const MOST_FAULTS: usize = 50;

/// A place of a file that was not understood.
pub(super) struct Fault {
    /// The case of `A013`.
    pub(super) what: &'static str,
    /// Its bytes in the file's text.
    pub(super) range: Range<usize>,
    /// The beginning of what stands there.
    pub(super) found: String,
}

/// Collects faults.
#[derive(Default)]
pub(super) struct Faults {
    /// The first of them.
    pub(super) list: Vec<Fault>,
    /// Whether keys may be missing for one of them.
    pub(super) lost_keys: bool,
}

impl Faults {
    /// Notes one. `found` is shortened to what a sentence bears.
    pub(super) fn add(&mut self, what: &'static str, range: Range<usize>, found: &str) {
        /// After these, every key is still there.
        const HARMLESS: &[&str] = &["escape", "language", "nested", "source", "twice", "value"];
        self.lost_keys |= !HARMLESS.contains(&what);
        if self.list.len() < MOST_FAULTS {
            // A sentence has one line.
            let found = excerpt(found.lines().next().unwrap_or_default().trim_end());
            self.list.push(Fault { what, range, found });
        }
    }
}
