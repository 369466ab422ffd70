//! The audit log.

use sqlx::SqliteConnection;

use super::{Scoped, row};
use crate::nouns::{Answer, Audit};
use crate::{AuditEntry, NewAudit, StoreError};

impl Audit for Scoped {
    fn record(&self, entry: NewAudit) -> Answer<'_, ()> {
        Box::pin(async move {
            let mut connection = self.db.writer.acquire().await?;
            self.write_audit(&mut connection, entry).await
        })
    }

    fn audit_log(&self, limit: u32) -> Answer<'_, Vec<AuditEntry>> {
        Box::pin(async move {
            let rows = sqlx::query(
                "SELECT person_id, action, subject, at FROM audit_entry WHERE workspace_id = ? ORDER BY id DESC LIMIT ?",
            )
            .bind(&self.workspace_id)
            .bind(limit)
            .fetch_all(&self.db.readers)
            .await?;
            rows.iter()
                .map(|found| {
                    Ok(AuditEntry {
                        person_id: row::get(found, "person_id")?,
                        action: row::get(found, "action")?,
                        subject: row::get(found, "subject")?,
                        at: row::get(found, "at")?,
                    })
                })
                .collect()
        })
    }
}

impl Scoped {
    /// Adds a line, in the transaction of what it is about.
    pub(super) async fn write_audit(
        &self,
        connection: &mut SqliteConnection,
        entry: NewAudit,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO audit_entry (workspace_id, person_id, action, subject, at) VALUES (?, ?, ?, ?, ?)")
            .bind(&self.workspace_id)
            .bind(entry.person_id)
            .bind(entry.action)
            .bind(entry.subject)
            .bind(self.db.clock.now_ms())
            .execute(connection)
            .await
            .map_err(|error| row::constraint(error, "audit entry", "workspace"))?;
        Ok(())
    }
}
