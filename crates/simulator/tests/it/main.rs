//! The simulator from outside: driven by a bare `h2` client that has none of our code in it.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests are tests too, and a panic is how they fail"
)]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect_test writes its snapshots like this"
)]

mod certificates;
mod changes;
mod channels;
mod client;
mod commands;
mod connections;
mod control;
mod express;
mod faults;
mod phones;
mod program;
mod provider_tokens;
mod raw;
mod reasons;
mod state;
mod verdicts;
