//! The one table of Apple's keys: where each stands, what it holds, which push types read it. Rules, schemas and completion read it.
//!
//! Sources: Apple, *Generating a remote notification*; *Starting and updating Live Activities with `ActivityKit` push notifications*;
//! *Updating widgets with `WidgetKit` push notifications*. Where a since-when is not on those pages it is general knowledge.

use crate::document::{Node, NodeKind, is_fraction};
use crate::push_type::PushType;
use crate::words::Words;

/// The object that a key stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// Beside `aps`.
    Root,
    /// `aps`
    Aps,
    /// `aps.alert`
    Alert,
    /// `aps.sound`; in a Live Activity `aps.alert.sound`
    Sound,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// In a Live Activity's alert: a string, or an object with `loc-key` and `loc-args`.
    Line,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// A string of base64.
    Base64,
    /// The number 1, which switches it on.
    One,
    /// The number 1 or 0.
    Switch,
    /// A whole number, 0 or more.
    Count,
    /// A number from 0 to 1.
    Fraction,
    /// Any number.
    Number,
    /// Whole seconds since 1970 (UTC).
    Seconds,
    /// `true`
    True,
    /// An object with keys of the app's own.
    Object,
    /// A string, or an object with the keys of [`Home::Alert`].
    Alert,
    /// A string, or an object with the keys of [`Home::Sound`].
    Sound,
}

/// One key of Apple's.
#[derive(Debug)]
pub struct Key {
    /// The object that it stands in.
    pub home: Home,
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The push types that Apple reads it for. Other types pass the payload to the app unread, or ignore the key.
    pub push_types: &'static [PushType],
    /// The system that brought it; empty: from the beginning.
    pub since: &'static str,
    /// Whether Apple's pages no longer name it.
    pub is_legacy: bool,
}

macro_rules! table {
    ($($home:ident $name:literal $kind:expr, $types:expr, $since:literal, $legacy:literal, $en:literal, $zh:literal;)*) => {
        /// Every key, by its home.
        pub static KEYS: &[Key] = &[$(Key {
            home: Home::$home,
            name: $name,
            kind: $kind,
            push_types: $types,
            since: $since,
            is_legacy: $legacy,
        },)*];

        /// What each key of [`KEYS`] does, in the same order. Apart from the table, because the page fetches sentences.
        pub static SUMMARIES: &[Words] = &[$(Words::new($en, $zh),)*];
    };
}

const ALERT: &[PushType] = &[PushType::Alert];
const LIVE: &[PushType] = &[PushType::Liveactivity];
const SHOWN: &[PushType] = &[PushType::Alert, PushType::Liveactivity];
const WAKES: &[PushType] = &[PushType::Alert, PushType::Background];
const PANELS: &[PushType] = &[PushType::Widgets, PushType::Controls];
const FILES: &[PushType] = &[PushType::Fileprovider];
const MDM: &[PushType] = &[PushType::Mdm];

/// Values of `interruption-level`.
pub const INTERRUPTION_LEVELS: &[&str] = &["passive", "active", "time-sensitive", "critical"];

/// Values of `event`.
pub const EVENTS: &[&str] = &["start", "update", "end"];

