//! The whole page: contexts around the pages, in the order in which they depend on each other.

use yew::prelude::*;

use crate::components::shell::Frame;
use crate::contexts::{
    AppCheckProvider, ChecklistProvider, ComposerProvider, FeedProvider, NavigationProvider,
    PreferencesProvider, SenderProvider, SessionProvider, WordingProvider, use_navigation,
};
use crate::infra::crash;
use crate::pages;
use crate::route::Route;

/// Mounts the page.
pub fn start() {
    crash::install();
    yew::Renderer::<App>::new().render();
}

/// Language and sentences for everyone, then who is signed in, then what happens at the relay, then the draft and what it is checked against, then sending it.
#[component]
pub fn App() -> Html {
    html! {
        <PreferencesProvider>
            <WordingProvider>
                <SessionProvider>
                    <FeedProvider>
                        <ComposerProvider>
                            <AppCheckProvider>
                                <ChecklistProvider>
                                    <SenderProvider>
                                        <NavigationProvider>
                                            <Frame>
                                                <Page />
                                            </Frame>
                                        </NavigationProvider>
                                    </SenderProvider>
                                </ChecklistProvider>
                            </AppCheckProvider>
                        </ComposerProvider>
                    </FeedProvider>
                </SessionProvider>
            </WordingProvider>
        </PreferencesProvider>
    }
}

/// The page that the address names.
#[component]
fn Page() -> Html {
    match use_navigation().address.route {
        Route::Home => html! { <pages::home::Home key="home" /> },
        Route::Compose => html! { <pages::compose::Compose key="compose" /> },
        Route::History => html! { <pages::history::History key="history" /> },
        #[cfg(debug_assertions)]
        Route::Design => html! { <pages::design::Design key="design" /> },
        Route::NotFound => html! { <pages::not_found::NotFound key="not-found" /> },
    }
}
