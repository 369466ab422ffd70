//! Tests of the public door: what is accepted as a key, and when tokens are made.

#![expect(clippy::unwrap_used, reason = "a step that fails must fail the test")]

mod key;
mod token;
