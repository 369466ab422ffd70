//! What a push shows.

use crate::document::{Node, NodeKind};

/// Whether an alert has no word in it. An alert of a wrong type is another rule's business.
pub(in crate::rules) fn says_nothing(alert: &Node) -> bool {
    match &alert.kind {
        NodeKind::String(text) => text.trim().is_empty(),
        NodeKind::Null => true,
        NodeKind::Object(members) => members.iter().all(|member| {
            let is_text = matches!(
                member.name.as_str(),
                "title" | "subtitle" | "body" | "loc-key" | "title-loc-key" | "subtitle-loc-key"
            );
            let is_empty = match &member.value.kind {
                NodeKind::String(text) => text.trim().is_empty(),
                kind => matches!(kind, NodeKind::Null),
            };
            !is_text || is_empty
        }),
        _ => false,
    }
}
