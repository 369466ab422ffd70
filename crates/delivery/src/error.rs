//! What can go wrong with a ledger. Each of them ends the engine: it is crash-only, because a ledger that failed once
//! can no longer say what has been remembered.

use std::sync::Arc;

/// Why the ledger did not do what it was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LedgerError {
    /// What was read cannot have been written by this program.
    #[error("the ledger is damaged: {what}")]
    Corrupt {
        /// What does not fit.
        what: String,
    },
    /// Another process has taken over; what this one still sends was declared unknown by it.
    #[error("chunk {chunk_id} belongs to another process now")]
    Fenced {
        /// Which chunk.
        chunk_id: i64,
    },
    /// An answer came for a recipient that already has an outcome.
    #[error("recipient {position} of chunk {chunk_id} was already settled")]
    SettledTwice {
        /// Which chunk.
        chunk_id: i64,
        /// Which recipient of it.
        position: u16,
    },
    /// The database failed.
    #[error("the ledger's database failed")]
    Storage(#[source] Arc<dyn std::error::Error + Send + Sync>),
}
