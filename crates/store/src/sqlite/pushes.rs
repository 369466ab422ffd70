//! Pushes: taking them into the ledger, reading what became of them, stopping them.

use delivery::{Kind, Outcome, State, UnknownCause, blob};
use payload::Sealed;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use super::ledger::chunk::{Chunk, Settling};
use super::{Scoped, row};
use crate::nouns::{Answer, Pushes};
use crate::{Inserted, NewAudit, NewPush, Outcomes, Page, Push, StoreError, UnknownEntry, Waiting};

/// The most pushes that one page holds.
const PAGE: u32 = 100;

/// A push with what is known about its first recipient: an outcome, or what it waits for, never both.
macro_rules! select_push {
    ($condition:literal) => {
        concat!(
            "SELECT p.*, d.state, d.unknown_cause, d.apns_id, d.apns_unique_id, d.apns_ts,
                 r.due_at, c.written_at_us,
                 coalesce(d.sent_at_us, r.sent_at_us) AS sent_at_us,
                 coalesce(d.signed_at_us, r.signed_at_us) AS signed_at_us,
                 coalesce(d.answered_at_us, r.answered_at_us) AS answered_at_us,
                 coalesce(d.http, r.http) AS http, coalesce(d.reason, r.reason) AS reason,
                 coalesce(d.detail, r.detail) AS detail, coalesce(d.attempts, r.attempts) AS attempts
             FROM push p
             LEFT JOIN outcome_detail d ON d.push_id = p.id AND d.idx = 0
             LEFT JOIN chunk c ON c.push_id = p.id AND c.first_index = 0
             LEFT JOIN retry r ON r.chunk_id = c.id AND r.position = 0
             WHERE p.workspace_id = ?1 AND ",
            $condition
        )
    };
}

impl Pushes for Scoped {
    fn insert_push(&self, new: NewPush) -> Answer<'_, Inserted> {
        Box::pin(async move {
            let mut transaction = self.db.write().await?;
            let before = sqlx::query(
                "SELECT id, request_hash FROM push WHERE workspace_id = ? AND idempotency_key = ?",
            )
            .bind(&self.workspace_id)
            .bind(&new.idempotency_key)
            .fetch_optional(&mut *transaction)
            .await?;
            if let Some(before) = before {
                if row::get::<&[u8]>(&before, "request_hash")? != new.request_hash {
                    return Err(StoreError::Conflict {
                        what: "idempotency key",
                    });
                }
                let id: &str = row::get(&before, "id")?;
                return Ok(Inserted::Existing(
                    self.read_push(&mut transaction, id).await?,
                ));
            }
            self.check_device(&mut transaction, &new).await?;
            self.write_push(&mut transaction, &new).await?;
            self.write_chunks(&mut transaction, &new).await?;
            let audit = NewAudit {
                person_id: new.created_by.clone(),
                action: "push.send",
                subject: new.id.clone(),
            };
            self.write_audit(&mut transaction, audit).await?;
            let push = self.read_push(&mut transaction, &new.id).await?;
            transaction.commit().await?;
            Ok(Inserted::New(push))
        })
    }

    fn push<'a>(&'a self, id: &'a str) -> Answer<'a, Push> {
        Box::pin(async move {
            let mut connection = self.db.readers.acquire().await?;
            self.read_push(&mut connection, id).await
        })
    }

    fn pushes(&self, page: Page) -> Answer<'_, Vec<Push>> {
        Box::pin(async move {
            let before = match &page.before {
                None => i64::MAX,
                Some(id) => {
                    let found =
                        sqlx::query("SELECT number FROM push WHERE workspace_id = ? AND id = ?")
                            .bind(&self.workspace_id)
                            .bind(id)
                            .fetch_optional(&self.db.readers)
                            .await?;
                    row::get(&row::found(found, "push")?, "number")?
                }
            };
            let rows = sqlx::query(select_push!(
                "p.number < ?2 ORDER BY p.number DESC LIMIT ?3"
            ))
            .bind(&self.workspace_id)
            .bind(before)
            .bind(page.limit.unwrap_or(PAGE).min(PAGE))
            .fetch_all(&self.db.readers)
            .await?;
            rows.iter().map(push).collect()
        })
    }

    fn cancel_push<'a>(&'a self, id: &'a str) -> Answer<'a, Push> {
        Box::pin(async move {
            let now = self.db.clock.now_ms();
            let mut transaction = self.db.write().await?;
            sqlx::query(
                "UPDATE push SET cancelled_at = ? WHERE workspace_id = ? AND id = ? AND cancelled_at IS NULL
                 AND accepted + rejected + unknown + gave_up + cancelled < total",
            )
            .bind(now)
            .bind(&self.workspace_id)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
            let chunks: Vec<i64> = sqlx::query_scalar(
                "SELECT id FROM chunk WHERE workspace_id = ? AND push_id = ? AND phase < 2 ORDER BY id",
            )
            .bind(&self.workspace_id)
            .bind(id)
            .fetch_all(&mut *transaction)
            .await?;
            let mut settling = Settling::new(now);
            for chunk_id in chunks {
                let mut chunk = Chunk::load(&mut transaction, chunk_id).await?;
                for (position, attempts) in chunk.withdraw(&mut transaction).await? {
                    let outcome = Outcome {
                        attempts,
                        ..Outcome::bare(State::Cancelled)
                    };
                    chunk
                        .settle(&mut transaction, &mut settling, position, outcome)
                        .await?;
                }
                chunk.save(&mut transaction).await?;
            }
            settling.finish(&mut transaction).await?;
            let push = self.read_push(&mut transaction, id).await?;
            transaction.commit().await?;
            Ok(push)
        })
    }

    fn push_displayed<'a>(&'a self, id: &'a str, at_us: i64) -> Answer<'a, ()> {
        Box::pin(async move {
            let seen = sqlx::query(
                "UPDATE push SET displayed_at_us = coalesce(displayed_at_us, ?) WHERE workspace_id = ? AND id = ?",
            )
            .bind(at_us)
            .bind(&self.workspace_id)
            .bind(id)
            .execute(&self.db.writer)
            .await?;
            if seen.rows_affected() == 0 {
                return Err(StoreError::NotFound { what: "push" });
            }
            Ok(())
        })
    }

    fn unknowns(&self) -> Answer<'_, Vec<UnknownEntry>> {
        Box::pin(async move {
            let rows = sqlx::query(
                "SELECT push_id, idx, epoch, cause, at FROM unknown_log WHERE workspace_id = ? ORDER BY id DESC LIMIT 1000",
            )
            .bind(&self.workspace_id)
            .fetch_all(&self.db.readers)
            .await?;
            rows.iter().map(unknown_entry).collect()
        })
    }
}

