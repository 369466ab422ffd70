//! Sending a push, and what became of those that were sent.

use api::{Push, PushList, SendRequest};
use axum::Json as Answer;
use axum::extract::State;
use http::StatusCode;

use crate::app::App;
use crate::convert::to_wire;
use crate::error::ApiError;
use crate::extract::{Id, IdempotencyKey, Json, SignedIn};
use crate::middleware::Received;
use crate::services;

/// `GET` of the list
pub(crate) async fn list(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
) -> Result<Answer<PushList>, ApiError> {
    let pushes = services::pushes::list(&app, &caller).await?;
    Ok(Answer(PushList {
        pushes: pushes.iter().map(to_wire::push).collect(),
    }))
}

/// `GET` of one
pub(crate) async fn show(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Id(id): Id,
) -> Result<Answer<Push>, ApiError> {
    let push = services::pushes::show(&app, &caller, &id).await?;
    Ok(Answer(to_wire::push(&push)))
}

/// `POST`: 202, because what becomes of it is told later.
pub(crate) async fn send(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    received: Received,
    IdempotencyKey(key): IdempotencyKey,
    Json(request): Json<SendRequest>,
) -> Result<(StatusCode, Answer<Push>), ApiError> {
    let push = services::send_push::send_push(&app, &caller, &request, key, received.at_us).await?;
    Ok((StatusCode::ACCEPTED, Answer(to_wire::push(&push))))
}
