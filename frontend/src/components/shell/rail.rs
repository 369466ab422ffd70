//! The rail: the pages that there are. On a phone it is a bar at the foot of the screen.

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::components::{Glyph, Icon, Mark};
use crate::contexts::use_navigation;
use crate::i18n::shell::Shell;
use crate::i18n::{t, use_lang};
use crate::route::Route;

/// The pages in the rail.
const PAGES: [(Route, Glyph, &str); 3] = [
    (Route::Home, Glyph::Home, "nav-home"),
    (Route::Compose, Glyph::Compose, "nav-compose"),
    (Route::History, Glyph::Clock, "nav-history"),
];

/// Properties of [`Rail`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct RailProps {
    /// The page that is shown.
    pub(super) route: Route,
}

/// The rail.
#[component]
pub(super) fn Rail(props: &RailProps) -> Html {
    let lang = use_lang();
    html! {
        <nav class="c-rail" aria-label={t(lang, &Shell::Navigation)}>
            <span class="c-rail__mark"><Mark /></span>
            <ul class="c-rail__list" role="list">
                { for PAGES.into_iter().map(|(route, glyph, testid)| html! {
                    <li key={testid}>
                        <PageLink to={route} class="c-rail__link" current={route == props.route} {testid}>
                            <Icon {glyph} />
                            <span>{ t(lang, &route.title()) }</span>
                        </PageLink>
                    </li>
                }) }
            </ul>
        </nav>
    }
}

/// Properties of [`PageLink`].
#[derive(Clone, PartialEq, Properties)]
pub struct PageLinkProps {
    /// Where it leads.
    pub to: Route,
    /// Its words.
    pub children: Children,
    /// Whether that page is shown now.
    #[prop_or_default]
    pub current: bool,
    /// Extra classes.
    #[prop_or_default]
    pub class: Classes,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A link to a page. With a modifier key the browser does what it does with any link.
#[component]
pub fn PageLink(props: &PageLinkProps) -> Html {
    let (navigation, to) = (use_navigation(), props.to);
    let onclick = Callback::from(move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            navigation.go(to);
        }
    });
    html! {
        <a class={props.class.clone()} href={to.path()} aria-current={props.current.then_some("page")} data-testid={props.testid.clone()} {onclick}>
            { props.children.clone() }
        </a>
    }
}
