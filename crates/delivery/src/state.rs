//! The one byte that the ledger keeps for each recipient.

use std::ops::AddAssign;

use crate::LedgerError;

/// What is known about one recipient. The byte's value is part of the database's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum State {
    /// No answer yet: not tried, on the wire, or waiting for another attempt.
    Undecided = 0,
    /// Apple answered 200.
    Accepted = 2,
    /// Apple refused it, and would refuse it again.
    Rejected = 3,
    /// Intended, perhaps sent, and no answer is known.
    Unknown = 4,
    /// Known not to be accepted, and no longer tried.
    GaveUp = 5,
    /// Stopped by a person before it was sent.
    Cancelled = 6,
}

impl State {
    /// Every state, in the order of its byte.
    pub const ALL: [Self; 6] = [
        Self::Undecided,
        Self::Accepted,
        Self::Rejected,
        Self::Unknown,
        Self::GaveUp,
        Self::Cancelled,
    ];

    /// The byte of the `states` blob.
    pub const fn byte(self) -> u8 {
        self as u8
    }

    /// Reads [`State::byte`] back.
    pub fn from_byte(byte: u8) -> Result<Self, LedgerError> {
        let found = Self::ALL.into_iter().find(|it| it.byte() == byte);
        found.ok_or_else(|| LedgerError::Corrupt {
            what: format!("{byte} is not the state of a recipient"),
        })
    }
}

/// How many recipients of a push are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub total: u64,
    /// Apple answered 200.
    pub accepted: u64,
    /// Apple refused them.
    pub rejected: u64,
    /// Intended, and no answer is known.
    pub unknown: u64,
    /// Known not to be accepted, and no longer tried.
    pub gave_up: u64,
    /// Stopped by a person.
    pub cancelled: u64,
}

impl Tally {
    /// Those without an outcome yet.
    pub fn pending(&self) -> u64 {
        self.total - self.accepted - self.rejected - self.unknown - self.gave_up - self.cancelled
    }

    /// Counts one recipient more that has reached `state`. An undecided one counts as pending already.
    pub fn count(&mut self, state: State) {
        match state {
            State::Undecided => {}
            State::Accepted => self.accepted += 1,
            State::Rejected => self.rejected += 1,
            State::Unknown => self.unknown += 1,
            State::GaveUp => self.gave_up += 1,
            State::Cancelled => self.cancelled += 1,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.unknown += other.unknown;
        self.gave_up += other.gave_up;
        self.cancelled += other.cancelled;
    }
}