table! {
    Root "container-identifier" Kind::Text, FILES, "iOS 11", false, "The item, or the working set, that changed.", "发生变化的项目或工作集。";
    Root "domain" Kind::Text, FILES, "iOS 16", false, "The File Provider domain, when the app added domains itself.", "应用自行添加域时，对应的 File Provider 域。";
    Root "mdm" Kind::Text, MDM, "", false, "The PushMagic string of the device; nothing else may stand beside it.", "设备的 PushMagic 字符串；旁边不能有其他内容。";

    Aps "alert" Kind::Alert, SHOWN, "", false, "What is shown: a text, or title, subtitle and body.", "显示的内容：一段文本，或 title、subtitle 和 body。";
    Aps "badge" Kind::Count, ALERT, "", false, "The number on the app's icon; 0 clears it.", "应用图标上的数字；0 会清除角标。";
    Aps "sound" Kind::Sound, ALERT, "", false, "The name of a sound in the app, or default; an object for critical alerts.", "应用内声音的名称或 default；重要警告使用对象。";
    Aps "thread-id" Kind::Text, ALERT, "iOS 10", false, "Groups notifications into one stack.", "把通知归为一组。";
    Aps "category" Kind::Text, ALERT, "iOS 8", false, "A category that the app registered, for its buttons.", "应用注册的类别，决定按钮。";
    Aps "content-available" Kind::One, WAKES, "iOS 7", false, "Wakes the app in the background.", "在后台唤醒应用。";
    Aps "mutable-content" Kind::One, ALERT, "iOS 10", false, "Lets the app's service extension change the notification before it is shown.", "允许应用的服务扩展在显示前修改通知。";
    Aps "target-content-id" Kind::Text, ALERT, "iOS 13", false, "The window or scene that is brought to the front.", "要带到前台的窗口或场景。";
    Aps "interruption-level" Kind::Word(INTERRUPTION_LEVELS), ALERT, "iOS 15", false, "How much it may disturb: passive, active, time-sensitive or critical.", "允许打扰的程度：passive、active、time-sensitive 或 critical。";
    Aps "relevance-score" Kind::Fraction, ALERT, "iOS 15", false, "From 0 to 1; the highest one is featured in the summary.", "0 到 1；分数最高的通知在摘要中突出显示。";
    Aps "relevance-score" Kind::Number, LIVE, "iOS 16.1", false, "Any number; the Live Activity with the highest one is in the Dynamic Island.", "任意数字；分数最高的实时活动显示在灵动岛。";
    Aps "filter-criteria" Kind::Text, ALERT, "iOS 16", false, "What the app's Focus filter decides by.", "应用的专注模式过滤条件。";
    Aps "url-args" Kind::Texts, ALERT, "Safari", true, "Values for the placeholders of the website's address (website pushes).", "网站地址中占位符的值（网站推送）。";
    Aps "content-changed" Kind::True, PANELS, "iOS 18", false, "Reloads the widget or control.", "重新加载小组件或控件。";
    Aps "timestamp" Kind::Seconds, LIVE, "iOS 16.1", false, "When this state was true; older ones are ignored.", "此状态的时间；更早的状态会被忽略。";
    Aps "event" Kind::Word(EVENTS), LIVE, "iOS 16.1", false, "start, update or end.", "start、update 或 end。";
    Aps "content-state" Kind::Object, LIVE, "iOS 16.1", false, "The state to show; decoded into the app's ContentState.", "要显示的状态；解码为应用的 ContentState。";
    Aps "attributes-type" Kind::Text, LIVE, "iOS 17.2", false, "The exact name of the app's ActivityAttributes type (start).", "应用的 ActivityAttributes 类型的准确名称（start）。";
    Aps "attributes" Kind::Object, LIVE, "iOS 17.2", false, "What stays the same during the activity (start).", "活动期间不变的数据（start）。";
    Aps "stale-date" Kind::Seconds, LIVE, "iOS 16.2", false, "When the activity is shown as out of date.", "活动被标为过期的时间。";
    Aps "dismissal-date" Kind::Seconds, LIVE, "iOS 16.1", false, "When an ended activity leaves the Lock Screen (end).", "已结束的活动从锁定屏幕移除的时间（end）。";
    Aps "input-push-token" Kind::One, LIVE, "iOS 18", false, "Asks for an update token (start).", "请求更新令牌（start）。";
    Aps "input-push-channel" Kind::Base64, LIVE, "iOS 18", false, "Subscribes the new activity to a channel (start).", "让新活动订阅频道（start）。";

    Alert "title" Kind::Text, ALERT, "iOS 8.2", false, "The first line; Apple Watch shows it in the short look.", "第一行；Apple Watch 在短视图中显示。";
    Alert "title" Kind::Line, LIVE, "iOS 16.1", false, "The first line, or the key of a localized one.", "第一行，或其本地化文本的键。";
    Alert "subtitle" Kind::Text, ALERT, "iOS 10", false, "The second line.", "第二行。";
    Alert "body" Kind::Text, ALERT, "", false, "The text.", "正文。";
    Alert "body" Kind::Line, LIVE, "iOS 16.1", false, "The text, or the key of a localized one.", "正文，或其本地化文本的键。";
    Alert "sound" Kind::Sound, LIVE, "iOS 16.1", false, "The sound of a Live Activity's alert.", "实时活动提醒的声音。";
    Alert "launch-image" Kind::Text, ALERT, "", false, "The image shown while the app starts.", "应用启动时显示的图像。";
    Alert "title-loc-key" Kind::Text, ALERT, "iOS 8.2", false, "The key of the localized title.", "本地化标题的键。";
    Alert "title-loc-args" Kind::Texts, ALERT, "iOS 8.2", false, "Texts for the localized title's placeholders.", "填入本地化标题占位符的文本。";
    Alert "subtitle-loc-key" Kind::Text, ALERT, "iOS 10", false, "The key of the localized subtitle.", "本地化副标题的键。";
    Alert "subtitle-loc-args" Kind::Texts, ALERT, "iOS 10", false, "Texts for the localized subtitle's placeholders.", "填入本地化副标题占位符的文本。";
    Alert "loc-key" Kind::Text, ALERT, "", false, "The key of the localized body.", "本地化正文的键。";
    Alert "loc-args" Kind::Texts, ALERT, "", false, "Texts for the localized body's placeholders.", "填入本地化正文占位符的文本。";
    Alert "action" Kind::Text, ALERT, "Safari", true, "The button of a website push.", "网站推送的按钮。";
    Alert "action-loc-key" Kind::Text, ALERT, "", true, "The key of the localized button; no longer shown.", "本地化按钮的键；已不再显示。";
    Alert "summary-arg" Kind::Text, ALERT, "iOS 12", true, "A name for the summary of a stack; ignored since iOS 15.", "堆栈摘要中的名称；iOS 15 起忽略。";
    Alert "summary-arg-count" Kind::Count, ALERT, "iOS 12", true, "How many items it stands for in the summary; ignored since iOS 15.", "在摘要中代表的项目数；iOS 15 起忽略。";

    Sound "critical" Kind::Switch, SHOWN, "iOS 12", false, "1 makes it a critical alert.", "1 表示重要警告。";
    Sound "name" Kind::Text, SHOWN, "iOS 12", false, "The name of a sound in the app, or default.", "应用内声音的名称或 default。";
    Sound "volume" Kind::Fraction, SHOWN, "iOS 12", false, "From 0 (silent) to 1 (full).", "0（静音）到 1（最大）。";
}

