//! What a Live Activity push is about to do, however well that is written.

use crate::document::Node;
use crate::finding::Edit;
use crate::keys::{EVENTS, Home, Key};
use crate::rules::context::fix;
use crate::rules::{Context, keys, spelling};

/// The three things that can happen to a Live Activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Event {
    Start,
    Update,
    End,
}

impl Event {
    /// The word that was meant: `Start`, `updated`.
    pub(in crate::rules) fn meant(text: &str) -> Option<Self> {
        Some(match spelling::nearest(text, EVENTS)? {
            "start" => Self::Start,
            "update" => Self::Update,
            _ => Self::End,
        })
    }

    /// Apple's spelling.
    pub(in crate::rules) const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Update => "update",
            Self::End => "end",
        }
    }
}

/// The event that is written, or nearly; without one, the event that the other keys are for. `None` for another word.
pub(in crate::rules) fn event(context: &Context<'_>) -> Option<Event> {
    let aps = context.aps()?;
    let has = |key| aps.get(key).is_some();
    let beside = || context.root()?.get("event");
    match aps
        .get("event")
        .or_else(|| slip(aps, "event"))
        .or_else(beside)
    {
        Some(event) => Event::meant(event.as_str()?),
        None if has("attributes-type") || has("attributes") => Some(Event::Start),
        None if has("dismissal-date") => Some(Event::End),
        None => Some(Event::Update),
    }
}

/// The value under another spelling of a key, which the rule of misspelled keys names. Only the first members are looked at.
pub(in crate::rules) fn slip<'a>(aps: &'a Node, key: &'static str) -> Option<&'a Node> {
    let is_slip = |name: &str| {
        spelling::nearest(name, &[key]).is_some()
            && !Key::is_known(Home::Aps, name)
            && !Key::is_known(Home::Alert, name)
    };
    let mut members = aps.members().iter().take(100);
    members.find(|it| is_slip(&it.name)).map(|it| &it.value)
}

/// What to say about a key that `aps` lacks: `missing`, or `beside` with the move into `aps`. `None` when it is there, or when
/// a rule about spelling or place says it.
pub(in crate::rules) fn lacks(
    context: &Context<'_>,
    key: &'static str,
    is_right: fn(&Node) -> bool,
) -> Option<(&'static str, Vec<Edit>)> {
    let (root, aps) = (context.root()?, context.aps()?);
    let in_alert = aps.get("alert").and_then(|alert| alert.get(key));
    if aps.get(key).is_some() || in_alert.is_some() || slip(aps, key).is_some() {
        return None;
    }
    match root.get(key) {
        Some(_) if keys::APS_ONLY.contains(&key) => None,
        Some(value) if is_right(value) => {
            let moved = context
                .document
                .relocate(&["/", key].concat(), &["/aps/", key].concat());
            Some(("beside", fix(moved)))
        }
        _ => Some(("missing", Vec::new())),
    }
}
