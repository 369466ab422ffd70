//! Exact sizes. APNs counts the bytes of the body it gets, never characters.

mod cuts;

use crate::document::{Document, Node, NodeKind, escape_pointer};
use crate::headers::DraftHeaders;
use crate::push_type::PushType;

pub use cuts::{Cut, CutKind, cuts};

/// The most bytes that a broadcast may have.
pub const BROADCAST_LIMIT_BYTES: usize = 5120;

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

    /// Measures a document beside its headers. A broadcast may be as long as a call.
    pub fn of_draft(document: &Document, headers: &DraftHeaders) -> Self {
        let mut sizes = Self::of(document, headers.parsed_push_type());
        if headers.is_broadcast() {
            sizes.limit = BROADCAST_LIMIT_BYTES;
        }
        sizes
    }

    /// How many bytes are too many; 0 when it fits or when the text does not parse.
    pub fn excess(&self) -> usize {
        self.as_sent
            .map_or(0, |sent| sent.saturating_sub(self.limit))
    }
}

/// The most entries that [`shares`] lists.
const MOST_SHARES: usize = 1024;
/// How deep [`shares`] looks: `/aps/alert/title`.
const DEEPEST_SHARE: usize = 3;
/// What is below a longer name is not listed.
const LONGEST_NAME: usize = 256;

/// What each entry takes of the bytes that are sent, from its key to the end of its value, in the order of the text: RFC 6901
/// pointers, down to `/aps/alert/title`. Commas and the outer braces belong to nobody. Empty while the text does not parse.
pub fn shares(document: &Document) -> Vec<(String, usize)> {
    let mut shares = Vec::new();
    if let Some(root) = document.root() {
        share(root, "", 1, &mut shares);
    }
    shares
}

fn share(node: &Node, pointer: &str, depth: usize, out: &mut Vec<(String, usize)>) {
    for member in node.members() {
        if out.len() >= MOST_SHARES {
            return;
        }
        let pointer = [pointer, "/", &escape_pointer(&member.name)].concat();
        let bytes = member.key.len() + 1 + weight(&member.value);
        if depth < DEEPEST_SHARE && member.name.len() <= LONGEST_NAME {
            out.push((pointer.clone(), bytes));
            share(&member.value, &pointer, depth + 1, out);
        } else {
            out.push((pointer, bytes));
        }
    }
}

/// The bytes of a value as it is sent.
fn weight(node: &Node) -> usize {
    let (count, inner): (usize, usize) = match &node.kind {
        NodeKind::Object(members) => (
            members.len(),
            members
                .iter()
                .map(|member| member.key.len() + 1 + weight(&member.value))
                .sum(),
        ),
        NodeKind::Array(elements) => (elements.len(), elements.iter().map(weight).sum()),
        _ => return node.range.len(),
    };
    2 + inner + count.saturating_sub(1)
}
