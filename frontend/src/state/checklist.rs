//! The five things that a newcomer tries, kept until they are done or skipped.

use std::rc::Rc;

use yew::Reducible;

/// One of the five things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Sent a push that arrived.
    Send,
    /// Changed the title and sent again.
    ChangeTitle,
    /// Broke the payload to see what the rules say.
    Break,
    /// Repaired it by one click.
    Fix,
    /// Had the simulator refuse a push.
    Refusal,
}

impl Item {
    /// Every item, in the order of the walk.
    pub const ALL: [Self; 5] = [
        Self::Send,
        Self::ChangeTitle,
        Self::Break,
        Self::Fix,
        Self::Refusal,
    ];

    /// Its place in the walk, from 1.
    pub fn number(self) -> usize {
        Self::ALL
            .into_iter()
            .take_while(|item| *item != self)
            .count()
            + 1
    }

    /// The word that is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::ChangeTitle => "change-title",
            Self::Break => "break",
            Self::Fix => "fix",
            Self::Refusal => "refusal",
        }
    }
}

/// What is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    done: Vec<Item>,
    /// Not wanted any more.
    pub skipped: bool,
}

/// What can happen to the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecklistAction {
    /// Something was done.
    Done(Item),
    /// Not wanted.
    Skip,
    /// From the beginning.
    Restart,
}

impl Checklist {
    /// Whether an item is done.
    pub fn is_done(&self, item: Item) -> bool {
        self.done.contains(&item)
    }

    /// How many are done.
    pub fn count(&self) -> usize {
        self.done.len()
    }

    /// Whether nothing is left to do.
    pub fn is_over(&self) -> bool {
        self.skipped || self.done.len() == Item::ALL.len()
    }

    /// The first that is not done.
    pub fn next(&self) -> Option<Item> {
        Item::ALL.into_iter().find(|item| !self.is_done(*item))
    }

    /// As it is kept: words with spaces between them.
    pub fn to_storage(&self) -> String {
        let words = self
            .done
            .iter()
            .map(|item| item.as_str())
            .chain(self.skipped.then_some("skipped"));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Reads it back; words of other versions are left out.
    pub fn from_storage(kept: &str) -> Self {
        let done = kept
            .split(' ')
            .filter_map(|word| Item::ALL.into_iter().find(|item| item.as_str() == word))
            .collect();
        Self {
            done,
            skipped: kept.split(' ').any(|word| word == "skipped"),
        }
    }
}

impl Reducible for Checklist {
    type Action = ChecklistAction;

    fn reduce(self: Rc<Self>, action: ChecklistAction) -> Rc<Self> {
        match action {
            ChecklistAction::Done(item) if self.is_done(item) => self,
            ChecklistAction::Done(item) => {
                let mut next = (*self).clone();
                next.done.push(item);
                Rc::new(next)
            }
            ChecklistAction::Skip => Rc::new(Self {
                skipped: true,
                ..(*self).clone()
            }),
            ChecklistAction::Restart => Rc::new(Self::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_over_when_everything_is_done() {
        let all = Item::ALL
            .into_iter()
            .fold(Rc::new(Checklist::default()), |list, item| {
                list.reduce(ChecklistAction::Done(item))
            });
        assert!(all.is_over());
        assert_eq!(all.next(), None);
    }

    #[test]
    fn it_is_over_when_skipped_and_begins_again_when_asked() {
        let skipped = Rc::new(Checklist::default()).reduce(ChecklistAction::Skip);
        assert!(skipped.is_over());
        assert!(!skipped.reduce(ChecklistAction::Restart).is_over());
    }

    #[test]
    fn it_survives_the_storage() {
        let list = Rc::new(Checklist::default())
            .reduce(ChecklistAction::Done(Item::Break))
            .reduce(ChecklistAction::Skip);
        assert_eq!(Checklist::from_storage(&list.to_storage()), *list);
        assert_eq!(
            Checklist::from_storage("send later"),
            *Rc::new(Checklist::default()).reduce(ChecklistAction::Done(Item::Send))
        );
    }
}
