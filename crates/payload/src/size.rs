//! Exact sizes. APNs counts the bytes of the body it gets, never characters.

/// How long a payload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Bytes of the text as typed.
    pub as_typed: usize,
    /// Bytes that are sent: the text without white space between its tokens. `None` while the text does not parse.
    pub as_sent: Option<usize>,
    /// The most that Apple takes for this push type.
    pub limit: usize,
}
