//! What the sending engine promises, shown with a ledger in memory and a transport that the test answers for.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod blob;
mod engine;
mod fakes;
mod rules;
