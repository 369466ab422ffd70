//! What a push shows, plays and says, surface by surface: as data for programs and as text for people.
//!
//! Apple publishes no line counts: the system lays the text out and cuts what does not fit. So every number here says where it
//! comes from, and is about. Where exactly a text is cut only layout can tell; the page does that.

mod surfaces;
mod told;

use crate::alert::{Alert, InterruptionLevel, Sound};
use crate::app::strings::Strings;
use crate::document::{Document, Node, NodeKind};
use crate::push_type::PushType;
use crate::words::Words;

pub use surfaces::{Extent, Figure, Room, SURFACES, Source, Surface};

/// What a push does on a device that shows everything.
pub struct Preview<'a> {
    /// The app's name above the notification; empty when it is not known.
    pub app: &'a str,
    /// What happens.
    pub effect: Effect,
    /// The texts, in the order in which they are read.
    pub lines: Vec<Line>,
    /// What a Live Activity is given to show: pointers into `content-state`, with the values as they are spelled.
    pub state: Vec<(String, String)>,
    /// The number on the app's icon; `0` clears it.
    pub badge: Option<u64>,
    /// What is heard.
    pub sound: Option<Sound>,
    /// How much it may disturb.
    pub level: InterruptionLevel,
    /// What else to know.
    pub notes: Vec<Note>,
}

/// What happens on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A notification with text.
    Notification,
    /// No text: at most a badge and a sound.
    BadgeAndSound,
    /// A Live Activity starts, changes or ends.
    Activity(Event),
    /// Nothing is shown.
    Silent(PushType),
    /// The text is no JSON object, so that nothing can be said.
    Unreadable,
}

/// What happens to a Live Activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It starts.
    Start,
    /// It changes.
    Update,
    /// It ends.
    End,
}

/// Which text of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first line.
    Title,
    /// The second line.
    Subtitle,
    /// The text.
    Body,
}

/// One text of a notification.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub part: Part,
    /// What is shown; of a localized text that is not known, its key.
    pub text: String,
    /// Whether `text` is the key of a localized text that is not known.
    pub is_key: bool,
}

/// Something that the texts alone do not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// A service extension of the app may change it before it is shown; a picture is shown only then.
    Mutable,
    /// A text is named by its key, and the app's texts are not known.
    Localized,
    /// It is in the list only: no light, no sound.
    Passive,
    /// It needs the entitlement for time-sensitive notifications.
    TimeSensitive,
    /// It needs Apple's entitlement for critical alerts.
    Critical,
    /// It is stacked with others of its thread.
    Threaded,
    /// It has the buttons of its category, which the app has registered.
    Category,
    /// The app is woken as well.
    Wakes,
    /// The app's own layout decides what a Live Activity looks like.
    OwnLayout,
    /// A Live Activity's alert is read on the watch; the phone shows the activity itself.
    ActivityAlert,
}

impl Part {
    /// Every part, in the order in which they are read.
    pub const ALL: [Self; 3] = [Self::Title, Self::Subtitle, Self::Body];

    /// Its name, which is Apple's key.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Body => "body",
        }
    }

    /// The keys beside which its localized text is named.
    const fn localized(self) -> (&'static str, &'static str) {
        match self {
            Self::Title => ("title-loc-key", "title-loc-args"),
            Self::Subtitle => ("subtitle-loc-key", "subtitle-loc-args"),
            Self::Body => ("loc-key", "loc-args"),
        }
    }
}

/// The app's texts, and the language that the phone is set to.
pub type Texts<'a> = (&'a Strings, &'a str);

impl<'a> Preview<'a> {
    /// Reads a payload leniently: what has the wrong type is taken for absent.
    pub fn of(
        document: &Document,
        push_type: PushType,
        app: &'a str,
        texts: Option<Texts<'_>>,
    ) -> Self {
        let alert = Alert::of(document);
        let is_live = push_type == PushType::Liveactivity;
        let shows = is_live || push_type == PushType::Alert;
        let mut preview = Self {
            app,
            effect: Effect::Silent(push_type),
            lines: Vec::new(),
            state: Vec::new(),
            badge: None,
            sound: None,
            level: InterruptionLevel::default(),
            notes: Vec::new(),
        };
        if !document.root().is_some_and(Node::is_object) {
            preview.effect = Effect::Unreadable;
            return preview;
        }
        if !shows {
            return preview;
        }
        preview.lines = lines(document, texts);
        preview.badge = alert.badge.filter(|_| !is_live);
        preview.sound.clone_from(&alert.sound);
        preview.level = alert.interruption_level;
        preview.effect = effect(document, &preview, is_live);
        preview.notes = notes(document, &alert, &preview);
        if is_live && let Some(state) = document.node("/aps/content-state") {
            leaves(document, state, &mut String::new(), &mut preview.state);
        }
        preview
    }

