//! Icons: 1.5-px lines on a 20-px grid, all in one sprite that is cached apart from the program.

use yew::prelude::*;

/// Every icon that there is; `frontend/static/icons.svg` has one `<symbol>` for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Something to add.
    Add,
    /// An arrow onwards.
    ArrowRight,
    /// The bell: a notification.
    Bell,
    /// A silent notification.
    BellOff,
    /// Code.
    Braces,
    /// Done.
    Check,
    /// Done, in a circle.
    CheckCircle,
    /// Opens downwards.
    ChevronDown,
    /// Leads onwards.
    ChevronRight,
    /// Waiting, or history.
    Clock,
    /// Closes or removes.
    Close,
    /// Writes.
    Compose,
    /// Copies.
    Copy,
    /// A device.
    Device,
    /// Blocks.
    Error,
    /// Leads out of the page.
    External,
    /// A form.
    Form,
    /// The start page.
    Home,
    /// Worth knowing.
    Info,
    /// A key or a credential.
    Key,
    /// The language.
    Language,
    /// The menu.
    Menu,
    /// Dark.
    Moon,
    /// A picture or a preview.
    Preview,
    /// Not known.
    Question,
    /// Again.
    Refresh,
    /// Search.
    Search,
    /// Sends.
    Send,
    /// Safe.
    Shield,
    /// Two panes.
    Split,
    /// Light.
    Sun,
    /// As the system.
    System,
    /// Deletes.
    Trash,
    /// Takes back.
    Undo,
    /// Needs a nod.
    Warning,
    /// Repairs.
    Wrench,
}

impl Glyph {
    /// All of them, in the order of the sprite.
    pub const ALL: [Self; 36] = [
        Self::Add,
        Self::ArrowRight,
        Self::Bell,
        Self::BellOff,
        Self::Braces,
        Self::Check,
        Self::CheckCircle,
        Self::ChevronDown,
        Self::ChevronRight,
        Self::Clock,
        Self::Close,
        Self::Compose,
        Self::Copy,
        Self::Device,
        Self::Error,
        Self::External,
        Self::Form,
        Self::Home,
        Self::Info,
        Self::Key,
        Self::Language,
        Self::Menu,
        Self::Moon,
        Self::Preview,
        Self::Question,
        Self::Refresh,
        Self::Search,
        Self::Send,
        Self::Shield,
        Self::Split,
        Self::Sun,
        Self::System,
        Self::Trash,
        Self::Undo,
        Self::Warning,
        Self::Wrench,
    ];

    /// Its address in the sprite.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Add => "/icons.svg#add",
            Self::ArrowRight => "/icons.svg#arrow-right",
            Self::Bell => "/icons.svg#bell",
            Self::BellOff => "/icons.svg#bell-off",
            Self::Braces => "/icons.svg#braces",
            Self::Check => "/icons.svg#check",
            Self::CheckCircle => "/icons.svg#check-circle",
            Self::ChevronDown => "/icons.svg#chevron-down",
            Self::ChevronRight => "/icons.svg#chevron-right",
            Self::Clock => "/icons.svg#clock",
            Self::Close => "/icons.svg#close",
            Self::Compose => "/icons.svg#compose",
            Self::Copy => "/icons.svg#copy",
            Self::Device => "/icons.svg#device",
            Self::Error => "/icons.svg#error",
            Self::External => "/icons.svg#external",
            Self::Form => "/icons.svg#form",
            Self::Home => "/icons.svg#home",
            Self::Info => "/icons.svg#info",
            Self::Key => "/icons.svg#key",
            Self::Language => "/icons.svg#language",
            Self::Menu => "/icons.svg#menu",
            Self::Moon => "/icons.svg#moon",
            Self::Preview => "/icons.svg#preview",
            Self::Question => "/icons.svg#question",
            Self::Refresh => "/icons.svg#refresh",
            Self::Search => "/icons.svg#search",
            Self::Send => "/icons.svg#send",
            Self::Shield => "/icons.svg#shield",
            Self::Split => "/icons.svg#split",
            Self::Sun => "/icons.svg#sun",
            Self::System => "/icons.svg#system",
            Self::Trash => "/icons.svg#trash",
            Self::Undo => "/icons.svg#undo",
            Self::Warning => "/icons.svg#warning",
            Self::Wrench => "/icons.svg#wrench",
        }
    }
}

/// How large an icon is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    /// 16 px: beside 12- and 13-px text.
    Small,
    /// 20 px.
    #[default]
    Medium,
    /// 28 px: empty states.
    Large,
}

impl IconSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Small => "c-icon c-icon--small",
            Self::Medium => "c-icon",
            Self::Large => "c-icon c-icon--large",
        }
    }
}

/// Properties of [`Icon`].
#[derive(Clone, PartialEq, Properties)]
pub struct IconProps {
    /// Which.
    pub glyph: Glyph,
    /// How large.
    #[prop_or_default]
    pub size: IconSize,
}

/// An icon. Always decoration: the word beside it, or the name of its button, carries the meaning.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class={props.size.class()} aria-hidden="true" focusable="false"><use href={props.glyph.href()} /></svg>
    }
}

#[cfg(test)]
mod tests {
    use super::Glyph;

    const SPRITE: &str = include_str!("../../static/icons.svg");

    #[test]
    fn every_icon_is_in_the_sprite_and_the_sprite_has_no_other() {
        for glyph in Glyph::ALL {
            let id = glyph.href().trim_start_matches("/icons.svg#");
            assert!(
                SPRITE.contains(&format!("<symbol id=\"{id}\" ")),
                "the sprite lacks {id}"
            );
        }
        assert_eq!(SPRITE.matches("<symbol ").count(), Glyph::ALL.len());
    }
}
