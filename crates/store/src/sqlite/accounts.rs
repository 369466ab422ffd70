//! Workspaces, people, sessions.

use sqlx::sqlite::SqliteRow;

use super::{Sqlite, row};
use crate::nouns::{Answer, People, Sessions, Workspaces};
use crate::{NewSession, Person, SecretHash, Session, StoreError, Workspace};

/// Using a session is remembered at most this often, so that a page that asks often does not write often.
const LAST_SEEN_STEP_MS: i64 = 60_000;

impl Workspaces for Sqlite {
    fn create<'a>(&'a self, id: &'a str, name: &'a str) -> Answer<'a, Workspace> {
        Box::pin(async move {
            let created_at = self.clock.now_ms();
            sqlx::query("INSERT INTO workspace (id, name, created_at) VALUES (?, ?, ?)")
                .bind(id)
                .bind(name)
                .bind(created_at)
                .execute(&self.writer)
                .await
                .map_err(|error| row::constraint(error, "workspace", "workspace"))?;
            Ok(Workspace {
                id: id.to_owned(),
                name: name.to_owned(),
                created_at,
            })
        })
    }

    fn get<'a>(&'a self, id: &'a str) -> Answer<'a, Workspace> {
        Box::pin(async move {
            let found = sqlx::query("SELECT id, name, created_at FROM workspace WHERE id = ?")
                .bind(id)
                .fetch_optional(&self.readers)
                .await?;
            workspace(&row::found(found, "workspace")?)
        })
    }

    fn all(&self) -> Answer<'_, Vec<Workspace>> {
        Box::pin(async move {
            let rows =
                sqlx::query("SELECT id, name, created_at FROM workspace ORDER BY created_at, id")
                    .fetch_all(&self.readers)
                    .await?;
            rows.iter().map(workspace).collect()
        })
    }
}

impl People for Sqlite {
    fn add<'a>(&'a self, id: &'a str, workspace_id: &'a str, name: &'a str) -> Answer<'a, Person> {
        Box::pin(async move {
            let created_at = self.clock.now_ms();
            sqlx::query(
                "INSERT INTO person (id, workspace_id, name, created_at) VALUES (?, ?, ?, ?)",
            )
            .bind(id)
            .bind(workspace_id)
            .bind(name)
            .bind(created_at)
            .execute(&self.writer)
            .await
            .map_err(|error| row::constraint(error, "person", "workspace"))?;
            Ok(Person {
                id: id.to_owned(),
                workspace_id: workspace_id.to_owned(),
                name: name.to_owned(),
                created_at,
            })
        })
    }

    fn of_workspace<'a>(&'a self, workspace_id: &'a str) -> Answer<'a, Vec<Person>> {
        Box::pin(async move {
            let rows = sqlx::query(
                "SELECT id, workspace_id, name, created_at FROM person WHERE workspace_id = ? ORDER BY created_at, id",
            )
            .bind(workspace_id)
            .fetch_all(&self.readers)
            .await?;
            rows.iter().map(person).collect()
        })
    }
}

