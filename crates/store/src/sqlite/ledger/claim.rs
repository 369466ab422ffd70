//! Claims: the intents of a tick. Retries that are due come before chunks that were never tried.

use std::collections::BTreeMap;

use delivery::{Claim, Kind, LaneKey, Recipient, blob};
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::sqlite::row;

/// The moment of a claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now {
    /// Unix milliseconds, by the engine: what is due by then is claimed.
    pub(super) ms: i64,
    /// Unix microseconds, by the database's clock: when the intent is written.
    pub(super) us: i64,
}

/// Claims at most `room` recipients of one kind. Gives how many it has claimed.
pub(super) async fn claim(
    connection: &mut SqliteConnection,
    kind: Kind,
    room: usize,
    now: Now,
    claims: &mut Vec<Claim>,
) -> Result<usize, StoreError> {
    let mut claimed = 0;
    for (chunk_id, attempts) in take_due(connection, kind, room, now).await? {
        claimed += attempts.len();
        sqlx::query("UPDATE chunk SET written_at_us = ? WHERE id = ?")
            .bind(now.us)
            .bind(chunk_id)
            .execute(&mut *connection)
            .await?;
        claims.push(
            load(connection, chunk_id, |position| {
                attempts.get(&position).copied()
            })
            .await?,
        );
    }
    let queued =
        sqlx::query("SELECT id, n FROM chunk WHERE phase = 0 AND kind = ? ORDER BY id LIMIT ?")
            .bind(kind.as_str())
            .bind(row::number(room - claimed)?)
            .fetch_all(&mut *connection)
            .await?;
    for found in queued {
        let recipients: usize = row::count(&found, "n")?;
        if claimed + recipients > room {
            break;
        }
        claimed += recipients;
        let chunk_id = row::get(&found, "id")?;
        sqlx::query(
            "UPDATE chunk SET phase = 1, epoch = epoch + 1, written_at_us = ? WHERE id = ?",
        )
        .bind(now.us)
        .bind(chunk_id)
        .execute(&mut *connection)
        .await?;
        claims.push(load(connection, chunk_id, |_| Some(0)).await?);
    }
    Ok(claimed)
}

/// Takes due retries out of waiting: from now on they have an intent. Attempts by position, by chunk.
async fn take_due(
    connection: &mut SqliteConnection,
    kind: Kind,
    room: usize,
    now: Now,
) -> Result<BTreeMap<i64, BTreeMap<u16, u32>>, StoreError> {
    let due = sqlx::query(
        "SELECT chunk_id, position, attempts FROM retry WHERE kind = ? AND due_at <= ? ORDER BY due_at LIMIT ?",
    )
    .bind(kind.as_str())
    .bind(now.ms)
    .bind(row::number(room)?)
    .fetch_all(&mut *connection)
    .await?;
    let mut by_chunk: BTreeMap<i64, BTreeMap<u16, u32>> = BTreeMap::new();
    for found in due {
        let chunk_id = row::get(&found, "chunk_id")?;
        let position = row::count(&found, "position")?;
        by_chunk
            .entry(chunk_id)
            .or_default()
            .insert(position, row::count(&found, "attempts")?);
        sqlx::query("DELETE FROM retry WHERE chunk_id = ? AND position = ?")
            .bind(chunk_id)
            .bind(position)
            .execute(&mut *connection)
            .await?;
    }
    Ok(by_chunk)
}

/// Reads what is to be sent: the chunk's recipients for which `attempts` gives a number.
async fn load(
    connection: &mut SqliteConnection,
    chunk_id: i64,
    attempts: impl Fn(u16) -> Option<u32>,
) -> Result<Claim, StoreError> {
    let found = sqlx::query(
        "SELECT c.epoch, c.first_index, c.kind, c.tokens, c.workspace_id, c.push_id,
             p.app_id, p.environment, p.headers, p.body, p.deadline_at
         FROM chunk c JOIN push p ON p.id = c.push_id WHERE c.id = ?",
    )
    .bind(chunk_id)
    .fetch_one(connection)
    .await?;
    let first_index: u32 = row::count(&found, "first_index")?;
    let tokens = blob::decode_tokens(row::get(&found, "tokens")?)?;
    let recipients = (0u16..).zip(tokens).filter_map(|(position, token)| {
        let attempts = attempts(position)?;
        Some(Recipient {
            position,
            index: first_index + u32::from(position),
            token,
            attempts,
        })
    });
    Ok(Claim {
        chunk_id,
        epoch: row::get(&found, "epoch")?,
        push_id: row::get(&found, "push_id")?,
        kind: row::kind(&found)?,
        lane: LaneKey {
            workspace_id: row::get(&found, "workspace_id")?,
            app_id: row::get(&found, "app_id")?,
            environment: row::environment(&found)?,
        },
        headers: row::json(&found, "headers")?,
        body: row::get(&found, "body")?,
        deadline_ms: row::get(&found, "deadline_at")?,
        recipients: recipients.collect(),
    })
}
