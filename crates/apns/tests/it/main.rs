//! Tests over real sockets: the contract of the port for `native`, and what only `native` promises.

#[path = "../contract/mod.rs"]
mod contract;
mod native;