impl Scoped {
    async fn read_push(
        &self,
        connection: &mut SqliteConnection,
        id: &str,
    ) -> Result<Push, StoreError> {
        let found = sqlx::query(select_push!("p.id = ?2"))
            .bind(&self.workspace_id)
            .bind(id)
            .fetch_optional(connection)
            .await?;
        push(&row::found(found, "push")?)
    }

    /// A device can be removed later, so the table has no foreign key for it; it must exist now.
    async fn check_device(
        &self,
        connection: &mut SqliteConnection,
        new: &NewPush,
    ) -> Result<(), StoreError> {
        let Some(device_id) = &new.device_id else {
            return Ok(());
        };
        let found = sqlx::query(
            "SELECT 1 FROM device WHERE workspace_id = ? AND id = ? AND app_id = ? AND environment = ?",
        )
        .bind(&self.workspace_id)
        .bind(device_id)
        .bind(&new.app_id)
        .bind(new.environment.as_str())
        .fetch_optional(connection)
        .await?;
        row::found(found, "device").map(|_| ())
    }

    async fn write_push(
        &self,
        connection: &mut SqliteConnection,
        new: &NewPush,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO push
                 (id, workspace_id, app_id, environment, kind, device_id, draft, headers, body, created_by, created_at,
                  received_at_us, validated_at_us, deadline_at, unknown_policy, idempotency_key, request_hash, total)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&new.id)
        .bind(&self.workspace_id)
        .bind(&new.app_id)
        .bind(new.environment.as_str())
        .bind(new.kind.as_str())
        .bind(&new.device_id)
        .bind(row::to_json(&new.draft)?)
        .bind(row::to_json(&new.sealed.headers)?)
        .bind(&new.sealed.body)
        .bind(&new.created_by)
        .bind(self.db.clock.now_ms())
        .bind(new.received_at_us)
        .bind(new.validated_at_us)
        .bind(new.deadline_at)
        .bind(new.unknown_policy.as_str())
        .bind(&new.idempotency_key)
        .bind(new.request_hash.as_slice())
        .bind(row::number(new.tokens.len())?)
        .execute(connection)
        .await
        .map_err(|error| row::constraint(error, "push", "app"))?;
        Ok(())
    }

    async fn write_chunks(
        &self,
        connection: &mut SqliteConnection,
        new: &NewPush,
    ) -> Result<(), StoreError> {
        for (number, tokens) in new.tokens.chunks(blob::CHUNK).enumerate() {
            sqlx::query(
                "INSERT INTO chunk (workspace_id, push_id, first_index, n, kind, tokens, states)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(&self.workspace_id)
            .bind(&new.id)
            .bind(row::number(number * blob::CHUNK)?)
            .bind(row::number(tokens.len())?)
            .bind(new.kind.as_str())
            .bind(blob::encode_tokens(tokens))
            .bind(blob::States::undecided(tokens.len()).encode())
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }
}

fn push(found: &SqliteRow) -> Result<Push, StoreError> {
    let decided = row::get::<Option<i64>>(found, "state")?.is_some();
    let due_at: Option<i64> = row::get(found, "due_at")?;
    Ok(Push {
        id: row::get(found, "id")?,
        kind: row::word(found, "kind", Kind::parse)?,
        app_id: row::get(found, "app_id")?,
        environment: row::environment(found)?,
        device_id: row::get(found, "device_id")?,
        draft: row::json(found, "draft")?,
        sealed: Sealed {
            headers: row::json(found, "headers")?,
            body: row::get(found, "body")?,
        },
        created_by: row::get(found, "created_by")?,
        created_at: row::get(found, "created_at")?,
        received_at_us: row::get(found, "received_at_us")?,
        validated_at_us: row::get(found, "validated_at_us")?,
        written_at_us: row::get(found, "written_at_us")?,
        displayed_at_us: row::get(found, "displayed_at_us")?,
        deadline_at: row::get(found, "deadline_at")?,
        unknown_policy: row::unknown_policy(found)?,
        cancelled_at: row::get(found, "cancelled_at")?,
        outcomes: Outcomes {
            tally: row::tally(found)?,
            first: decided.then(|| row::outcome(found)).transpose()?,
            waiting: due_at
                .map(|due_at| row::so_far(found).map(|so_far| Waiting { due_at, so_far }))
                .transpose()?,
        },
    })
}

fn unknown_entry(found: &SqliteRow) -> Result<UnknownEntry, StoreError> {
    Ok(UnknownEntry {
        push_id: row::get(found, "push_id")?,
        index: row::count(found, "idx")?,
        epoch: row::get(found, "epoch")?,
        cause: row::word(found, "cause", UnknownCause::parse)?,
        at: row::get(found, "at")?,
    })
}
