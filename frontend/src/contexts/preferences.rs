//! Language and theme: chosen here, kept in the browser, and set on `<html>`.

use yew::prelude::*;

use super::ProviderProps;
use crate::i18n::Lang;
use crate::infra::dom;
use crate::infra::storage::{self, keys};

/// What the page looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The other one, for the toggle.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }

    /// The chosen theme, else the system's.
    fn current() -> Self {
        match storage::read(keys::THEME).as_deref() {
            Some("dark") => Self::Dark,
            Some("light") => Self::Light,
            _ if dom::prefers_dark() => Self::Dark,
            _ => Self::Light,
        }
    }
}

/// Language and theme, and how to change them.
#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    /// The language.
    pub lang: Lang,
    /// The theme that is shown.
    pub theme: Theme,
    /// Chooses a language.
    pub set_lang: Callback<Lang>,
    /// Chooses a theme.
    pub set_theme: Callback<Theme>,
}

/// The preferences; `None` outside the provider.
#[hook]
pub fn use_preferences() -> Option<Preferences> {
    use_context()
}

/// Provides [`Preferences`], and the language alone for [`crate::i18n::use_lang`].
#[component]
pub fn PreferencesProvider(props: &ProviderProps) -> Html {
    let lang = use_state_eq(|| {
        storage::read(keys::LANGUAGE).map_or_else(
            || Lang::from_tag(&dom::language()),
            |tag| Lang::from_tag(&tag),
        )
    });
    let theme = use_state_eq(Theme::current);
    use_effect_with(*lang, |lang| {
        dom::set_root_attribute("lang", Some(lang.tag()));
    });
    let set_lang = use_callback(lang.setter(), |chosen: Lang, lang| {
        storage::write(keys::LANGUAGE, chosen.tag());
        lang.set(chosen);
    });
    let set_theme = use_callback(theme.setter(), |chosen: Theme, theme| {
        storage::write(keys::THEME, chosen.as_str());
        dom::set_root_attribute("data-theme", Some(chosen.as_str()));
        theme.set(chosen);
    });
    let context = Preferences {
        lang: *lang,
        theme: *theme,
        set_lang,
        set_theme,
    };
    yew::provide(*lang, yew::provide(context, props.children.clone()))
}
