//! What the relay does for a person. Services know no HTTP: they take wire types that were read and parsed, and give domain types.

pub(crate) mod phones;
pub(crate) mod pushes;
pub(crate) mod script_simulator;
pub(crate) mod send_push;
pub(crate) mod sessions;

use store::{NewAudit, Scoped, SecretHash, Session};

use crate::app::App;
use crate::error::ApiError;

/// A signed-in person, in the workspace that they are signed in to.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) session: Session,
    pub(crate) key: SecretHash,
}

impl Caller {
    /// What belongs to the caller's workspace. There is no other way from a request to what is remembered.
    pub(crate) fn scoped(&self, app: &App) -> Scoped {
        app.store().scoped(&self.session.workspace_id)
    }

    /// Writes down what the caller did.
    pub(crate) async fn record(
        &self,
        app: &App,
        action: &'static str,
        subject: &str,
    ) -> Result<(), ApiError> {
        let entry = NewAudit {
            person_id: Some(self.session.person_id.clone()),
            action,
            subject: subject.to_owned(),
        };
        Ok(self.scoped(app).record(entry).await?)
    }
}
