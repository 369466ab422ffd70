//! Pushes and notifications as they happen: the list once, then the event stream while somebody is signed in.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{ProviderProps, SessionState, use_session};
use crate::infra::events::{Stream, StreamEvent};
use crate::infra::fetch;
use crate::state::{Feed, FeedAction};

/// The feed and its dispatcher.
pub type FeedContext = UseReducerHandle<Feed>;

/// The feed; `None` outside the provider.
#[hook]
pub fn use_feed() -> Option<FeedContext> {
    use_context()
}

/// Provides the [`FeedContext`].
#[component]
pub fn FeedProvider(props: &ProviderProps) -> Html {
    let feed = use_reducer(Feed::default);
    let session = use_session();
    let signed_in = session.state.session().is_some();
    let watched = (signed_in, feed.dispatcher(), session.ended);
    use_effect_with(watched, |(signed_in, feed, ended)| {
        let (feed, ended) = (feed.clone(), ended.clone());
        let stream = signed_in.then(|| {
            Stream::open(&Callback::from(move |event| match event {
                StreamEvent::Open => {
                    feed.dispatch(FeedAction::Connected(true));
                    read(feed.clone());
                }
                StreamEvent::Broken => feed.dispatch(FeedAction::Connected(false)),
                StreamEvent::Refused => ask(ended.clone()),
                StreamEvent::Message(api::Event::Lagged) => read(feed.clone()),
                StreamEvent::Message(event) => feed.dispatch(FeedAction::Event(event)),
            }))
        });
        move || drop(stream)
    });
    yew::provide(feed, props.children.clone())
}

/// Asks why there is no stream, so that nobody waits for one after the session ended.
fn ask(ended: Callback<()>) {
    spawn_local(async move {
        let answer = SessionState::of(fetch::relay().session().await);
        if matches!(answer, SessionState::SignedOut { .. }) {
            ended.emit(());
        }
    });
}

/// Reads the list. A failure needs no word here: the stream is reopened, and then the list is read again.
fn read(feed: UseReducerDispatcher<Feed>) {
    spawn_local(async move {
        if let Ok(list) = fetch::relay().pushes().await {
            feed.dispatch(FeedAction::Loaded(list));
        }
    });
}
