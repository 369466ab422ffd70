//! Signing in and out.

use std::net::IpAddr;

use api::ErrorCode;
use store::{NewSession, StoreError};

use super::Caller;
use crate::app::{App, millis};
use crate::convert::to_wire;
use crate::error::ApiError;
use crate::secret::Secret;

/// Spends a one-time token and begins a session with an id of its own, whatever the caller had before.
pub(crate) async fn sign_in(
    app: &App,
    token: &str,
    stranger: Option<IpAddr>,
) -> Result<(Caller, Secret), ApiError> {
    let now_ms = app.clock().now_ms();
    if !app.sign_ins().take(stranger, now_ms) {
        return Err(ApiError::too_many("sign-in attempts"));
    }
    let id = Secret::mint();
    let session = NewSession {
        hash: id.hash(),
        expires_at: now_ms.saturating_add(millis(app.config().session.longest)),
    };
    match app
        .store()
        .sessions()
        .redeem_sign_in(store::SecretHash::of(token), session)
        .await
    {
        Ok(session) => {
            let caller = Caller {
                session,
                key: id.hash(),
            };
            caller
                .record(app, "session.begin", &caller.session.person_id)
                .await?;
            Ok((caller, id))
        }
        Err(StoreError::NotFound { .. }) => {
            tracing::warn!("refused a sign-in link that was spent, too old, or never made");
            let detail = "This sign-in link was used already, or is too old. Start the relay again to get a new one.";
            Err(ApiError::new(ErrorCode::SignInLinkSpent, detail))
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends the session, and the event streams that it has open.
pub(crate) async fn sign_out(app: &App, caller: &Caller) -> Result<(), ApiError> {
    app.store().sessions().end(caller.key).await?;
    app.hub().sign_out(&caller.session.workspace_id, caller.key);
    caller
        .record(app, "session.end", &caller.session.person_id)
        .await
}

/// What the caller has before them.
pub(crate) async fn show(app: &App, caller: &Caller) -> Result<api::Session, ApiError> {
    let scoped = caller.scoped(app);
    let workspace_id = &caller.session.workspace_id;
    let workspace = app.store().workspaces().get(workspace_id).await?;
    let apps = scoped.apps().await?.into_iter().map(|it| {
        let environments = app.lanes().environments(workspace_id, &it.id);
        to_wire::app(it, environments)
    });
    Ok(api::Session {
        workspace: to_wire::workspace(workspace),
        apps: apps.collect(),
        devices: scoped
            .devices()
            .await?
            .into_iter()
            .map(to_wire::device)
            .collect(),
        version: crate::VERSION.to_owned(),
    })
}
