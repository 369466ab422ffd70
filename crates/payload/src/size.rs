//! Exact sizes. APNs counts the bytes of the body it gets, never characters.

use crate::document::Document;
use crate::push_type::PushType;

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

impl Sizes {
    /// Measures a document. Without a push type the limit is the one of an alert.
    pub fn of(document: &Document, push_type: Option<PushType>) -> Self {
        Self {
            as_typed: document.text().len(),
            as_sent: document.minified_len(),
            limit: push_type.unwrap_or(PushType::Alert).limit_bytes(),
        }
    }

    /// How many bytes are too many; 0 when it fits or when the text does not parse.
    pub fn excess(&self) -> usize {
        self.as_sent
            .map_or(0, |sent| sent.saturating_sub(self.limit))
    }
}
