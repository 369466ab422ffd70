//! Tests of the public door: what is accepted as a credential, what is read from it, and when tokens are made.

#![expect(clippy::unwrap_used, reason = "a step that fails must fail the test")]

mod certificate;
mod identity;
mod key;
mod p12;
mod pfx;
mod request;
mod support;
mod token;
mod upload;
mod vault;