impl Kind {
    /// Whether a value is of this kind, as far as its type and range say.
    pub fn admits(self, value: &Node) -> bool {
        let is_number = |fits: fn(&str) -> bool| value.as_number().is_some_and(fits);
        match self {
            Self::Text | Self::Base64 => value.as_str().is_some(),
            Self::Texts => {
                matches!(value.kind, NodeKind::Array(_))
                    && value.elements().iter().all(|it| it.as_str().is_some())
            }
            Self::Line | Self::Alert | Self::Sound => value.as_str().is_some() || value.is_object(),
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
            Self::One => value.is_one(),
            Self::Switch => is_number(|text| matches!(text, "0" | "1")),
            Self::Count | Self::Seconds => {
                is_number(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
            }
            Self::Fraction => is_number(is_fraction),
            Self::Number => is_number(|_| true),
            Self::True => matches!(value.kind, NodeKind::Bool(true)),
            Self::Object => value.is_object(),
        }
    }
}

impl Key {
    /// The keys of one object.
    pub fn of(home: Home) -> impl Iterator<Item = &'static Self> {
        KEYS.iter().filter(move |key| key.home == home)
    }

    /// The row of a key; of several the one that `push_type` reads, else the first.
    pub fn find(home: Home, name: &str, push_type: Option<PushType>) -> Option<&'static Self> {
        let rows = || Self::of(home).filter(|key| key.name == name);
        rows()
            .find(|key| push_type.is_some_and(|push_type| key.push_types.contains(&push_type)))
            .or_else(|| rows().next())
    }

    /// Whether the table has a key of this name there, for any push type.
    pub fn is_known(home: Home, name: &str) -> bool {
        Self::find(home, name, None).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_push_type_has_two_rows_of_one_key() {
        for (index, key) in KEYS.iter().enumerate() {
            for other in &KEYS[..index] {
                let is_twin = key.home == other.home && key.name == other.name;
                let is_shared = key
                    .push_types
                    .iter()
                    .any(|it| other.push_types.contains(it));
                assert!(!(is_twin && is_shared), "{}", key.name);
            }
        }
    }

    #[test]
    fn a_key_is_found_for_its_push_type() {
        let kind = |push_type| {
            Key::find(Home::Aps, "relevance-score", Some(push_type)).map(|key| key.kind)
        };
        assert_eq!(kind(PushType::Alert), Some(Kind::Fraction));
        assert_eq!(kind(PushType::Liveactivity), Some(Kind::Number));
        assert!(!Key::is_known(Home::Aps, "title"));
    }
}
