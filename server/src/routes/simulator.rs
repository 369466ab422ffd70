//! Orders to the simulator.

use api::SimulatorScript;
use axum::extract::State;
use http::StatusCode;

use crate::app::App;
use crate::error::ApiError;
use crate::extract::{Json, SignedIn};
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
