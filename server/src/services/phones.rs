//! The simulated phones of the demo: what is on them, and what a person does with them.

use api::{ErrorCode, PhoneVerb};
use simulator::{Event, PhoneError, PhoneView, Simulator, TokenKind};
use store::StoreError;

use super::Caller;
use crate::app::App;
use crate::convert::phones as convert;
use crate::demo::Demo;
use crate::error::ApiError;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;
/// More phones than anybody can look at.
const MOST_PHONES: usize = 20;

/// All phones, as they are now.
pub(crate) struct Seen {
    /// The app that is on them.
    pub(crate) app_id: String,
    pub(crate) phones: Vec<PhoneView>,
    /// Oldest first.
    pub(crate) events: Vec<Event>,
}

/// What there is to see.
pub(crate) fn list(app: &App, caller: &Caller) -> Result<Seen, ApiError> {
    let demo = demo(app, caller)?;
    // Looking at the phones lets expire what has expired, so they come before the log.
    let phones = demo.simulator().phones();
    Ok(Seen {
        app_id: demo.phone().app_id.clone(),
        phones,
        events: demo.simulator().timeline_since(0),
    })
}

/// Adds a phone with the demo app.
pub(crate) async fn add(app: &App, caller: &Caller, name: &str) -> Result<Seen, ApiError> {
    let demo = demo(app, caller)?;
    take(app, caller)?;
    let name = name.trim();
    if !(1..=LONGEST_NAME).contains(&name.chars().count()) {
        return Err(refused("A phone has a name of 1 to 60 characters."));
    }
    if demo.simulator().phones().len() >= MOST_PHONES {
        return Err(refused("There are 20 phones already. Remove one first."));
    }
    let id = demo
        .add_phone(app.store(), name)
        .await
        .map_err(ApiError::internal)?;
    caller.record(app, "simulator.add_phone", &id).await?;
    list(app, caller)
}

/// Does something with a phone.
pub(crate) async fn act(
    app: &App,
    caller: &Caller,
    id: &str,
    verb: PhoneVerb,
) -> Result<Seen, ApiError> {
    let demo = demo(app, caller)?;
    take(app, caller)?;
    let Some(phone) = demo.simulator().phone(id) else {
        return Err(ApiError::not_found());
    };
    match convert::verb(verb, &convert::permissions(&phone)) {
        Some(verb) => {
            demo.simulator().act(id, verb).map_err(problem)?;
            upload_token(app, demo, id).await?;
        }
        None => remove(app, caller, demo.simulator(), id).await?,
    }
    caller.record(app, "simulator.act", id).await?;
    list(app, caller)
}

/// The demo, for people of its workspace. To others it does not exist.
fn demo<'a>(app: &'a App, caller: &Caller) -> Result<&'a Demo, ApiError> {
    let Some(demo) = app.demo() else {
        return Err(ApiError::new(
            ErrorCode::NoTransport,
            "The simulator is off. Start the relay with `--demo on`.",
        ));
    };
    if demo.phone().workspace_id == caller.session.workspace_id {
        Ok(demo)
    } else {
        Err(ApiError::not_found())
    }
}

/// Phones share the allowance of pushes: each of them is kept, and so is what is done with it.
fn take(app: &App, caller: &Caller) -> Result<(), ApiError> {
    let workspace = caller.session.workspace_id.clone();
    if app.sends().take(workspace, app.clock().now_ms()) {
        Ok(())
    } else {
        Err(ApiError::too_many("orders to the simulator"))
    }
}

/// What the app on the phone does when it has a new token. Without the app, nothing.
async fn upload_token(app: &App, demo: &Demo, id: &str) -> Result<(), ApiError> {
    let Some(PhoneView { phone, tokens, .. }) = demo.simulator().phone(id) else {
        return Ok(());
    };
    let Some(token) = tokens.into_iter().find(|it| it.kind == TokenKind::App) else {
        return Ok(());
    };
    demo.register(app.store(), phone.id, phone.name, &token.token)
        .await
        .map_err(ApiError::internal)
}

async fn remove(
    app: &App,
    caller: &Caller,
    simulator: &Simulator,
    id: &str,
) -> Result<(), ApiError> {
    simulator.remove_phone(id).map_err(problem)?;
    match caller.scoped(app).remove_device(id).await {
        Ok(()) | Err(StoreError::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn refused(detail: &'static str) -> ApiError {
    ApiError::new(ErrorCode::BadRequest, detail)
}

fn problem(error: PhoneError) -> ApiError {
    match error {
        PhoneError::NoPhone => ApiError::not_found(),
        PhoneError::NoApp => refused("The app is not on this phone. Install it first."),
        PhoneError::BadName => refused("This is not the name of an app."),
    }
}
