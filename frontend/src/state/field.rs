//! The form's fields: where each one lives in the payload, how it is read, and the smallest edit that writes it.

use payload::document::{EditError, NodeKind, quote};
use payload::{Document, Patch};

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `aps.alert.title`
    Title,
    /// `aps.alert.subtitle`
    Subtitle,
    /// `aps.alert.body`, or `aps.alert` when that is a text
    Body,
    /// `aps.badge`
    Badge,
    /// `aps.sound`
    Sound,
    /// `aps.interruption-level`
    InterruptionLevel,
    /// `aps.thread-id`
    ThreadId,
    /// `aps.mutable-content`
    MutableContent,
    /// `aps.content-available`
    ContentAvailable,
}

/// What a field shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing is set.
    Absent,
    /// This text; what is no text in the payload stands as JSON writes it, so that `"3"` and `3` look different where it matters.
    Text(String),
    /// A value that only the JSON view can edit, such as a localized body or a critical sound.
    Complex,
}

impl Shown {
    /// The text for an input; empty when there is none.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Absent | Self::Complex => "",
        }
    }
}

impl Field {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Subtitle,
        Self::Body,
        Self::Badge,
        Self::Sound,
        Self::InterruptionLevel,
        Self::ThreadId,
        Self::MutableContent,
        Self::ContentAvailable,
    ];

    /// Where the field lives in the payload.
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::Title => "/aps/alert/title",
            Self::Subtitle => "/aps/alert/subtitle",
            Self::Body => "/aps/alert/body",
            Self::Badge => "/aps/badge",
            Self::Sound => "/aps/sound",
            Self::InterruptionLevel => "/aps/interruption-level",
            Self::ThreadId => "/aps/thread-id",
            Self::MutableContent => "/aps/mutable-content",
            Self::ContentAvailable => "/aps/content-available",
        }
    }

    /// The name of the field's control, for ids and tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Body => "body",
            Self::Badge => "badge",
            Self::Sound => "sound",
            Self::InterruptionLevel => "interruption-level",
            Self::ThreadId => "thread-id",
            Self::MutableContent => "mutable-content",
            Self::ContentAvailable => "content-available",
        }
    }

    /// The field that a finding's pointer belongs to.
    pub fn at(pointer: &str) -> Option<Self> {
        if pointer == "/aps/alert" {
            return Some(Self::Body);
        }
        Self::ALL.into_iter().find(|field| {
            let rest = pointer.strip_prefix(field.pointer());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Whether the field's value is a number.
    const fn is_number(self) -> bool {
        matches!(
            self,
            Self::Badge | Self::MutableContent | Self::ContentAvailable
        )
    }

    /// What the field shows.
    pub fn read(self, document: &Document) -> Shown {
        let node = document
            .node(self.pointer())
            .or_else(|| self.plain_alert(document));
        let Some(node) = node else {
            return if self.has_no_room(document) {
                Shown::Complex
            } else {
                Shown::Absent
            };
        };
        match &node.kind {
            // A control of one line would lose them.
            NodeKind::String(text) if self != Self::Body && text.contains(['\n', '\r']) => {
                Shown::Complex
            }
            NodeKind::String(text) if !self.is_number() => Shown::Text(text.clone()),
            NodeKind::Number(_) | NodeKind::String(_) if self.is_number() => {
                Shown::Text(document.source(node).to_owned())
            }
            NodeKind::Object(_) | NodeKind::Array(_) => Shown::Complex,
            _ => Shown::Text(document.source(node).to_owned()),
        }
    }

    /// The patch that makes the field's value `typed`; an empty text removes it. `None` when nothing would change.
    pub fn write(self, document: &Document, typed: &str) -> Result<Option<Patch>, EditError> {
        if typed.is_empty() {
            return self.clear(document);
        }
        if self.read(document).text() == typed {
            return Ok(None);
        }
        let value = self.value(typed);
        if let Some(alert) = document.string("/aps/alert") {
            match self {
                Self::Body => return document.set_source("/aps/alert", &value).map(Some),
                Self::Title | Self::Subtitle => {
                    let both = format!("{{\"{}\":{value},\"body\":{}}}", self.name(), quote(alert));
                    return document.set("/aps/alert", &both).map(Some);
                }
                _ => {}
            }
        }
        document.set_source(self.pointer(), &value).map(Some)
    }

    /// What [`Field::read`] gives after [`Field::write`] of this text.
    pub fn normal(self, typed: &str) -> String {
        if typed.is_empty() || !self.is_number() {
            typed.to_owned()
        } else {
            self.value(typed)
        }
    }

    /// Whether something stands where the field's parents would, so that what is typed could not be written.
    fn has_no_room(self, document: &Document) -> bool {
        let parents = ["", "/aps", "/aps/alert"].into_iter();
        parents
            .filter(|at| self.pointer().len() > at.len() && self.pointer().starts_with(at))
            .filter_map(|at| Some((at, document.node(at)?)))
            .any(|(at, node)| {
                let is_short_alert = at == "/aps/alert" && node.as_str().is_some();
                !is_short_alert && !matches!(node.kind, NodeKind::Object(_))
            })
    }

    /// `"alert": "text"` is the short form of a body.
    fn plain_alert(self, document: &Document) -> Option<&payload::document::Node> {
        let alert = document.node("/aps/alert")?;
        (self == Self::Body && alert.as_str().is_some()).then_some(alert)
    }

    fn clear(self, document: &Document) -> Result<Option<Patch>, EditError> {
        if document.has(self.pointer()) {
            document.remove(self.pointer()).map(Some)
        } else if self.plain_alert(document).is_some() {
            document.remove("/aps/alert").map(Some)
        } else {
            Ok(None)
        }
    }

    /// The JSON text that is written for a typed text: for numbers the same where it is JSON, a text otherwise; so half-typed
    /// values survive.
    fn value(self, typed: &str) -> String {
        let word = typed.trim();
        let is_json = self.is_number()
            && Document::parse(word).root().is_some_and(|value| {
                matches!(value.kind, NodeKind::Number(_) | NodeKind::String(_))
            });
        if is_json {
            word.to_owned()
        } else {
            quote(typed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, field: Field, typed: &str, expected: &str) {
        let document = Document::parse(text);
        let after = match field.write(&document, typed) {
            Ok(Some(patch)) => patch.apply(text),
            Ok(None) => text.to_owned(),
            Err(error) => format!("{error}"),
        };
        assert_eq!(after, expected);
    }

    #[test]
    fn a_title_is_replaced_in_place() {
        check(
            r#"{"aps":{"alert":{"title":"A","x":1.0}}}"#,
            Field::Title,
            "B",
            r#"{"aps":{"alert":{"title":"B","x":1.0}}}"#,
        );
    }

    #[test]
    fn an_empty_text_removes_the_key() {
        check(
            r#"{"aps":{"badge":3,"sound":"default"}}"#,
            Field::Badge,
            "",
            r#"{"aps":{"sound":"default"}}"#,
        );
    }

    #[test]
    fn a_badge_is_written_as_a_number() {
        check(
            r#"{"aps":{"badge":"3"}}"#,
            Field::Badge,
            "3",
            r#"{"aps":{"badge":3}}"#,
        );
    }

    #[test]
    fn a_badge_that_is_no_number_is_kept_as_typed() {
        check(
            r#"{"aps":{"badge":3}}"#,
            Field::Badge,
            "3a",
            r#"{"aps":{"badge":"3a"}}"#,
        );
    }

    #[test]
    fn a_title_beside_a_plain_alert_keeps_the_body() {
        let document = Document::parse(r#"{"aps":{"alert":"Hi"}}"#);
        let after = Field::Title
            .write(&document, "T")
            .ok()
            .flatten()
            .map(|patch| document.patched(&patch))
            .unwrap();
        assert_eq!(
            (
                after.string("/aps/alert/title"),
                after.string("/aps/alert/body")
            ),
            (Some("T"), Some("Hi"))
        );
    }

    #[test]
    fn a_plain_alert_is_the_body() {
        check(
            r#"{"aps":{"alert":"Hi"}}"#,
            Field::Body,
            "Ho",
            r#"{"aps":{"alert":"Ho"}}"#,
        );
        assert_eq!(
            Field::Body.read(&Document::parse(r#"{"aps":{"alert":"Hi"}}"#)),
            Shown::Text("Hi".to_owned())
        );
    }

    #[test]
    fn the_same_text_changes_nothing() {
        assert_eq!(
            Field::Title.write(&Document::parse(r#"{"aps":{"alert":{"title":"A"}}}"#), "A"),
            Ok(None)
        );
    }

    #[test]
    fn a_number_in_quotes_looks_different_from_a_number() {
        assert_eq!(
            Field::Badge
                .read(&Document::parse(r#"{"aps":{"badge":"3"}}"#))
                .text(),
            "\"3\""
        );
        assert_eq!(
            Field::Badge
                .read(&Document::parse(r#"{"aps":{"badge":3}}"#))
                .text(),
            "3"
        );
    }

    #[test]
    fn what_is_typed_is_known_again_in_the_draft() {
        for typed in ["3", "3a", "\"3\"", " 3", "1.0", "01"] {
            let document = Document::parse(r#"{"aps":{}}"#);
            let after = Field::Badge
                .write(&document, typed)
                .ok()
                .flatten()
                .map(|patch| document.patched(&patch))
                .unwrap();
            assert_eq!(
                Field::Badge.read(&after).text(),
                Field::Badge.normal(typed),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_critical_sound_is_left_to_the_json_view() {
        assert_eq!(
            Field::Sound.read(&Document::parse(r#"{"aps":{"sound":{"critical":1}}}"#)),
            Shown::Complex
        );
    }

    #[test]
    fn what_one_line_cannot_hold_is_left_to_the_json_view() {
        let document = Document::parse(r#"{"aps":{"alert":{"title":"A\nB","body":"A\nB"}}}"#);
        assert_eq!(Field::Title.read(&document), Shown::Complex);
        assert_eq!(Field::Body.read(&document), Shown::Text("A\nB".to_owned()));
    }

    #[test]
    fn a_field_takes_no_input_where_it_could_not_be_written() {
        for text in ["[1]", r#"{"aps":3}"#, r#"{"aps":{"alert":null}}"#] {
            let document = Document::parse(text);
            assert_eq!(Field::Title.read(&document), Shown::Complex, "{text}");
            assert!(Field::Title.write(&document, "T").is_err(), "{text}");
        }
        for text in ["{}", r#"{"aps":{}}"#, r#"{"aps":{"alert":"Hi"}}"#] {
            let document = Document::parse(text);
            assert_eq!(Field::Title.read(&document), Shown::Absent, "{text}");
            assert!(Field::Title.write(&document, "T").is_ok(), "{text}");
        }
    }

    #[test]
    fn findings_find_their_field() {
        assert_eq!(Field::at("/aps/badge"), Some(Field::Badge));
        assert_eq!(Field::at("/aps/sound/volume"), Some(Field::Sound));
        assert_eq!(Field::at("/aps/badges"), None);
    }
}
