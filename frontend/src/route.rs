//! Every address of the page, and nothing else.

use serde::{Deserialize, Serialize};
use yew_router::Routable;

use crate::i18n::shell::Shell;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    /// The first push.
    #[at("/")]
    Home,
    /// One draft: edit, check, send.
    #[at("/compose")]
    Compose,
    /// Pushes, newest first.
    #[at("/history")]
    History,
    /// Every component in every state; development builds only.
    #[cfg(debug_assertions)]
    #[at("/design")]
    Design,
    /// No such page.
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// What the page is called.
    pub const fn title(self) -> Shell {
        match self {
            Self::Home => Shell::Home,
            Self::Compose => Shell::Compose,
            Self::History => Shell::History,
            #[cfg(debug_assertions)]
            Self::Design => Shell::Design,
            Self::NotFound => Shell::NotFound,
        }
    }

    /// The word for tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Compose => "compose",
            Self::History => "history",
            #[cfg(debug_assertions)]
            Self::Design => "design",
            Self::NotFound => "not-found",
        }
    }
}

/// What stands after `?` on [`Route::Compose`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ComposeQuery {
    /// `form`, `json` or `split`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub view: String,
    /// Name of the form field to put the caret in, or `problem` for the first problem.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub focus: String,
}

impl ComposeQuery {
    /// The composer with the caret in this field.
    pub fn focus(what: &str) -> Self {
        Self {
            view: String::new(),
            focus: what.to_owned(),
        }
    }
}

/// What stands after `?` on [`Route::History`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HistoryQuery {
    /// The push that is open.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub push: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Words;

    #[test]
    fn every_page_has_an_address_and_a_title() {
        for route in [Route::Home, Route::Compose, Route::History] {
            assert_eq!(Route::recognize(&route.to_path()), Some(route));
            assert!(!route.title().en().is_empty());
        }
        assert_eq!(Route::recognize("/nothing/here"), Some(Route::NotFound));
    }
}
