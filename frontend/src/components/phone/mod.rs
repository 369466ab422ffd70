//! The phone: a device of our own drawing that shows what a push looks like. It is the hero of the page.

pub mod constants;
mod notification;

use yew::prelude::*;

use super::icon::{Glyph, Icon, IconSize};
use crate::i18n::phone::Msg;
use crate::i18n::{Lang, t, use_lang};
use notification::NotificationCard;

/// How much a notification interrupts: `aps.interruption-level`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InterruptionLevel {
    /// In the list only.
    Passive,
    /// Lights the screen.
    #[default]
    Active,
    /// Passes Focus and Summary.
    TimeSensitive,
    /// Ignores the mute switch.
    Critical,
}

impl InterruptionLevel {
    /// Reads the payload's word; anything else is the default, as it is for Apple.
    pub fn parse(word: &str) -> Self {
        match word {
            "passive" => Self::Passive,
            "time-sensitive" => Self::TimeSensitive,
            "critical" => Self::Critical,
            _ => Self::Active,
        }
    }
}

/// One notification on the phone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhoneNotification {
    /// Tells it from others.
    pub id: AttrValue,
    /// Name of the app: stands for the title where there is none.
    pub app_name: AttrValue,
    /// Its title; empty for none.
    pub title: AttrValue,
    /// Its subtitle; empty for none.
    pub subtitle: AttrValue,
    /// Its body; empty for none.
    pub body: AttrValue,
    /// Its time, such as `now`.
    pub when: AttrValue,
    /// How much it interrupts.
    pub level: InterruptionLevel,
    /// Whether it has just arrived, and so comes in with a spring.
    pub is_new: bool,
}