    /// The text of one part.
    pub fn line(&self, part: Part) -> Option<&Line> {
        self.lines.iter().find(|line| line.part == part)
    }

    /// The surfaces that show something of it.
    pub fn surfaces(&self) -> impl Iterator<Item = &'static Surface> {
        let is_notification = self.effect == Effect::Notification;
        let is_passive = self.level == InterruptionLevel::Passive;
        SURFACES
            .iter()
            .filter(move |surface| is_notification && !(is_passive && surface.interrupts))
    }
}

fn effect(document: &Document, preview: &Preview<'_>, is_live: bool) -> Effect {
    if is_live {
        return Effect::Activity(match document.string("/aps/event") {
            Some("start") => Event::Start,
            Some("end") => Event::End,
            _ => Event::Update,
        });
    }
    if !preview.lines.is_empty() {
        Effect::Notification
    } else if preview.badge.is_some() || preview.sound.is_some() {
        Effect::BadgeAndSound
    } else {
        Effect::Silent(PushType::Alert)
    }
}

/// The texts that are not empty.
fn lines(document: &Document, texts: Option<Texts<'_>>) -> Vec<Line> {
    let Some(alert) = document.node("/aps/alert") else {
        return Vec::new();
    };
    if let Some(text) = alert.as_str() {
        let body = Line {
            part: Part::Body,
            text: text.to_owned(),
            is_key: false,
        };
        return if text.is_empty() {
            Vec::new()
        } else {
            vec![body]
        };
    }
    let line = |part: Part| {
        let plain = alert.get(part.name());
        if let Some(text) = plain.and_then(Node::as_str) {
            return Some(Line {
                part,
                text: text.to_owned(),
                is_key: false,
            });
        }
        // In a Live Activity a line can be an object with the key.
        let (key, args) = part.localized();
        let (key, args) = match plain.filter(|line| line.is_object()) {
            Some(line) => (line.get("loc-key"), line.get("loc-args")),
            None => (alert.get(key), alert.get(args)),
        };
        Some(localized(part, key?.as_str()?, args, texts))
    };
    Part::ALL
        .into_iter()
        .filter_map(line)
        .filter(|line| !line.text.is_empty())
        .collect()
}

fn localized(part: Part, key: &str, args: Option<&Node>, texts: Option<Texts<'_>>) -> Line {
    let args: Vec<&str> = args
        .map(Node::elements)
        .unwrap_or_default()
        .iter()
        .filter_map(Node::as_str)
        .collect();
    let text = texts.and_then(|(strings, language)| strings.text(key, &args, language));
    Line {
        part,
        is_key: text.is_none(),
        text: text.unwrap_or_else(|| key.to_owned()),
    }
}

fn notes(document: &Document, alert: &Alert, preview: &Preview<'_>) -> Vec<Note> {
    let is_live = matches!(preview.effect, Effect::Activity(_));
    let is_critical = alert.interruption_level == InterruptionLevel::Critical
        || alert.sound.as_ref().is_some_and(|sound| sound.is_critical);
    let wakes = document
        .node("/aps/content-available")
        .is_some_and(Node::is_one);
    let all = [
        (is_live, Note::OwnLayout),
        (is_live && !preview.lines.is_empty(), Note::ActivityAlert),
        (
            alert.interruption_level == InterruptionLevel::Passive,
            Note::Passive,
        ),
        (
            alert.interruption_level == InterruptionLevel::TimeSensitive,
            Note::TimeSensitive,
        ),
        (is_critical, Note::Critical),
        (
            preview.lines.iter().any(|line| line.is_key),
            Note::Localized,
        ),
        (alert.is_mutable && !is_live, Note::Mutable),
        (alert.thread_id.is_some() && !is_live, Note::Threaded),
        (alert.category.is_some() && !is_live, Note::Category),
        (wakes && !is_live, Note::Wakes),
    ];
    all.into_iter()
        .filter(|(applies, _)| *applies)
        .map(|(_, note)| note)
        .collect()
}

/// Every value that is neither object nor array, by its pointer.
fn leaves(document: &Document, node: &Node, pointer: &mut String, out: &mut Vec<(String, String)>) {
    let length = pointer.len();
    let mut below = |key: &str, value: &Node| {
        pointer.push('/');
        pointer.push_str(&crate::document::escape_pointer(key));
        leaves(document, value, pointer, out);
        pointer.truncate(length);
    };
    match &node.kind {
        NodeKind::Object(members) => {
            for member in members {
                below(&member.name, &member.value);
            }
        }
        NodeKind::Array(elements) => {
            for (at, value) in elements.iter().enumerate() {
                below(&at.to_string(), value);
            }
        }
        _ => {
            let text = node.as_str().unwrap_or_else(|| document.source(node));
            out.push((pointer.clone(), text.to_owned()));
        }
    }
}

