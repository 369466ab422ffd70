//! Live Activities.
