//! A walk through what the app decodes: `content-state` and `attributes`.

use crate::document::{Node, NodeKind, escape_pointer};
use crate::rules::Context;

/// How many values of one kind are reported: the others are the same slip again.
const MOST: usize = 10;

/// Calls `visit` with the pointer, the nearest key and the value of everything that is no object and no list, until it has
/// said yes often enough. The tree is not deeper than the document allows.
pub(super) fn leaves(context: &Context<'_>, visit: &mut dyn FnMut(&str, &str, &Node) -> bool) {
    let Some(aps) = context.aps() else { return };
    let mut walk = Walk { visit, left: MOST };
    for key in ["content-state", "attributes"] {
        if let Some(value) = aps.get(key).filter(|value| value.is_object()) {
            walk.step(&mut ["/aps/", key].concat(), key, value);
        }
    }
}

struct Walk<'a> {
    visit: &'a mut dyn FnMut(&str, &str, &Node) -> bool,
    left: usize,
}

impl Walk<'_> {
    fn step(&mut self, pointer: &mut String, key: &str, node: &Node) {
        if self.left == 0 {
            return;
        }
        let length = pointer.len();
        match &node.kind {
            NodeKind::Object(members) => {
                for member in members {
                    pointer.push('/');
                    pointer.push_str(&escape_pointer(&member.name));
                    self.step(pointer, &member.name, &member.value);
                    pointer.truncate(length);
                }
            }
            NodeKind::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                    self.step(pointer, key, element);
                    pointer.truncate(length);
                }
            }
            _ if (self.visit)(pointer, key, node) => self.left -= 1,
            _ => {}
        }
    }
}
