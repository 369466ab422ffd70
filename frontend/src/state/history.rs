//! One history over everything that can be edited: form, JSON and headers. Labeled, coalesced, bounded.

use std::rc::Rc;

use payload::{Code, Draft, HeaderName};

use super::field::Field;

/// How many steps are kept.
const STEPS: usize = 200;
/// A pause that ends a step, in milliseconds.
const PAUSE_MS: f64 = 700.0;

/// What a step did, for its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Typed into the JSON.
    Text,
    /// Changed a form field.
    Field(Field),
    /// Changed a header.
    Header(HeaderName),
    /// Applied a fix.
    Fix(Code),
    /// Applied every fix.
    Fixes,
    /// Opened another draft.
    Load,
}

impl Change {
    /// Whether further changes of the same kind belong to the same step while typing goes on.
    const fn is_typing(self) -> bool {
        matches!(self, Self::Text | Self::Field(_) | Self::Header(_))
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    other_side: Rc<Draft>,
    change: Change,
    at: f64,
    open: bool,
}

/// What can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// What undo would take back.
    pub fn undo_label(&self) -> Option<Change> {
        self.past.last().map(|step| step.change)
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<Change> {
        self.future.last().map(|step| step.change)
    }

    /// Remembers that `before` became `after` at `at` (milliseconds of any clock that does not go back).
    ///
    /// Typing joins the last step until a pause of 700 ms or the end of a word.
    pub fn record(&mut self, before: &Rc<Draft>, after: &Draft, change: Change, at: f64) {
        self.future.clear();
        let ends_word = inserted(&before.text, &after.text).ends_with(char::is_whitespace);
        if let Some(last) = self.past.last_mut()
            && last.open
            && last.change == change
            && at - last.at < PAUSE_MS
        {
            last.at = at;
            last.open = !ends_word;
            return;
        }
        self.past.push(Step {
            other_side: Rc::clone(before),
            change,
            at,
            open: change.is_typing() && !ends_word,
        });
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
    }

    /// Takes the last step back: the draft before it.
    pub fn undo(&mut self, now: &Rc<Draft>) -> Option<Rc<Draft>> {
        let step = self.past.pop()?;
        self.future.push(Step {
            other_side: Rc::clone(now),
            open: false,
            ..step
        });
        Some(step.other_side)
    }

    /// Does the last step that was taken back again: the draft after it.
    pub fn redo(&mut self, now: &Rc<Draft>) -> Option<Rc<Draft>> {
        let step = self.future.pop()?;
        self.past.push(Step {
            other_side: Rc::clone(now),
            open: false,
            ..step
        });
        Some(step.other_side)
    }
}

/// The part of `after` that is not in `before`, when one piece was replaced.
fn inserted<'a>(before: &str, after: &'a str) -> &'a str {
    let prefix = before
        .char_indices()
        .zip(after.chars())
        .find(|((_, old), new)| old != new)
        .map_or(before.len().min(after.len()), |((at, _), _)| at);
    let (old_tail, new_tail) = (
        before.get(prefix..).unwrap_or_default(),
        after.get(prefix..).unwrap_or_default(),
    );
    let same: usize = old_tail
        .chars()
        .rev()
        .zip(new_tail.chars().rev())
        .take_while(|(old, new)| old == new)
        .map(|(_, new)| new.len_utf8())
        .sum();
    new_tail.get(..new_tail.len() - same).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types each text at its time, then undoes everything; gives the texts seen on the way.
    fn undone(typed: &[(f64, &str)]) -> Vec<String> {
        let mut history = History::default();
        let mut now = Rc::new(Draft::default());
        for (at, text) in typed {
            let after = Rc::new(Draft {
                text: (*text).to_owned(),
                ..Draft::default()
            });
            history.record(&now, &after, Change::Text, *at);
            now = after;
        }
        let mut seen = Vec::new();
        while let Some(before) = history.undo(&now) {
            seen.push(before.text.clone());
            now = before;
        }
        seen
    }

    #[test]
    fn quick_typing_is_one_step() {
        assert_eq!(undone(&[(0.0, "a"), (100.0, "ab"), (200.0, "abc")]), [""]);
    }

    #[test]
    fn a_pause_begins_a_new_step() {
        assert_eq!(undone(&[(0.0, "a"), (800.0, "ab")]), ["a", ""]);
    }

    #[test]
    fn a_word_ends_its_step() {
        assert_eq!(
            undone(&[(0.0, "a"), (50.0, "a "), (100.0, "a b"), (150.0, "a bc")]),
            ["a ", ""]
        );
    }

    #[test]
    fn undo_then_redo_gives_the_same_draft() {
        let mut history = History::default();
        let (empty, full) = (
            Rc::new(Draft::default()),
            Rc::new(Draft {
                text: "é".to_owned(),
                ..Draft::default()
            }),
        );
        history.record(&empty, &full, Change::Load, 0.0);
        let before = history.undo(&full);
        assert_eq!(before.as_ref(), Some(&empty));
        assert_eq!(history.redo(&empty).as_ref(), Some(&full));
        assert_eq!(history.undo_label(), Some(Change::Load));
    }

    #[test]
    fn a_new_change_forgets_what_was_undone() {
        let mut history = History::default();
        let (empty, full) = (
            Rc::new(Draft::default()),
            Rc::new(Draft {
                text: "x".to_owned(),
                ..Draft::default()
            }),
        );
        history.record(&empty, &full, Change::Text, 0.0);
        history.undo(&full);
        history.record(&empty, &full, Change::Text, 5000.0);
        assert_eq!(history.redo_label(), None);
    }

    #[test]
    fn no_more_than_two_hundred_steps_are_kept() {
        let texts: Vec<String> = (0..250).map(|step| format!("{step}")).collect();
        let typed: Vec<(f64, &str)> = texts
            .iter()
            .zip(1_u32..)
            .map(|(text, step)| (f64::from(step) * 1000.0, text.as_str()))
            .collect();
        assert_eq!(undone(&typed).len(), STEPS);
    }

    #[test]
    fn an_insertion_in_the_middle_is_found() {
        assert_eq!(inserted("Grüße", "Grü ße"), " ");
        assert_eq!(inserted("aa", "aaa"), "a");
        assert_eq!(inserted("abc", "ac"), "");
    }
}
