//! How a chunk's recipients lie in its row: tokens length-prefixed (they have no fixed length), states one byte each.

use payload::DeviceToken;

use crate::{LedgerError, State};

/// The most recipients that one chunk holds.
pub const CHUNK: usize = 250;

/// Writes tokens one after another: two bytes of length (big endian), then the raw bytes of the token.
pub fn encode_tokens<'a>(tokens: impl IntoIterator<Item = &'a DeviceToken>) -> Vec<u8> {
    let mut blob = Vec::new();
    for token in tokens {
        let digits = token.as_str().as_bytes();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a token has at most payload::token::MAX_DIGITS digits"
        )]
        let length = (digits.len() / 2) as u16;
        blob.extend_from_slice(&length.to_be_bytes());
        blob.extend(
            digits
                .chunks_exact(2)
                .map(|pair| nibble(pair[0]) << 4 | nibble(pair[1])),
        );
    }
    blob
}

/// Reads what [`encode_tokens`] wrote.
pub fn decode_tokens(mut blob: &[u8]) -> Result<Vec<DeviceToken>, LedgerError> {
    let damaged = |what: &str| LedgerError::Corrupt {
        what: format!("the tokens of a chunk {what}"),
    };
    let mut tokens = Vec::new();
    while !blob.is_empty() {
        let (length, rest) = blob
            .split_first_chunk::<2>()
            .ok_or_else(|| damaged("end within a length"))?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (token, rest) = rest
            .split_at_checked(length)
            .ok_or_else(|| damaged("end within a token"))?;
        let text: String = token
            .iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)])
            .collect();
        tokens.push(
            DeviceToken::parse(&text)
                .map_err(|error| damaged(&format!("hold a wrong one: {error}")))?,
        );
        blob = rest;
    }
    Ok(tokens)
}

/// The states of a chunk's recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct States(Vec<State>);

impl States {
    /// Nobody decided yet.
    pub fn undecided(count: usize) -> Self {
        Self(vec![State::Undecided; count])
    }

    /// Reads what [`States::encode`] wrote.
    pub fn decode(blob: &[u8]) -> Result<Self, LedgerError> {
        blob.iter()
            .map(|byte| State::from_byte(*byte))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// One byte each.
    pub fn encode(&self) -> Vec<u8> {
        self.0.iter().map(|state| state.byte()).collect()
    }

    /// The state of one recipient; `None` past the end.
    pub fn get(&self, position: u16) -> Option<State> {
        self.0.get(usize::from(position)).copied()
    }

    /// Moves an undecided recipient to `state`. `false` when it is past the end or already has an outcome.
    pub fn settle(&mut self, position: u16, state: State) -> bool {
        match self.0.get_mut(usize::from(position)) {
            Some(slot) if *slot == State::Undecided => *slot = state,
            _ => return false,
        }
        true
    }

    /// Positions without an outcome.
    pub fn open(&self) -> impl Iterator<Item = u16> + '_ {
        (0u16..)
            .zip(&self.0)
            .filter(|(_, state)| **state == State::Undecided)
            .map(|(position, _)| position)
    }

    /// Whether every recipient has an outcome.
    pub fn is_done(&self) -> bool {
        !self.0.contains(&State::Undecided)
    }
}

/// The value of a lower-case hex digit.
fn nibble(digit: u8) -> u8 {
    if digit.is_ascii_digit() {
        digit - b'0'
    } else {
        digit - b'a' + 10
    }
}

/// The lower-case hex digit of a value below 16.
fn digit(nibble: u8) -> char {
    char::from(if nibble < 10 {
        b'0' + nibble
    } else {
        b'a' + nibble - 10
    })
}
