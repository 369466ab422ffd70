//! What happens to a test push before its outcome is there, for the person who watches it.

/// A test push has come further, and that is committed. What exactly, the store says.
///
/// It is told, never waited for: a listener that is slow delays nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The team's walled area.
    pub workspace_id: String,
    /// Which push.
    pub push_id: String,
    /// What has happened.
    pub step: Step,
}

/// What has happened to a test push.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Its intent is in the ledger: it goes on the wire now.
    Intended,
    /// It was certainly not accepted, and waits for its next attempt.
    Waiting,
}
