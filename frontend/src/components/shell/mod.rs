//! The frame around every page: skip link, rail, header, and the one `<main>`.

mod header;
mod rail;

use yew::prelude::*;

use crate::contexts::sender::Attempt;
use crate::contexts::{SessionState, use_navigation, use_sender, use_session};
use crate::i18n::shell::Shell;
use crate::i18n::{t, use_lang};
use crate::infra::dom;
use crate::route::Route;
use header::Header;
use rail::Rail;

pub use rail::PageLink;

/// Id of the page's heading, which gets the focus when the page changes.
pub const HEADING: &str = "page-title";

/// Id of `<main>`.
const CONTENT: &str = "content";

/// Properties of [`Frame`].
#[derive(Clone, PartialEq, Properties)]
pub struct FrameProps {
    /// The page.
    pub children: Children,
}

/// The frame.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let lang = use_lang();
    let route = use_navigation().address.route;
    let (sender, session) = (use_sender(), use_session());
    let refused = sender.refused && route == Route::Compose;
    let busy = session.state == SessionState::Loading || sender.attempt == Attempt::Sending;

    use_effect_with((route, refused, lang), |(route, refused, lang)| {
        let page = t(*lang, &route.title()).to_string();
        dom::set_title(&t(
            *lang,
            &if *refused {
                Shell::ErrorTitle { page }
            } else {
                Shell::PageTitle { page }
            },
        ));
    });
    // The first page is announced by the browser; later ones by moving the focus to their heading,
    // unless the page has taken the focus itself.
    let first = use_mut_ref(|| true);
    use_effect_with(route, move |_| {
        if !first.replace(false) && !dom::holds_focus(CONTENT) {
            dom::focus(HEADING);
        }
    });

    html! {
        <div class="c-frame">
            <a class="c-skip" href="#content">{ t(lang, &Shell::SkipToContent) }</a>
            <Rail {route} />
            <Header {route} />
            <main class="c-main" id={CONTENT} tabindex="-1" data-page={route.name()} data-busy={if busy { "true" } else { "false" }}>
                { props.children.clone() }
            </main>
        </div>
    }
}
