//! Where tokens and identifiers come from: a seed and a counter, so that the same story always mints the same
//! tokens, and a fleet that was read back from a file never mints one twice.

use super::TokenKind;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use uuid::Builder;

/// A source of tokens that looks random and is not.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Mint {
    seed: [u8; 32],
    next: u64,
}

impl Mint {
    pub(crate) const fn new(seed: [u8; 32]) -> Self {
        Self { seed, next: 0 }
    }

    /// A token in lower-case hexadecimal digits.
    pub(crate) fn token(&mut self, kind: TokenKind) -> String {
        let mut text = String::with_capacity(2 * kind.bytes());
        while text.len() < 2 * kind.bytes() {
            for byte in self.block() {
                write!(text, "{byte:02x}").expect("writing to a string cannot fail");
            }
        }
        text.truncate(2 * kind.bytes());
        text
    }

    /// A UUID in its canonical form.
    pub(crate) fn id(&mut self) -> String {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.block()[..16]);
        Builder::from_random_bytes(bytes).into_uuid().to_string()
    }

    fn block(&mut self) -> [u8; 32] {
        let mut input = self.seed.to_vec();
        input.extend(self.next.to_be_bytes());
        self.next += 1;
        let mut block = [0; 32];
        block.copy_from_slice(digest(&SHA256, &input).as_ref());
        block
    }
}
