//! Apps, devices, credentials.

use payload::Environment;
use sqlx::sqlite::SqliteRow;

use super::{Scoped, row};
use crate::nouns::{Answer, Apps, Credentials, Devices};
use crate::{
    App, Credential, CredentialKind, Device, NewApp, NewCredential, NewDevice, StoreError,
};

impl Apps for Scoped {
    fn insert_app(&self, new: NewApp) -> Answer<'_, App> {
        Box::pin(async move {
            let inserted = sqlx::query(
                "INSERT INTO app (id, workspace_id, bundle_id, name, demo, created_at) VALUES (?, ?, ?, ?, ?, ?)
                 RETURNING id, bundle_id, name, demo, created_at",
            )
            .bind(new.id)
            .bind(&self.workspace_id)
            .bind(new.bundle_id)
            .bind(new.name)
            .bind(new.demo)
            .bind(self.db.clock.now_ms())
            .fetch_one(&self.db.writer)
            .await
            .map_err(|error| row::constraint(error, "app", "workspace"))?;
            app(&inserted)
        })
    }

    fn app<'a>(&'a self, id: &'a str) -> Answer<'a, App> {
        Box::pin(async move {
            let found = sqlx::query(
                "SELECT id, bundle_id, name, demo, created_at FROM app WHERE workspace_id = ? AND id = ?",
            )
            .bind(&self.workspace_id)
            .bind(id)
            .fetch_optional(&self.db.readers)
            .await?;
            app(&row::found(found, "app")?)
        })
    }

    fn apps(&self) -> Answer<'_, Vec<App>> {
        Box::pin(async move {
            let rows = sqlx::query(
                "SELECT id, bundle_id, name, demo, created_at FROM app WHERE workspace_id = ? ORDER BY created_at, id",
            )
            .bind(&self.workspace_id)
            .fetch_all(&self.db.readers)
            .await?;
            rows.iter().map(app).collect()
        })
    }
}

impl Devices for Scoped {
    fn register_device(&self, new: NewDevice) -> Answer<'_, Device> {
        Box::pin(async move {
            let registered = sqlx::query(
                "INSERT INTO device (id, workspace_id, app_id, environment, kind, name, token, simulated, registered_at)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (workspace_id, app_id, environment, token) DO UPDATE SET
                     kind = excluded.kind, name = excluded.name, simulated = excluded.simulated,
                     registered_at = excluded.registered_at, dead_since = NULL
                 RETURNING id, app_id, environment, kind, name, token, simulated, registered_at, dead_since",
            )
            .bind(new.id)
            .bind(&self.workspace_id)
            .bind(new.app_id)
            .bind(new.environment.as_str())
            .bind(new.kind)
            .bind(new.name)
            .bind(new.token.as_str())
            .bind(new.simulated)
            .bind(self.db.clock.now_ms())
            .fetch_one(&self.db.writer)
            .await
            .map_err(|error| row::constraint(error, "device", "app"))?;
            device(&registered)
        })
    }

    fn device<'a>(&'a self, id: &'a str) -> Answer<'a, Device> {
        Box::pin(async move {
            let found = sqlx::query(
                "SELECT id, app_id, environment, kind, name, token, simulated, registered_at, dead_since FROM device
                 WHERE workspace_id = ? AND id = ?",
            )
            .bind(&self.workspace_id)
            .bind(id)
            .fetch_optional(&self.db.readers)
            .await?;
            device(&row::found(found, "device")?)
        })
    }

    fn devices(&self) -> Answer<'_, Vec<Device>> {
        Box::pin(async move {
            let rows = sqlx::query(
                "SELECT id, app_id, environment, kind, name, token, simulated, registered_at, dead_since FROM device
                 WHERE workspace_id = ? ORDER BY rowid",
            )
            .bind(&self.workspace_id)
            .fetch_all(&self.db.readers)
            .await?;
            rows.iter().map(device).collect()
        })
    }

    fn remove_device<'a>(&'a self, id: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            let removed = sqlx::query("DELETE FROM device WHERE workspace_id = ? AND id = ?")
                .bind(&self.workspace_id)
                .bind(id)
                .execute(&self.db.writer)
                .await?;
            if removed.rows_affected() == 0 {
                return Err(StoreError::NotFound { what: "device" });
            }
            Ok(())
        })
    }
}

impl Credentials for Scoped {
    fn insert_credential(&self, new: NewCredential) -> Answer<'_, Credential> {
        Box::pin(async move {
            let inserted = sqlx::query(
                "INSERT INTO credential
                     (id, workspace_id, app_id, kind, environment, key_id, team_id, fingerprint, created_at)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                 RETURNING id, app_id, kind, environment, key_id, team_id, fingerprint, created_at",
            )
            .bind(new.id)
            .bind(&self.workspace_id)
            .bind(new.app_id)
            .bind(kind_word(new.kind))
            .bind(new.environment.map(Environment::as_str))
            .bind(new.key_id)
            .bind(new.team_id)
            .bind(new.fingerprint)
            .bind(self.db.clock.now_ms())
            .fetch_one(&self.db.writer)
            .await
            .map_err(|error| row::constraint(error, "credential", "app"))?;
            credential(&inserted)
        })
    }

    fn credentials(&self) -> Answer<'_, Vec<Credential>> {
        Box::pin(async move {
            let rows = sqlx::query(
                "SELECT id, app_id, kind, environment, key_id, team_id, fingerprint, created_at FROM credential
                 WHERE workspace_id = ? ORDER BY created_at, id",
            )
            .bind(&self.workspace_id)
            .fetch_all(&self.db.readers)
            .await?;
            rows.iter().map(credential).collect()
        })
    }
}

fn app(found: &SqliteRow) -> Result<App, StoreError> {
    Ok(App {
        id: row::get(found, "id")?,
        bundle_id: row::get(found, "bundle_id")?,
        name: row::get(found, "name")?,
        demo: row::get(found, "demo")?,
        created_at: row::get(found, "created_at")?,
    })
}

fn device(found: &SqliteRow) -> Result<Device, StoreError> {
    Ok(Device {
        id: row::get(found, "id")?,
        app_id: row::get(found, "app_id")?,
        environment: row::environment(found)?,
        kind: row::get(found, "kind")?,
        name: row::get(found, "name")?,
        token: row::token(found)?,
        simulated: row::get(found, "simulated")?,
        registered_at: row::get(found, "registered_at")?,
        dead_since: row::get(found, "dead_since")?,
    })
}

fn credential(found: &SqliteRow) -> Result<Credential, StoreError> {
    Ok(Credential {
        id: row::get(found, "id")?,
        app_id: row::get(found, "app_id")?,
        kind: row::word(found, "kind", |text| {
            [CredentialKind::Key, CredentialKind::Certificate]
                .into_iter()
                .find(|it| kind_word(*it) == text)
        })?,
        environment: row::optional_word(found, "environment", Environment::parse)?,
        key_id: row::get(found, "key_id")?,
        team_id: row::get(found, "team_id")?,
        fingerprint: row::get(found, "fingerprint")?,
        created_at: row::get(found, "created_at")?,
    })
}

const fn kind_word(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::Key => "key",
        CredentialKind::Certificate => "certificate",
    }
}
