//! Tests of the public door: what is accepted as a key, and when tokens are made.

mod key;
mod token;
