//! What can go wrong with what is remembered.

use std::sync::Arc;

use delivery::LedgerError;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The same idempotency key, or the same unique name, with something else behind it.
    #[error("{what} exists already and is not the same")]
    Conflict {
        /// Which noun.
        what: &'static str,
    },
    /// What was read cannot have been written by this program.
    #[error("the database is damaged: {what}")]
    Corrupt {
        /// What does not fit.
        what: String,
    },
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The delivery ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// No such thing, or not in this workspace.
    #[error("no such {what}")]
    NotFound {
        /// Which noun.
        what: &'static str,
    },
    /// The database does not do what the ledger's promise needs.
    #[error(
        "PRAGMA {name} is {actual} where {expected} is needed; the ledger could lose what it has promised"
    )]
    Pragma {
        /// Which pragma.
        name: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is.
        actual: String,
    },
    /// The database was made by a later version of this program.
    #[error("the database has version {found}; this program knows versions up to {known}")]
    TooNew {
        /// The database's version.
        found: i64,
        /// The latest that is known.
        known: i64,
    },
}

impl From<StoreError> for LedgerError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Ledger(error) => error,
            StoreError::Corrupt { what } => Self::Corrupt { what },
            other => Self::Storage(Arc::new(other)),
        }
    }
}
