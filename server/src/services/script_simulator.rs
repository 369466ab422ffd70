//! Makes the simulator refuse or hold the next push to a device, to see what the product does then.

use api::{ErrorCode, SimulatorScript};
use store::StoreError;

use super::Caller;
use crate::app::App;
use crate::convert::from_wire;
use crate::error::ApiError;

/// Longest reason of Apple's, doubled.
const LONGEST_REASON: usize = 64;

/// Orders the answer to the device's next push.
pub(crate) async fn script_simulator(
    app: &App,
    caller: &Caller,
    script: SimulatorScript,
) -> Result<(), ApiError> {
    // Orders wait in memory until a push comes, so they share the pushes' allowance.
    if !app
        .sends()
        .take(caller.session.workspace_id.clone(), app.clock().now_ms())
    {
        return Err(ApiError::too_many("orders to the simulator"));
    }
    let device = match caller.scoped(app).device(&script.device_id).await {
        Ok(device) if device.simulated => device,
        Ok(_) | Err(StoreError::NotFound { .. }) => return Err(ApiError::not_found()),
        Err(error) => return Err(error.into()),
    };
    let Some(demo) = app.demo() else {
        return Err(ApiError::new(
            ErrorCode::NoTransport,
            "The simulator is off. Start the relay with `--demo on`.",
        ));
    };
    let is_word = |reason: &str| {
        (1..=LONGEST_REASON).contains(&reason.len())
            && reason.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if matches!(&script.answer, api::SimulatorAnswer::Reject { reason } if !is_word(reason)) {
        return Err(ApiError::new(
            ErrorCode::BadRequest,
            "A reason is one word of letters and digits, such as `Unregistered`.",
        ));
    }
    if let Some(answer) = from_wire::answer(script.answer) {
        demo.simulator().answer_next(device.token.as_str(), answer);
    }
    caller.record(app, "simulator.script", &device.id).await
}
