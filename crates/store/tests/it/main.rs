//! What the store promises: one contract for every database, and what holds for SQLite only.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bench;
mod contract;
mod crash;
mod engine;
mod model;
mod sqlite;
