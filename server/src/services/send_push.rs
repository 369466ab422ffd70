//! A test push: checked again, sealed here, put into the ledger. What became of it comes by the event stream.

use api::{ErrorCode, SendRequest};
use delivery::{Engine, Gateway as _, Kind, LaneKey, UnknownPolicy};
use payload::{Sealed, Target, seal};
use store::{App as StoredApp, Device, Inserted, NewPush, Push, StoreError};
use uuid::Uuid;

use super::Caller;
use crate::app::App;
use crate::convert::from_wire;
use crate::error::ApiError;

/// How long a person waits for a test push: after that it is not put on the wire anymore, also when Apple said "not now".
/// That is five attempts: after 0, 2, 6, 14 and 30 seconds.
const DEADLINE_MS: i64 = 60_000;

/// Takes a push. A repetition with the same key gives what the first one became.
pub(crate) async fn send_push(
    app: &App,
    caller: &Caller,
    request: &SendRequest,
    key: String,
    received_at_us: i64,
) -> Result<Push, ApiError> {
    if !app
        .sends()
        .take(caller.session.workspace_id.clone(), app.clock().now_ms())
    {
        return Err(ApiError::too_many("pushes"));
    }
    let (target_app, device) = target(app, caller, request).await?;
    let sealed = seal_again(request, &target_app, &device, app.clock().now_ms())?;
    let push = NewPush {
        id: Uuid::new_v4().to_string(),
        kind: Kind::Test,
        app_id: target_app.id,
        environment: request.environment,
        device_id: Some(device.id),
        draft: from_wire::draft(request),
        sealed,
        tokens: vec![device.token],
        created_by: Some(caller.session.person_id.clone()),
        received_at_us,
        validated_at_us: app.clock().now_us(),
        deadline_at: received_at_us / 1000 + DEADLINE_MS,
        // A person is looking: they decide whether to send it again.
        unknown_policy: UnknownPolicy::Leave,
        idempotency_key: key,
        request_hash: from_wire::request_hash(request),
    };
    let _wake = Wake(app.engine());
    match caller.scoped(app).insert_push(push).await {
        Ok(Inserted::New(push) | Inserted::Existing(push)) => Ok(push),
        Err(StoreError::Conflict { .. }) => {
            let detail =
                "This `Idempotency-Key` was used for another push. Take a new one for each.";
            Err(ApiError::new(ErrorCode::IdempotencyConflict, detail))
        }
        Err(error) => Err(error.into()),
    }
}

/// Wakes the engine when it is dropped: also when the caller hangs up, and this task ends, while the commit is under way.
/// A push that is in the ledger is sent. (The engine's own commit comes after that one: there is one writer.)
struct Wake<'a>(&'a Engine);

impl Drop for Wake<'_> {
    fn drop(&mut self) {
        self.0.wake();
    }
}

/// The app and the device, if they belong to the caller, to each other, and have a way to Apple.
async fn target(
    app: &App,
    caller: &Caller,
    request: &SendRequest,
) -> Result<(StoredApp, Device), ApiError> {
    let scoped = caller.scoped(app);
    let known = |error| match error {
        StoreError::NotFound { .. } => ApiError::not_found(),
        error => error.into(),
    };
    let target_app = scoped.app(&request.app_id).await.map_err(known)?;
    let device = scoped.device(&request.device_id).await.map_err(known)?;
    if device.app_id != target_app.id {
        return Err(ApiError::not_found());
    }
    if device.environment != request.environment {
        // A token works in one environment only; asking for the other is a mistake that must not reach Apple.
        let detail = format!(
            "This device's token is of the {} environment; it cannot be sent to in {}.",
            device.environment.as_str(),
            request.environment.as_str()
        );
        return Err(ApiError::new(ErrorCode::BadRequest, detail));
    }
    let lane = LaneKey {
        workspace_id: caller.session.workspace_id.clone(),
        app_id: target_app.id.clone(),
        environment: request.environment,
    };
    if app.lanes().transport(&lane).is_none() {
        return Err(ApiError::new(
            ErrorCode::NoTransport,
            "This app has no credential for this environment, or the simulator is off.",
        ));
    }
    Ok((target_app, device))
}

/// What the page checked is checked again: the relay believes nobody.
fn seal_again(
    request: &SendRequest,
    app: &StoredApp,
    device: &Device,
    now_ms: i64,
) -> Result<Sealed, ApiError> {
    let target = Target {
        token: Some(device.token.as_str().to_owned()),
        token_environment: Some(device.environment),
        now: u64::try_from(now_ms / 1000).ok(),
        ..Target::new(request.environment, app.bundle_id.as_str())
    };
    seal(&from_wire::draft(request), &target).map_err(|report| ApiError::refused(&report))
}