impl Effect {
    /// In one sentence.
    pub const fn words(self) -> Words {
        match self {
            Self::Notification => Words::new("A notification is shown.", "显示一条通知。"),
            Self::BadgeAndSound => Words::new("No text is shown.", "不显示文字。"),
            Self::Activity(Event::Start) => Words::new("A Live Activity starts.", "实时活动开始。"),
            Self::Activity(Event::Update) => {
                Words::new("A Live Activity changes.", "实时活动更新。")
            }
            Self::Activity(Event::End) => Words::new("A Live Activity ends.", "实时活动结束。"),
            Self::Unreadable => Words::new(
                "Nothing can be said: the text is not a JSON object. carillon lint says where.",
                "无法预览：文本不是 JSON 对象。carillon lint 会指出位置。",
            ),
            Self::Silent(push_type) => silent(push_type),
        }
    }
}

const fn silent(push_type: PushType) -> Words {
    match push_type {
        PushType::Alert => Words::new(
            "Nothing is shown: there is no text, no badge and no sound.",
            "不显示任何内容：没有文字、角标和声音。",
        ),
        PushType::Background => Words::new(
            "Nothing is shown; the app is woken in the background when the system allows it.",
            "不显示任何内容；系统允许时在后台唤醒应用。",
        ),
        PushType::Location => Words::new(
            "Nothing is shown; the app's location extension is woken.",
            "不显示任何内容；唤醒应用的定位扩展。",
        ),
        PushType::Voip => Words::new(
            "The payload shows nothing; the app is woken and has to report the call, which the system then shows.",
            "负载本身不显示任何内容；应用被唤醒后必须报告来电，由系统显示。",
        ),
        PushType::Complication => Words::new(
            "Nothing is shown; the watch app is woken to renew its complication.",
            "不显示任何内容；唤醒手表应用以更新复杂功能。",
        ),
        PushType::Fileprovider => Words::new(
            "Nothing is shown; the File Provider extension looks for changes.",
            "不显示任何内容；File Provider 扩展会检查更改。",
        ),
        PushType::Mdm => Words::new(
            "Nothing is shown; the device contacts its management server.",
            "不显示任何内容；设备会联系其管理服务器。",
        ),
        PushType::Liveactivity => Words::new("A Live Activity changes.", "实时活动更新。"),
        PushType::Pushtotalk => Words::new(
            "The payload shows nothing; the app is woken and says who speaks, which the system then shows.",
            "负载本身不显示任何内容；应用被唤醒后说明谁在讲话，由系统显示。",
        ),
        PushType::Widgets => Words::new(
            "Nothing is shown; the app's widgets are reloaded when the system allows it.",
            "不显示任何内容；系统允许时重新加载应用的小组件。",
        ),
        PushType::Controls => Words::new(
            "Nothing is shown; the app's control is reloaded.",
            "不显示任何内容；重新加载应用的控件。",
        ),
    }
}

impl Note {
    /// In one sentence.
    pub const fn words(self) -> Words {
        match self {
            Self::Mutable => Words::new(
                "The app's service extension may change it before it is shown; without one there is no picture.",
                "应用的服务扩展可在显示前修改通知；没有该扩展就不会显示图片。",
            ),
            Self::Localized => Words::new(
                "A text in ‹…› is a key: the phone shows the app's text for it.",
                "‹…› 中的是键：手机会显示应用中对应的文本。",
            ),
            Self::Passive => Words::new(
                "Passive: it goes to the list without light or sound, so no banner.",
                "被动：直接进入列表，不亮屏、不响铃，也没有横幅。",
            ),
            Self::TimeSensitive => Words::new(
                "Time-sensitive: it is labeled so, and passes Focus and the summary; the app needs the capability.",
                "即时通知：会带有标签，可越过专注模式和摘要；应用需要相应能力。",
            ),
            Self::Critical => Words::new(
                "Critical: it ignores the mute switch and Focus; the app needs Apple's entitlement.",
                "重要警告：忽略静音和专注模式；应用需要 Apple 的授权。",
            ),
            Self::Threaded => Words::new(
                "It is stacked with others of its thread-id.",
                "与相同 thread-id 的通知归为一组。",
            ),
            Self::Category => Words::new(
                "It has the buttons that the app registered for its category.",
                "带有应用为该 category 注册的按钮。",
            ),
            Self::Wakes => Words::new(
                "The app is woken in the background as well.",
                "同时会在后台唤醒应用。",
            ),
            Self::ActivityAlert => Words::new(
                "With an alert, iPhone lights up and shows the activity itself; Apple Watch shows the alert's title and body.",
                "带有提醒时，iPhone 亮屏并显示实时活动本身；Apple Watch 显示提醒的标题和正文。",
            ),
            Self::OwnLayout => Words::new(
                "The app's own layout decides what it looks like; only the values are known here.",
                "外观由应用自己的布局决定；这里只知道数值。",
            ),
        }
    }
}
