//! The whole page: contexts around the router, in the order in which they depend on each other.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::components::shell::Frame;
use crate::contexts::{
    ChecklistProvider, ComposerProvider, FeedProvider, PreferencesProvider, SenderProvider,
    SessionProvider,
};
use crate::infra::crash;
use crate::pages;
use crate::route::Route;

/// Mounts the page.
pub fn start() {
    crash::install();
    yew::Renderer::<App>::new().render();
}

/// Words for everyone, then who is signed in, then what happens at the relay, then the draft, then sending it.
#[component]
pub fn App() -> Html {
    html! {
        <PreferencesProvider>
            <SessionProvider>
                <FeedProvider>
                    <ComposerProvider>
                        <ChecklistProvider>
                            <SenderProvider>
                                <BrowserRouter>
                                    <Frame>
                                        <Switch<Route> render={page} />
                                    </Frame>
                                </BrowserRouter>
                            </SenderProvider>
                        </ChecklistProvider>
                    </ComposerProvider>
                </FeedProvider>
            </SessionProvider>
        </PreferencesProvider>
    }
}

fn page(route: Route) -> Html {
    match route {
        Route::Home => html! { <pages::home::Home /> },
        Route::Compose => html! { <pages::compose::Compose /> },
        Route::History => html! { <pages::history::History /> },
        #[cfg(debug_assertions)]
        Route::Design => html! { <pages::design::Design /> },
        Route::NotFound => html! { <pages::not_found::NotFound /> },
    }
}
