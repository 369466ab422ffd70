//! Reads the relay's answers, with the JSON reader that the payload has anyway.
//!
//! The page is the reason: `serde`'s generated code for reading the same types was 40 KB of the 260 KB that it may weigh.
//! What the relay is *asked* is read with `serde`, strictly, in the relay. What it *answers* is read here, and only here;
//! members that this version does not know are passed over, so that a newer relay may say more.

use std::ops::Range;

use payload::document::{Member, Node, NodeKind, Patch};
use payload::finding::Edit;
use payload::{AppPart, Document, DraftHeaders, Environment, HeaderName, Place, Severity};

use crate::{
    App, Device, Displayed, ErrorBody, ErrorCode, Event, Health, Outcome, Phone, PhoneEvent,
    PhoneNote, PhoneSwitch, Phones, Previews, Problem, Push, PushList, Screen, Session, Steps,
    UnknownCause, WireFinding, Workspace,
};

/// Something that the relay answers or tells.
pub trait Answer: Sized {
    /// Reads it; `None` when the value has another shape.
    fn read(value: &Node) -> Option<Self>;

    /// What it means when there is no such member; `None` when there must be one.
    fn missing() -> Option<Self> {
        None
    }
}

/// Reads JSON text.
pub fn read<A: Answer>(text: &str) -> Option<A> {
    Document::parse(text).root().and_then(A::read)
}

/// Reads the member of an object.
fn member<A: Answer>(object: &Node, name: &str) -> Option<A> {
    match object.get(name) {
        Some(value) => A::read(value),
        None => A::missing(),
    }
}

/// Objects, by their members. A member that is forgotten here does not compile.
macro_rules! objects {
    ($($name:ident { $($member:ident),+ })+) => {
        $(impl Answer for $name {
            fn read(value: &Node) -> Option<Self> {
                Some(Self { $($member: member(value, stringify!($member))?),+ })
            }
        })+
    };
}

objects! {
    App { id, bundle_id, name, environments, demo }
    Device { id, app_id, name, environment, token_hint, simulated, dead_since }
    Displayed { apns_id, device_id, at, push_type, collapse_id, payload }
    ErrorBody { error }
    Health { status, version }
    Patch { range, replacement }
    Phone { id, name, app_id, on, screen, previews, badge, stored, notifications }
    PhoneEvent { sequence, at, phone_id, what, apns_id, place, quiet }
    PhoneNote { id, title, subtitle, body, at }
    Phones { phones, events }
    Problem { code, detail, request_id, findings }
    Push { id, app_id, device_id, environment, created_at, headers, payload, outcome, steps }
    PushList { pushes }
    Session { workspace, apps, devices, version }
    Steps { validated_us, written_us, signed_us, answered_us, displayed_us }
    WireFinding { code, severity, place, args, message, fix }
    Workspace { id, name }
}

