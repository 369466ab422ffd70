//! The event stream: what happens in the workspace, as it happens, until the session ends.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event as Line, Sse};
use futures_util::{StreamExt as _, stream};
use http::header;
use tokio::time::{Instant, Interval, MissedTickBehavior};

use crate::app::{App, millis};
use crate::extract::SignedIn;
use crate::hub::Listener;
use crate::services::Caller;

/// How long a page waits before it comes back.
const COME_BACK: Duration = Duration::from_secs(1);

/// `GET`
pub(crate) async fn listen(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
) -> impl IntoResponse {
    let listener = app.hub().listen(&caller.session.workspace_id, caller.key);
    // Keeps what stands between relay and page from taking silence for death, and notices sessions that have ended.
    let pause = app.config().limits.heartbeat;
    let mut heartbeat = tokio::time::interval_at(Instant::now() + pause, pause);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // Said at once, so that the page knows that it is heard from here on.
    let first = Line::default().retry(COME_BACK).comment("listening");
    let open = Open {
        app,
        caller,
        listener,
        heartbeat,
    };
    let rest = stream::unfold(open, |mut open| async move {
        Some((Ok(open.next().await?), open))
    });
    let lines = stream::iter([Ok::<_, Infallible>(first)]).chain(rest);
    ([(header::CACHE_CONTROL, "no-store")], Sse::new(lines))
}

struct Open {
    app: App,
    caller: Caller,
    listener: Listener,
    heartbeat: Interval,
}

impl Open {
    async fn next(&mut self) -> Option<Line> {
        tokio::select! {
            biased;
            event = self.listener.next() => {
                // Invariant: wire types have string keys and no fallible `Serialize`.
                let text = serde_json::to_string(&event?).expect("a wire type is always JSON");
                Some(Line::default().data(text))
            }
            _ = self.heartbeat.tick() => {
                let idle = millis(self.app.config().session.idle);
                self.app.store().sessions().find(self.caller.key, idle).await.ok()?;
                Some(Line::default().comment("still here"))
            }
        }
    }
}
