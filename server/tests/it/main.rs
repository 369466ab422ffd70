//! The relay from outside: requests to its router, a real store in a folder of its own, and the real simulator behind it.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a snapshot is made for the one check that takes it"
)]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect_test writes its snapshots like this"
)]
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests are tests too, and a panic is how they fail"
)]

mod assets;
mod bench;
mod bodies;
mod browser;
mod cross_site;
mod events;
mod headers;
mod logs;
mod phones;
#[cfg(unix)]
mod private;
mod pushes;
mod sessions;
mod socket;
mod stream;
mod tenancy;
