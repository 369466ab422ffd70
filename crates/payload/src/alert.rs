//! What a phone would show, read leniently, so that a preview can be drawn while the payload is still half right.

use crate::document::{Document, Node};

/// The visible and audible part of a payload. Wrong types read as absent.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Alert {
    /// The first line. A localized text is shown as its key.
    pub title: Option<String>,
    /// The second line.
    pub subtitle: Option<String>,
    /// The text.
    pub body: Option<String>,
    /// The number on the app's icon; `0` clears it.
    pub badge: Option<u64>,
    /// What is heard.
    pub sound: Option<Sound>,
    /// What groups it with others.
    pub thread_id: Option<String>,
    /// How much it may disturb.
    pub interruption_level: InterruptionLevel,
    /// The registered category that gives it buttons.
    pub category: Option<String>,
    /// The image shown while the app starts.
    pub launch_image: Option<String>,
    /// Whether a notification service extension may change it before it is shown.
    pub is_mutable: bool,
}

/// What is heard.
#[derive(Clone, PartialEq, Eq)]
pub struct Sound {
    /// A file of the app, or `default`.
    pub name: String,
    /// Whether it is heard although the phone is muted.
    pub is_critical: bool,
}

/// How much a notification may disturb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InterruptionLevel {
    /// Goes to the list without light or sound.
    Passive,
    /// Lights up the screen and plays the sound.
    #[default]
    Active,
    /// Breaks through Focus and the scheduled summary.
    TimeSensitive,
    /// Breaks through the mute switch, too.
    Critical,
}

impl InterruptionLevel {
    /// Every level, the quietest first.
    pub const ALL: [Self; 4] = [
        Self::Passive,
        Self::Active,
        Self::TimeSensitive,
        Self::Critical,
    ];

    /// Apple's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passive => "passive",
            Self::Active => "active",
            Self::TimeSensitive => "time-sensitive",
            Self::Critical => "critical",
        }
    }

    /// Reads Apple's spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

impl Alert {
    /// Reads a document. While it does not parse, nothing is shown.
    pub fn of(document: &Document) -> Self {
        let Some(aps) = document.node("/aps") else {
            return Self::default();
        };
        let alert = aps.get("alert");
        let text = |key: &str| aps.get(key).and_then(Node::as_str).map(str::to_owned);
        // Live Activities keep the sound inside the alert.
        let sound = aps.get("sound").or_else(|| alert?.get("sound"));
        Self {
            title: line(alert, "title", "title-loc-key"),
            subtitle: line(alert, "subtitle", "subtitle-loc-key"),
            body: alert
                .and_then(Node::as_str)
                .map(str::to_owned)
                .or_else(|| line(alert, "body", "loc-key")),
            badge: document
                .number_text("/aps/badge")
                .and_then(|text| text.parse().ok()),
            sound: sound.and_then(Sound::of),
            thread_id: text("thread-id"),
            interruption_level: document
                .string("/aps/interruption-level")
                .and_then(InterruptionLevel::parse)
                .unwrap_or_default(),
            category: text("category"),
            launch_image: alert
                .and_then(|alert| alert.get("launch-image"))
                .and_then(Node::as_str)
                .map(str::to_owned),
            is_mutable: aps.get("mutable-content").is_some_and(Node::is_one),
        }
    }

    /// Whether there is anything to read in a banner.
    pub fn has_text(&self) -> bool {
        [&self.title, &self.subtitle, &self.body]
            .into_iter()
            .flatten()
            .any(|text| !text.is_empty())
    }
}

impl Sound {
    fn of(node: &Node) -> Option<Self> {
        if let Some(name) = node.as_str() {
            return Some(Self {
                name: name.to_owned(),
                is_critical: false,
            });
        }
        let is_critical = node.get("critical").is_some_and(Node::is_one);
        let name = node.get("name").and_then(Node::as_str).unwrap_or("default");
        node.is_object().then(|| Self {
            name: name.to_owned(),
            is_critical,
        })
    }
}

/// One line of an alert: its text, or the key of its localized text. In a Live Activity a line can be an object with the key.
fn line(alert: Option<&Node>, key: &str, localized: &str) -> Option<String> {
    let alert = alert?;
    let plain = alert
        .get(key)
        .and_then(|node| node.as_str().or_else(|| node.get("loc-key")?.as_str()));
    plain
        .or_else(|| alert.get(localized)?.as_str())
        .map(str::to_owned)
}
