//! Which push type a payload is probably for, when the call does not say. It is always said that it was guessed.

use payload::{Document, PushType, Words};

/// A push type, and what of the payload speaks for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guess {
    pub(crate) push_type: PushType,
    pub(crate) because: Words,
}

/// Looks at the keys that only one push type has.
pub(crate) fn guess(document: &Document) -> Guess {
    let has = |pointer| document.has(pointer);
    let shows = ["/aps/alert", "/aps/badge", "/aps/sound"]
        .into_iter()
        .any(has);
    let (push_type, because) = if has("/mdm") && !has("/aps") {
        (
            PushType::Mdm,
            Words::new("it has mdm and no aps", "负载含有 mdm 而没有 aps"),
        )
    } else if has("/aps/content-state") || has("/aps/event") || has("/aps/attributes-type") {
        (
            PushType::Liveactivity,
            Words::new("aps has a Live Activity's keys", "其 aps 含有实时活动的键"),
        )
    } else if has("/aps/content-changed") {
        (
            PushType::Widgets,
            Words::new("aps has content-changed", "其 aps 含有 content-changed"),
        )
    } else if has("/container-identifier") && !shows {
        (
            PushType::Fileprovider,
            Words::new(
                "it has container-identifier",
                "负载含有 container-identifier",
            ),
        )
    } else if has("/aps/content-available") && !shows {
        (
            PushType::Background,
            Words::new(
                "aps has content-available and nothing to show",
                "其 aps 含有 content-available 而没有可显示的内容",
            ),
        )
    } else {
        (
            PushType::Alert,
            Words::new("nothing speaks for another", "没有其他类型的迹象"),
        )
    };
    Guess { push_type, because }
}