impl PhoneNotification {
    /// All of it in one line, for people who listen.
    fn spoken(&self) -> String {
        [&self.title, &self.subtitle, &self.body]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(AttrValue::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// What the screen is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhoneScene {
    /// Lit: the lock screen.
    #[default]
    Lock,
    /// Dark: a push came that shows nothing.
    Silent,
}

/// The appearance that the phone is set to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhoneAppearance {
    /// As the page.
    #[default]
    Page,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl PhoneAppearance {
    const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// How many notifications are shown whole; the rest is a stack below them.
const SHOWN: usize = 3;

/// Properties of [`Phone`].
#[derive(Clone, PartialEq, Properties)]
pub struct PhoneProps {
    /// What is on it, newest first.
    #[prop_or_default]
    pub notifications: Vec<PhoneNotification>,
    /// What the screen is doing.
    #[prop_or_default]
    pub scene: PhoneScene,
    /// The clock, such as `9:41`.
    pub time: AttrValue,
    /// The date, such as `Friday, November 21`.
    pub date: AttrValue,
    /// Name of the device, below it; empty for none.
    #[prop_or_default]
    pub device: AttrValue,
    /// Badge on the app's icon; `None` or 0 for none.
    #[prop_or_default]
    pub badge: Option<u32>,
    /// The appearance that it is set to.
    #[prop_or_default]
    pub appearance: PhoneAppearance,
    /// Extra classes, for its place. It is as wide as its place, up to 380 px.
    #[prop_or_default]
    pub class: Classes,
}

/// The same as text.
fn as_text(lang: Lang, props: &PhoneProps) -> Html {
    let badge = match props.badge.unwrap_or(0) {
        0 => Msg::NoBadge,
        count => Msg::Badge(count),
    };
    html! {
        <details class="c-phone__text">
            <summary class="c-link">{ t(lang, &Msg::ReadAsText) }</summary>
            <ol class="c-phone__read" role="list">
                if props.scene == PhoneScene::Silent {
                    <li>{ t(lang, &Msg::Silent) }</li>
                } else if props.notifications.is_empty() {
                    <li>{ t(lang, &Msg::Empty) }</li>
                } else {
                    { for props.notifications.iter().map(|item| html! {
                        <li key={item.id.to_string()}><bdi>{ item.spoken() }</bdi>{ " · " }{ item.when.clone() }</li>
                    }) }
                }
                <li>{ t(lang, &badge) }</li>
            </ol>
            <p class="c-phone__about">{ t(lang, &Msg::About) }</p>
        </details>
    }
}

/// The digits of a time such as `8:38 PM` or `下午8:38`: the lock screen never says which half of the day it is.
fn clock_face(time: &str) -> &str {
    let is_face = |c: char| c.is_ascii_digit() || c == ':' || c == '.';
    let start = time.find(is_face).unwrap_or(0);
    let face = time.get(start..).unwrap_or_default();
    face.get(..face.find(|c| !is_face(c)).unwrap_or(face.len()))
        .unwrap_or_default()
}

/// What the screen shows.
fn screen(lang: Lang, props: &PhoneProps) -> Html {
    let hidden = props.notifications.len().saturating_sub(SHOWN);
    html! {
        <>
            <div class="c-phone__status">
                <span class="c-phone__carrier">{ "Carillon" }</span>
                <span class="c-phone__signals"><i class="c-phone__bars"></i><i class="c-phone__battery"></i></span>
            </div>
            <div class="c-phone__clock">
                <span class="c-phone__date">{ props.date.clone() }</span>
                <span class="c-phone__time">{ clock_face(&props.time).to_owned() }</span>
            </div>
            <div class="c-phone__list">
                { for props.notifications.iter().take(SHOWN).map(|item| html! {
                    <NotificationCard key={item.id.to_string()} item={item.clone()} />
                }) }
                if hidden > 0 {
                    <div class="c-phone__more">{ t(lang, &Msg::More(hidden)) }</div>
                }
            </div>
            <div class="c-phone__foot">
                <span class="c-phone__round c-phone__round--torch"></span>
                <span class="c-phone__round c-phone__round--lens"></span>
            </div>
        </>
    }
}

/// The phone, as a picture with a text alternative and the same as text below it.
#[component]
pub fn Phone(props: &PhoneProps) -> Html {
    let lang = use_lang();
    let silent = props.scene == PhoneScene::Silent;
    let alt = match (silent, props.notifications.len()) {
        (true, _) => Msg::AltSilent,
        (false, 0) => Msg::AltEmpty,
        (false, count) => Msg::AltNotifications(count),
    };
    let arrived = props
        .notifications
        .first()
        .filter(|item| item.is_new && !silent);
    let badge = props.badge.filter(|count| *count > 0);
    html! {
        <figure class={classes!("c-phone", props.class.clone())} data-testid="phone">
            <div class={classes!("c-phone__device", silent.then_some("is-dark"))} role="img" aria-label={t(lang, &alt)} data-appearance={props.appearance.attribute()}>
                <span class="c-phone__key c-phone__key--side"></span>
                <span class="c-phone__key c-phone__key--up"></span>
                <span class="c-phone__key c-phone__key--down"></span>
                <div class="c-phone__screen">
                    <span class="c-phone__rings"></span>
                    if let Some(item) = arrived {
                        // A key of its own, so that each arrival rings anew.
                        <span class="c-phone__rings is-ringing" key={item.id.to_string()}></span>
                    }
                    <span class="c-phone__island"></span>
                    if silent {
                        <p class="c-phone__silent"><Icon glyph={Glyph::BellOff} size={IconSize::Small} /><span>{ t(lang, &Msg::Silent) }</span></p>
                    } else {
                        { screen(lang, props) }
                    }
                    <span class="c-phone__bar"></span>
                </div>
            </div>
            <p class="u-hidden" role="status">
                if silent {
                    { t(lang, &Msg::Silent) }
                } else if let Some(item) = arrived {
                    { t(lang, &Msg::Arrived(item.spoken().into())) }
                }
            </p>
            <figcaption class="c-phone__caption">
                <span class="c-phone__app">
                    <span class="c-app-icon" aria-hidden="true">
                        if let Some(count) = badge {
                            <span class="c-app-icon__badge">{ count }</span>
                        }
                    </span>
                    <span>{ props.device.clone() }</span>
                </span>
                { as_text(lang, props) }
            </figcaption>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::{InterruptionLevel, PhoneNotification, clock_face};

    #[test]
    fn the_clock_shows_digits_only() {
        let faces = ["9:41", "8:38\u{202f}PM", "下午8:38", "20.15", ""].map(clock_face);
        assert_eq!(faces, ["9:41", "8:38", "8:38", "20.15", ""]);
    }

    #[test]
    fn unknown_interruption_levels_are_shown_as_active() {
        use InterruptionLevel::{Active, Critical, Passive, TimeSensitive};
        let words = [
            "passive",
            "active",
            "time-sensitive",
            "critical",
            "timeSensitive",
            "",
        ]
        .map(InterruptionLevel::parse);
        assert_eq!(
            words,
            [Passive, Active, TimeSensitive, Critical, Active, Active]
        );
    }

    #[test]
    fn a_notification_is_spoken_without_its_empty_parts() {
        let item = PhoneNotification {
            title: "Order ready".into(),
            body: "Come by before 18:00.".into(),
            ..PhoneNotification::default()
        };
        assert_eq!(item.spoken(), "Order ready, Come by before 18:00.");
    }
}
