//! What a file may cost: the steps of key derivation that it asks for are counted over the whole file, before each is done.
//!
//! A limit per key is not enough: 8.5 KB with ten keys of a million steps each take seconds, and nobody sees the inner ones
//! before the outer are decrypted. So the count goes through every reader, and a file is refused at the first step too many.

/// The steps that reading one upload may still take, and has taken.
#[derive(Debug)]
pub struct Work {
    spent: u64,
}

/// The limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMuchWork;

impl Work {
    /// Steps for one upload. A step is one round of a key derivation for one block of its output: OpenSSL's files ask for
    /// about 10,000, and a million take 0.3 s (SHA-256) to 0.8 s (SHA-512).
    pub const LIMIT: u64 = 1_000_000;

    /// For one upload, nothing spent.
    pub fn for_one_upload() -> Self {
        Self { spent: 0 }
    }

    /// The steps taken so far. Never more than [`Work::LIMIT`].
    pub fn spent(&self) -> u64 {
        self.spent
    }

    /// Asks for `rounds` over `blocks` blocks, before they are done.
    pub(crate) fn spend(&mut self, rounds: u32, blocks: usize) -> Result<(), TooMuchWork> {
        let blocks = u64::try_from(blocks).unwrap_or(u64::MAX);
        let spent = self
            .spent
            .saturating_add(u64::from(rounds).saturating_mul(blocks));
        if spent > Self::LIMIT {
            return Err(TooMuchWork);
        }
        self.spent = spent;
        Ok(())
    }
}
