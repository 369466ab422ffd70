//! Which of Apple's keys a person meant, read from the one table of keys.

use crate::document::Node;
use crate::keys::{Home, Key};
use crate::push_type::PushType;

/// Keys of `aps` that nobody would use for data of their own, so that one beside `aps` is a slip.
pub(in crate::rules) const APS_ONLY: &[&str] = &[
    "alert",
    "badge",
    "thread-id",
    "content-available",
    "mutable-content",
    "target-content-id",
    "interruption-level",
    "relevance-score",
    "filter-criteria",
    "content-state",
];

/// Whether `aps` has what only Live Activities, widgets and controls read, so that it may have the wrong push type: `P027` says so.
pub(in crate::rules) fn is_for_other_types(aps: &Node) -> bool {
    aps.get("content-state").is_some() || aps.get("content-changed").is_some()
}

/// Whether the meaning of a push is in `aps`. The other types carry data of the app, or nothing.
pub(in crate::rules) fn needs_aps(push_type: Option<PushType>) -> bool {
    matches!(
        push_type,
        None | Some(
            PushType::Alert
                | PushType::Background
                | PushType::Liveactivity
                | PushType::Widgets
                | PushType::Controls
        )
    )
}

/// The names of an object's keys.
pub(in crate::rules) fn names(home: Home) -> Vec<&'static str> {
    Key::of(home).map(|key| key.name).collect()
}

/// The two flags, which are switched on by the number 1.
pub(in crate::rules) const FLAGS: &[&str] = &["content-available", "mutable-content"];

/// The flag that a key is another spelling of: `content_available`, `mutableContent`.
pub(in crate::rules) fn misspelled_flag(key: &str) -> Option<&'static str> {
    let plain: String = key
        .chars()
        .filter(|character| !matches!(character, '-' | '_'))
        .map(|character| character.to_ascii_lowercase())
        .collect();
    let flag = FLAGS.iter().find(|flag| flag.replace('-', "") == plain)?;
    (*flag != key).then_some(*flag)
}
