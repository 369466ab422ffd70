//! The sending engine: what may go on the wire, when, and what is remembered about it.
//!
//! The rules are pure functions ([`rules`], [`backoff`], [`state`], [`blob`]). Two ports stand around them: the
//! [`Ledger`] remembers, the [`Gateway`] sends. [`Engine`] is the one task that moves between the two.
//!
//! A recipient that Apple answered "not now" waits in the ledger, as a row with the time of its next attempt: it survives a
//! restart with its certainty (it was not accepted), and costs the engine no memory.
//!
//! **Invariant:** nothing goes on the wire before [`Ledger::tick`] has committed its intent, and nobody is told of an
//! intent or an outcome before it is committed.

pub mod apns_id;
pub mod backoff;
pub mod blob;
pub mod clock;
pub mod engine;
pub mod error;
pub mod gateway;
pub mod ledger;
pub mod outcome;
pub mod progress;
pub mod rules;
pub mod state;

// The types of this crate's own ports, so that whoever implements one of them needs this crate only.
pub use apns::{Doubt, Push, Reply, Transport, Undelivered};

pub use clock::Clock;
pub use engine::{Engine, Options};
pub use error::LedgerError;
pub use gateway::{Gateway, LaneKey};
pub use ledger::{
    Answer, Claim, Kind, Ledger, Recipient, Recovered, Room, Settled, Slot, Tick, Ticked,
    UnknownPolicy,
};
pub use outcome::{Outcome, Timings, UnknownCause};
pub use progress::{Progress, Step};
pub use rules::Verdict;
pub use state::{State, Tally};
