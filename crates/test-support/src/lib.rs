//! What tests of several crates need: minted keys, device tokens, a clock that stands still, a cable that can be cut.
//!
//! A dev-dependency only. It uses none of our crates, so that any of them can use it.

mod cable;
mod clock;
mod keys;

pub use cable::Cable;
pub use clock::ManualClock;
pub use keys::{MintedKey, device_token, mint_key};
