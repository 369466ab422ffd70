//! Whether the process runs, and whether it can take a push.

use api::Health;
use axum::Json as Answer;
use axum::extract::State;
use http::StatusCode;

use crate::app::App;

/// `GET`: 200 while the process runs.
pub(crate) async fn healthz() -> Answer<Health> {
    health("ok")
}

/// `GET`: 200 when a push can be taken, else 503 with what is missing.
pub(crate) async fn readyz(State(app): State<App>) -> (StatusCode, Answer<Health>) {
    let missing = if app.hub().is_closed() {
        "stopping"
    } else if !app.engine().is_running() {
        "the delivery ledger has failed"
    } else if app.store().ping().await.is_err() {
        "the database does not answer"
    } else {
        return (StatusCode::OK, health("ok"));
    };
    (StatusCode::SERVICE_UNAVAILABLE, health(missing))
}

fn health(status: &str) -> Answer<Health> {
    Answer(Health {
        status: status.to_owned(),
        version: crate::VERSION.to_owned(),
    })
}
