//! The whole page: contexts around the pages, in the order in which they depend on each other.

use yew::prelude::*;

use crate::components::shell::Frame;
use crate::contexts::{
    ChecklistProvider, ComposerProvider, FeedProvider, NavigationProvider, PreferencesProvider,
    SenderProvider, SessionProvider, WordingProvider, use_navigation,
};
use crate::infra::crash;
use crate::pages;
use crate::route::Route;

/// Mounts the page.
pub fn start() {
    crash::install();
    yew::Renderer::<App>::new().render();
}

/// Language and sentences for everyone, then who is signed in, then what happens at the relay, then the draft, then sending it.
#[component]
pub fn App() -> Html {
    html! {
        <PreferencesProvider>
            <WordingProvider>
                <SessionProvider>
                    <FeedProvider>
                        <ComposerProvider>
                            <ChecklistProvider>
                                <SenderProvider>
                                    <NavigationProvider>
                                        <Frame>
                                            <Page />
                                        </Frame>
                                    </NavigationProvider>
                                </SenderProvider>
                            </ChecklistProvider>
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
