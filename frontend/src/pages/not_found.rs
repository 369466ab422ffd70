//! No such page, and the way out.

use yew::prelude::*;

use crate::components::shell::PageLink;
use crate::components::{EmptyState, Glyph};
use crate::i18n::shell::Shell;
use crate::i18n::{t, use_lang};
use crate::route::Route;

/// The page for an address that leads nowhere.
#[component]
pub fn NotFound() -> Html {
    let lang = use_lang();
    html! {
        <EmptyState glyph={Glyph::Question} title={t(lang, &Shell::NotFound)} text={t(lang, &Shell::NotFoundText)}>
            <PageLink to={Route::Home} class="c-button c-button--primary">{ t(lang, &Shell::GoHome) }</PageLink>
        </EmptyState>
    }
}
