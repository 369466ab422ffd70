//! The simulator: orders to it, and its phones.

use api::{NewPhone, PhoneVerb, Phones, SimulatorScript};
use axum::Json as Answer;
use axum::extract::State;
use http::StatusCode;

use crate::app::App;
use crate::convert::phones as convert;
use crate::error::ApiError;
use crate::extract::{Id, Json, SignedIn};
use crate::services::phones;
use crate::services::script_simulator::script_simulator;

/// `POST`
pub(crate) async fn script(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Json(body): Json<SimulatorScript>,
) -> Result<StatusCode, ApiError> {
    script_simulator(&app, &caller, body)
        .await
        .map(|()| StatusCode::NO_CONTENT)
}

/// `GET`
pub(crate) async fn phones(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
) -> Result<Answer<Phones>, ApiError> {
    let seen = phones::list(&app, &caller)?;
    Ok(Answer(convert::phones(&seen)))
}

/// `POST`
pub(crate) async fn add_phone(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Json(body): Json<NewPhone>,
) -> Result<Answer<Phones>, ApiError> {
    let seen = phones::add(&app, &caller, &body.name).await?;
    Ok(Answer(convert::phones(&seen)))
}

/// `POST`
pub(crate) async fn act(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Id(id): Id,
    Json(verb): Json<PhoneVerb>,
) -> Result<Answer<Phones>, ApiError> {
    let seen = phones::act(&app, &caller, &id, verb).await?;
    Ok(Answer(convert::phones(&seen)))
}
