//! Tests over real sockets: the contract of the port for `native`, and what only `native` promises.

#![expect(clippy::unwrap_used, reason = "a step that fails must fail the test")]

mod broadcast;
mod certificate;
mod check;
#[path = "../contract/mod.rs"]
mod contract;
mod faults;
mod native;
mod proxy;
