//! What was sent, and what became of it.

use store::{Page, Push, StoreError};

use super::Caller;
use crate::app::App;
use crate::error::ApiError;

/// How many pushes a list has at most.
const NEWEST: u32 = 100;

/// The newest ones, newest first.
pub(crate) async fn list(app: &App, caller: &Caller) -> Result<Vec<Push>, ApiError> {
    Ok(caller
        .scoped(app)
        .pushes(Page {
            limit: Some(NEWEST),
            before: None,
        })
        .await?)
}

/// One of them. Another workspace's reads like one that never was.
pub(crate) async fn show(app: &App, caller: &Caller, id: &str) -> Result<Push, ApiError> {
    match caller.scoped(app).push(id).await {
        Ok(push) => Ok(push),
        Err(StoreError::NotFound { .. }) => Err(ApiError::not_found()),
        Err(error) => Err(error.into()),
    }
}