/// Words that stand for one thing each.
macro_rules! words {
    ($($name:ident { $($word:literal => $variant:ident),+ })+) => {
        $(impl Answer for $name {
            fn read(value: &Node) -> Option<Self> {
                match value.as_str()? {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        })+
    };
}

words! {
    AppPart { "swift" => Swift, "schema" => Schema, "strings" => Strings }
    Environment { "simulator" => Simulator, "sandbox" => Sandbox, "production" => Production }
    Severity { "error" => Error, "warning" => Warning, "hint" => Hint }
    UnknownCause { "relay_stopped" => RelayStopped, "no_answer" => NoAnswer, "connection_lost" => ConnectionLost }
}

impl Answer for ErrorCode {
    fn read(value: &Node) -> Option<Self> {
        let word = value.as_str()?;
        Self::ALL.into_iter().find(|code| code.as_str() == word)
    }
}

impl Answer for PhoneSwitch {
    fn read(value: &Node) -> Option<Self> {
        Self::of(value.as_str()?)
    }
}

impl Answer for Screen {
    fn read(value: &Node) -> Option<Self> {
        Self::of(value.as_str()?)
    }
}

impl Answer for Previews {
    fn read(value: &Node) -> Option<Self> {
        Self::of(value.as_str()?)
    }
}

impl Answer for HeaderName {
    fn read(value: &Node) -> Option<Self> {
        let word = value.as_str()?;
        Self::ALL.into_iter().find(|name| name.as_str() == word)
    }
}

impl Answer for DraftHeaders {
    fn read(value: &Node) -> Option<Self> {
        Some(Self::of_node(value))
    }
}

impl Answer for Event {
    fn read(value: &Node) -> Option<Self> {
        Some(match value.get("event")?.as_str()? {
            "push" => Self::Push(member(value, "data")?),
            "displayed" => Self::Displayed(member(value, "data")?),
            "lagged" => Self::Lagged,
            _ => return None,
        })
    }
}

impl Answer for Outcome {
    fn read(value: &Node) -> Option<Self> {
        Some(match value.get("state")?.as_str()? {
            "pending" => Self::Pending,
            "waiting" => Self::Waiting {
                status: member(value, "status")?,
                reason: member(value, "reason")?,
                attempts: member(value, "attempts")?,
                next_attempt_at: member(value, "next_attempt_at")?,
            },
            "accepted" => Self::Accepted {
                apns_id: member(value, "apns_id")?,
                apns_unique_id: member(value, "apns_unique_id")?,
            },
            "rejected" => Self::Rejected {
                status: member(value, "status")?,
                reason: member(value, "reason")?,
                timestamp: member(value, "timestamp")?,
            },
            "unknown" => Self::Unknown {
                cause: member(value, "cause")?,
            },
            "gave_up" => Self::GaveUp {
                detail: member(value, "detail")?,
            },
            "cancelled" => Self::Cancelled,
            _ => return None,
        })
    }
}

impl Answer for Place {
    fn read(value: &Node) -> Option<Self> {
        Some(match value.get("in")?.as_str()? {
            "body" => Self::Body {
                range: member(value, "range")?,
                pointer: member(value, "pointer")?,
            },
            "header" => Self::Header {
                name: member(value, "name")?,
            },
            "headers" => Self::Headers,
            "token" => Self::Token,
            "credential" => Self::Credential,
            "app" => Self::App {
                part: member(value, "part")?,
                range: member(value, "range")?,
            },
            _ => return None,
        })
    }
}

impl Answer for Edit {
    fn read(value: &Node) -> Option<Self> {
        Some(match value.get("edit")?.as_str()? {
            "text" => Self::Text(Patch::read(value)?),
            "header" => Self::Header {
                name: member(value, "name")?,
                value: member(value, "value")?,
            },
            _ => return None,
        })
    }
}

impl Answer for Range<usize> {
    fn read(value: &Node) -> Option<Self> {
        Some(member(value, "start")?..member(value, "end")?)
    }
}

impl Answer for String {
    fn read(value: &Node) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl Answer for bool {
    fn read(value: &Node) -> Option<Self> {
        match value.kind {
            NodeKind::Bool(it) => Some(it),
            _ => None,
        }
    }
}

impl Answer for i64 {
    fn read(value: &Node) -> Option<Self> {
        match &value.kind {
            NodeKind::Number(text) => text.parse().ok(),
            _ => None,
        }
    }
}

/// Whole numbers, all through the one reader above: nothing here is above its limit.
macro_rules! whole_numbers {
    ($($number:ty),+) => {
        $(impl Answer for $number {
            fn read(value: &Node) -> Option<Self> {
                i64::read(value)?.try_into().ok()
            }
        })+
    };
}

whole_numbers!(u16, u32, u64, usize);

impl<T: Answer> Answer for Option<T> {
    fn read(value: &Node) -> Option<Self> {
        match value.kind {
            NodeKind::Null => Some(None),
            _ => T::read(value).map(Some),
        }
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: Answer> Answer for Box<T> {
    fn read(value: &Node) -> Option<Self> {
        T::read(value).map(Self::new)
    }
}

/// A list that is not there is empty: lists with nothing in them may be left out.
impl<T: Answer> Answer for Vec<T> {
    fn read(value: &Node) -> Option<Self> {
        match &value.kind {
            NodeKind::Array(elements) => elements.iter().map(T::read).collect(),
            _ => None,
        }
    }

    fn missing() -> Option<Self> {
        Some(Self::new())
    }
}

/// Texts by name, in the order in which they came.
impl Answer for Vec<(String, String)> {
    fn read(value: &Node) -> Option<Self> {
        let text = |member: &Member| Some((member.name.clone(), String::read(&member.value)?));
        value.members().iter().map(text).collect()
    }

    fn missing() -> Option<Self> {
        Some(Self::new())
    }
}