impl Sessions for Sqlite {
    fn issue_sign_in<'a>(
        &'a self,
        token: SecretHash,
        person_id: &'a str,
        expires_at: i64,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            let inserted = sqlx::query(
                "INSERT INTO sign_in_token (hash, workspace_id, person_id, created_at, expires_at)
                 SELECT ?, workspace_id, id, ?, ? FROM person WHERE id = ?",
            )
            .bind(token.as_bytes())
            .bind(self.clock.now_ms())
            .bind(expires_at)
            .bind(person_id)
            .execute(&self.writer)
            .await
            .map_err(|error| row::constraint(error, "sign-in token", "person"))?;
            if inserted.rows_affected() == 0 {
                return Err(StoreError::NotFound { what: "person" });
            }
            Ok(())
        })
    }

    fn redeem_sign_in(&self, token: SecretHash, new: NewSession) -> Answer<'_, Session> {
        Box::pin(async move {
            let now = self.clock.now_ms();
            let mut transaction = self.write().await?;
            let spent = sqlx::query(
                "UPDATE sign_in_token SET used_at = ?1 WHERE hash = ?2 AND used_at IS NULL AND expires_at > ?1
                 RETURNING workspace_id, person_id",
            )
            .bind(now)
            .bind(token.as_bytes())
            .fetch_optional(&mut *transaction)
            .await?;
            let spent = row::found(spent, "sign-in token")?;
            let begun = sqlx::query(
                "INSERT INTO session (hash, workspace_id, person_id, created_at, last_seen_at, expires_at)
                 VALUES (?, ?, ?, ?, ?, ?)
                 RETURNING workspace_id, person_id, created_at, last_seen_at, expires_at",
            )
            .bind(new.hash.as_bytes())
            .bind(row::get::<&str>(&spent, "workspace_id")?)
            .bind(row::get::<&str>(&spent, "person_id")?)
            .bind(now)
            .bind(now)
            .bind(new.expires_at)
            .fetch_one(&mut *transaction)
            .await
            .map_err(|error| row::constraint(error, "session", "person"))?;
            let session = session(&begun)?;
            transaction.commit().await?;
            Ok(session)
        })
    }

    fn find(&self, hash: SecretHash, idle_ms: i64) -> Answer<'_, Session> {
        Box::pin(async move {
            let now = self.clock.now_ms();
            let found = sqlx::query(
                "SELECT workspace_id, person_id, created_at, last_seen_at, expires_at FROM session
                 WHERE hash = ? AND expires_at > ? AND last_seen_at > ?",
            )
            .bind(hash.as_bytes())
            .bind(now)
            .bind(now.saturating_sub(idle_ms))
            .fetch_optional(&self.readers)
            .await?;
            let session = session(&row::found(found, "session")?)?;
            if now - session.last_seen_at < LAST_SEEN_STEP_MS {
                return Ok(session);
            }
            sqlx::query("UPDATE session SET last_seen_at = ? WHERE hash = ?")
                .bind(now)
                .bind(hash.as_bytes())
                .execute(&self.writer)
                .await?;
            Ok(Session {
                last_seen_at: now,
                ..session
            })
        })
    }

    fn end(&self, hash: SecretHash) -> Answer<'_, ()> {
        Box::pin(async move {
            sqlx::query("DELETE FROM session WHERE hash = ?")
                .bind(hash.as_bytes())
                .execute(&self.writer)
                .await?;
            Ok(())
        })
    }

    fn sweep(&self, before: i64) -> Answer<'_, u64> {
        Box::pin(async move {
            let mut transaction = self.write().await?;
            let sessions = sqlx::query("DELETE FROM session WHERE expires_at < ?")
                .bind(before)
                .execute(&mut *transaction)
                .await?;
            let tokens = sqlx::query("DELETE FROM sign_in_token WHERE expires_at < ?")
                .bind(before)
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
            Ok(sessions.rows_affected() + tokens.rows_affected())
        })
    }
}

fn workspace(found: &SqliteRow) -> Result<Workspace, StoreError> {
    Ok(Workspace {
        id: row::get(found, "id")?,
        name: row::get(found, "name")?,
        created_at: row::get(found, "created_at")?,
    })
}

fn person(found: &SqliteRow) -> Result<Person, StoreError> {
    Ok(Person {
        id: row::get(found, "id")?,
        workspace_id: row::get(found, "workspace_id")?,
        name: row::get(found, "name")?,
        created_at: row::get(found, "created_at")?,
    })
}

fn session(found: &SqliteRow) -> Result<Session, StoreError> {
    Ok(Session {
        workspace_id: row::get(found, "workspace_id")?,
        person_id: row::get(found, "person_id")?,
        created_at: row::get(found, "created_at")?,
        last_seen_at: row::get(found, "last_seen_at")?,
        expires_at: row::get(found, "expires_at")?,
    })
}
