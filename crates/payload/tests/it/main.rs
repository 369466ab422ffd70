//! The crate as others see it.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes snapshots so"
)]
#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails shall fail its test"
)]

mod alert;
mod app;
mod apple;
mod document_properties;
mod edits;
mod fixes;
mod hostile;
mod preview;
mod properties;
mod reasons;
mod rules;
mod schema;
mod seal;
mod size;
mod strings;
mod syntax;
mod template;
mod token;
