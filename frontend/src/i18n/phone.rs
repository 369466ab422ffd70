//! Sentences of the simulated phone: what it says by itself, and what stands for it in text.

use std::borrow::Cow;

use yew::AttrValue;

use super::Words;

/// A sentence of the phone.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Text alternative of a lit, empty lock screen.
    AltEmpty,
    /// Text alternative of a lock screen with so many notifications.
    AltNotifications(usize),
    /// Text alternative of a screen that stays dark.
    AltSilent,
    /// Said when a notification arrives.
    Arrived(AttrValue),
    /// Opens the same as text.
    ReadAsText,
    /// Nothing has come yet.
    Empty,
    /// What a silent push did.
    Silent,
    /// So many more below.
    More(usize),
    /// Label of the interruption level `time-sensitive`.
    TimeSensitive,
    /// Label of the interruption level `critical`.
    Critical,
    /// The badge on the app's icon.
    Badge(u32),
    /// No badge on the app's icon.
    NoBadge,
    /// Stands for a notification without title.
    NoTitle,
    /// How far the picture can be trusted.
    About,
}

impl Words for Msg {
    fn en(&self) -> Cow<'static, str> {
        match self {
            Self::AltEmpty => "A simulated iPhone: lock screen, no notifications".into(),
            Self::AltNotifications(1) => {
                "A simulated iPhone: lock screen with 1 notification".into()
            }
            Self::AltNotifications(count) => {
                format!("A simulated iPhone: lock screen with {count} notifications").into()
            }
            Self::AltSilent => "A simulated iPhone: the screen stays dark".into(),
            Self::Arrived(text) => format!("On the phone now: {text}").into(),
            Self::ReadAsText => "Read as text".into(),
            Self::Empty => "No notifications yet".into(),
            Self::Silent => "Nothing to show: a background push woke the app".into(),
            Self::More(count) => format!("{count} more in Notification Center").into(),
            Self::TimeSensitive => "Time Sensitive".into(),
            Self::Critical => "Critical".into(),
            Self::Badge(count) => format!("App icon: badge {count}").into(),
            Self::NoBadge => "App icon: no badge".into(),
            Self::NoTitle => "No title".into(),
            Self::About => "Line breaks are approximate: Apple publishes no exact counts.".into(),
        }
    }

    fn zh(&self) -> Cow<'static, str> {
        match self {
            Self::AltEmpty => "模拟 iPhone：锁定屏幕，没有通知".into(),
            Self::AltNotifications(count) => {
                format!("模拟 iPhone：锁定屏幕，{count} 条通知").into()
            }
            Self::AltSilent => "模拟 iPhone：屏幕未点亮".into(),
            Self::Arrived(text) => format!("手机刚刚显示：{text}").into(),
            Self::ReadAsText => "以文字形式阅读".into(),
            Self::Empty => "还没有通知".into(),
            Self::Silent => "没有可显示的内容：后台推送唤醒了应用".into(),
            Self::More(count) => format!("通知中心还有 {count} 条").into(),
            Self::TimeSensitive => "即时通知".into(),
            Self::Critical => "重要警告".into(),
            Self::Badge(count) => format!("应用图标：角标 {count}").into(),
            Self::NoBadge => "应用图标：无角标".into(),
            Self::NoTitle => "无标题".into(),
            Self::About => "换行为近似值；Apple 未公布确切行数。".into(),
        }
    }
}
