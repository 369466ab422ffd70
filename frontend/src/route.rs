//! Every address of the page, and nothing else.

use crate::i18n::shell::Shell;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The first push.
    Home,
    /// One draft: edit, check, send.
    Compose,
    /// Pushes, newest first.
    History,
    /// Every component in every state; development builds only.
    #[cfg(debug_assertions)]
    Design,
    /// No such page.
    NotFound,
}

impl Route {
    /// Every page with an address of its own.
    const ALL: &[Self] = &[
        Self::Home,
        Self::Compose,
        Self::History,
        #[cfg(debug_assertions)]
        Self::Design,
    ];

    /// The page's address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::Compose => "/compose",
            Self::History => "/history",
            #[cfg(debug_assertions)]
            Self::Design => "/design",
            Self::NotFound => "/404",
        }
    }

    /// The page at an address.
    pub fn at(path: &str) -> Self {
        let found = Self::ALL.iter().find(|route| route.path() == path);
        found.copied().unwrap_or(Self::NotFound)
    }

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

/// What may stand after `?`. Its value is a word or an id, never a text, so nothing has to be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// On [`Route::Compose`]: `form`, `json` or `split`.
    View,
    /// On [`Route::Compose`]: the form field that gets the caret, or `problem` for the first problem.
    Focus,
    /// On [`Route::History`]: the push that is open.
    Push,
}

impl Parameter {
    const fn name(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Focus => "focus",
            Self::Push => "push",
        }
    }
}

/// A page, and what stands after `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The page.
    pub route: Route,
    query: String,
}

impl From<Route> for Address {
    fn from(route: Route) -> Self {
        Self {
            route,
            query: String::new(),
        }
    }
}

impl Address {
    /// The page with one parameter.
    pub fn with(route: Route, parameter: Parameter, value: &str) -> Self {
        let query = [parameter.name(), "=", value].concat();
        Self { route, query }
    }

    /// Reads what the address bar holds: a path, and the query with or without its `?`.
    pub fn parse(path: &str, query: &str) -> Self {
        Self {
            route: Route::at(path),
            query: query.trim_start_matches('?').to_owned(),
        }
    }

    /// The value of a parameter; empty when it is not there.
    pub fn get(&self, parameter: Parameter) -> &str {
        let mut pairs = self
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        let found = pairs.find(|(name, _)| *name == parameter.name());
        found.map_or("", |(_, value)| value)
    }

    /// What a link to it has in `href`.
    pub fn href(&self) -> String {
        match self.query.as_str() {
            "" => self.route.path().to_owned(),
            query => [self.route.path(), "?", query].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Words;

    #[test]
    fn every_page_has_an_address_and_a_title() {
        for route in Route::ALL {
            assert_eq!(Route::at(route.path()), *route);
            assert!(!route.title().en().is_empty());
        }
        assert_eq!(Route::at("/nothing/here"), Route::NotFound);
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let address = Address::with(Route::History, Parameter::Push, "0b1e-22");
        assert_eq!(address.href(), "/history?push=0b1e-22");
        assert_eq!(Address::parse("/history", "?push=0b1e-22"), address);
        assert_eq!(address.get(Parameter::Push), "0b1e-22");
        assert_eq!(address.get(Parameter::View), "");
        let two = Address::parse("/compose", "?view=json&focus=title");
        assert_eq!(
            (two.get(Parameter::View), two.get(Parameter::Focus)),
            ("json", "title")
        );
        assert_eq!(Address::from(Route::Home).href(), "/");
    }
}
