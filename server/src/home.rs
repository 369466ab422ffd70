//! The first workspace and the first person, which every relay has: whoever holds the sign-in link becomes that person.

use store::{Store, StoreError};
use uuid::Uuid;

/// The first workspace and its first person.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    pub(crate) workspace_id: String,
    pub(crate) person_id: String,
}

impl Home {
    /// Finds them, or makes them at the very first start.
    pub(crate) async fn ensure(store: &Store) -> Result<Self, StoreError> {
        let workspace = match store.workspaces().all().await?.into_iter().next() {
            Some(workspace) => workspace,
            None => {
                store
                    .workspaces()
                    .create(&Uuid::new_v4().to_string(), "My workspace")
                    .await?
            }
        };
        let person = match store
            .people()
            .of_workspace(&workspace.id)
            .await?
            .into_iter()
            .next()
        {
            Some(person) => person,
            None => {
                store
                    .people()
                    .add(&Uuid::new_v4().to_string(), &workspace.id, "Owner")
                    .await?
            }
        };
        Ok(Self {
            workspace_id: workspace.id,
            person_id: person.id,
        })
    }
}
