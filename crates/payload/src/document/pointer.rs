//! RFC 6901 pointers: `/aps/alert/title`, with `~0` for `~` and `~1` for `/`.

use std::borrow::Cow;

use super::node::{Node, NodeKind};

/// A key as it stands in a pointer.
pub fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// The keys of a pointer; `None` when it does not begin with `/`.
pub(super) fn keys(pointer: &str) -> Option<Vec<Cow<'_, str>>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    Some(
        pointer
            .strip_prefix('/')?
            .split('/')
            .map(unescape)
            .collect(),
    )
}

pub(super) fn resolve<'a>(root: &'a Node, pointer: &str) -> Option<&'a Node> {
    let mut node = root;
    for key in keys(pointer)? {
        node = step(node, &key)?;
    }
    Some(node)
}

pub(super) fn step<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.kind {
        NodeKind::Object(_) => node.get(key),
        NodeKind::Array(elements) => elements.get(index(key)?),
        _ => None,
    }
}

/// An array index has no sign and no leading zero.
pub(super) fn index(key: &str) -> Option<usize> {
    let plain =
        key.bytes().all(|byte| byte.is_ascii_digit()) && (key == "0" || !key.starts_with('0'));
    if plain { key.parse().ok() } else { None }
}

pub(super) fn unescape(key: &str) -> Cow<'_, str> {
    if key.contains('~') {
        Cow::Owned(key.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(key)
    }
}
