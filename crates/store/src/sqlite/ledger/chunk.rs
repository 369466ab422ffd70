//! One chunk inside a transaction: its states, and everything that changes with them.

use std::collections::BTreeMap;

use delivery::blob::{self, States};
use delivery::{
    Kind, LedgerError, Outcome, Settled, State, Tally, UnknownCause, UnknownPolicy, rules,
};
use sqlx::{Row, SqliteConnection};

use crate::StoreError;
use crate::sqlite::row;

/// A chunk that is being changed. [`Chunk::save`] writes it.
#[derive(Debug)]
pub(in crate::sqlite) struct Chunk {
    id: i64,
    workspace_id: String,
    push_id: String,
    first_index: u32,
    pub(super) kind: Kind,
    phase: i64,
    /// The epoch under which it was read; the row must still have it when it is written.
    read_epoch: i64,
    states: States,
    app_id: String,
    environment: String,
    pub(super) epoch: i64,
    pub(super) crashes: u32,
    pub(super) policy: UnknownPolicy,
    pub(super) cancelled: bool,
    pub(super) deadline_at: i64,
}

/// What a transaction settles, over all its chunks.
#[derive(Debug)]
pub(in crate::sqlite) struct Settling {
    pub(super) now_ms: i64,
    settled: Vec<Settled>,
    tallies: BTreeMap<String, Tally>,
}

impl Settling {
    pub(in crate::sqlite) fn new(now_ms: i64) -> Self {
        Self {
            now_ms,
            settled: Vec::new(),
            tallies: BTreeMap::new(),
        }
    }

    /// Counts what was settled into the pushes' rows.
    pub(in crate::sqlite) async fn finish(
        self,
        connection: &mut SqliteConnection,
    ) -> Result<Vec<Settled>, StoreError> {
        for (push_id, tally) in self.tallies {
            sqlx::query(
                "UPDATE push SET accepted = accepted + ?, rejected = rejected + ?, unknown = unknown + ?,
                     gave_up = gave_up + ?, cancelled = cancelled + ?
                 WHERE id = ?",
            )
            .bind(tally.accepted.cast_signed())
            .bind(tally.rejected.cast_signed())
            .bind(tally.unknown.cast_signed())
            .bind(tally.gave_up.cast_signed())
            .bind(tally.cancelled.cast_signed())
            .bind(push_id)
            .execute(&mut *connection)
            .await?;
        }
        Ok(self.settled)
    }
}

impl Chunk {
    pub(in crate::sqlite) async fn load(
        connection: &mut SqliteConnection,
        id: i64,
    ) -> Result<Self, StoreError> {
        let found = sqlx::query(
            "SELECT c.workspace_id, c.push_id, c.first_index, c.kind, c.phase, c.epoch, c.crashes, c.states,
                 p.app_id, p.environment, p.unknown_policy, p.cancelled_at, p.deadline_at
             FROM chunk c JOIN push p ON p.id = c.push_id WHERE c.id = ?",
        )
        .bind(id)
        .fetch_optional(connection)
        .await?;
        let found = row::found(found, "chunk")?;
        let epoch = row::get(&found, "epoch")?;
        Ok(Self {
            id,
            workspace_id: row::get(&found, "workspace_id")?,
            push_id: row::get(&found, "push_id")?,
            first_index: row::count(&found, "first_index")?,
            kind: row::kind(&found)?,
            phase: row::get(&found, "phase")?,
            read_epoch: epoch,
            states: States::decode(row::get(&found, "states")?)?,
            app_id: row::get(&found, "app_id")?,
            environment: row::get(&found, "environment")?,
            epoch,
            crashes: row::count(&found, "crashes")?,
            policy: row::unknown_policy(&found)?,
            cancelled: row::get::<Option<i64>>(&found, "cancelled_at")?.is_some(),
            deadline_at: row::get(&found, "deadline_at")?,
        })
    }

    /// Takes it from whoever held it. It counts as a crash only if something of it was in flight: what waits through
    /// restarts cannot have caused them.
    pub(super) fn fence(&mut self, was_in_flight: bool) {
        self.epoch += 1;
        self.crashes += u32::from(was_in_flight);
    }

    /// Recipients with an intent and no answer.
    pub(super) async fn unanswered(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<Vec<u16>, StoreError> {
        let waiting = self.waiting(connection).await?;
        Ok(self
            .states
            .open()
            .filter(|position| !waiting.contains_key(position))
            .collect())
    }

    /// Recipients that have no intent, with their attempts. Those that waited for another attempt wait no longer.
    pub(in crate::sqlite) async fn withdraw(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<Vec<(u16, u32)>, StoreError> {
        if self.phase == 0 {
            return Ok(self.states.open().map(|position| (position, 0)).collect());
        }
        let waiting = self.waiting(connection).await?;
        sqlx::query("DELETE FROM retry WHERE chunk_id = ?")
            .bind(self.id)
            .execute(connection)
            .await?;
        Ok(waiting.into_iter().collect())
    }

    async fn waiting(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<BTreeMap<u16, u32>, StoreError> {
        let rows = sqlx::query("SELECT position, attempts FROM retry WHERE chunk_id = ?")
            .bind(self.id)
            .fetch_all(connection)
            .await?;
        rows.iter()
            .map(|found| {
                Ok((
                    row::count(found, "position")?,
                    row::count(found, "attempts")?,
                ))
            })
            .collect()
    }

    /// Gives a recipient its outcome, once.
    pub(in crate::sqlite) async fn settle(
        &mut self,
        connection: &mut SqliteConnection,
        settling: &mut Settling,
        position: u16,
        outcome: Outcome,
    ) -> Result<(), StoreError> {
        if !self.states.settle(position, outcome.state) {
            return Err(LedgerError::SettledTwice {
                chunk_id: self.id,
                position,
            }
            .into());
        }
        settling
            .tallies
            .entry(self.push_id.clone())
            .or_default()
            .count(outcome.state);
        let settled = Settled {
            workspace_id: self.workspace_id.clone(),
            push_id: self.push_id.clone(),
            index: self.first_index + u32::from(position),
            outcome,
        };
        if self.is_detailed(settled.outcome.state) {
            write_detail(connection, &settled, settling.now_ms).await?;
        }
        settling.settled.push(settled);
        Ok(())
    }

    /// Details are many bytes: a campaign keeps them where there is something to explain, a test push always.
    fn is_detailed(&self, state: State) -> bool {
        match state {
            State::Accepted | State::Cancelled | State::Undecided => self.kind == Kind::Test,
            State::Rejected | State::Unknown | State::GaveUp => true,
        }
    }

    /// Lets a recipient wait for another attempt, unless the push was cancelled meanwhile.
    pub(super) async fn wait(
        &mut self,
        connection: &mut SqliteConnection,
        settling: &mut Settling,
        position: u16,
        due_ms: i64,
        so_far: Outcome,
    ) -> Result<(), StoreError> {
        if self.cancelled {
            return self
                .settle(
                    connection,
                    settling,
                    position,
                    Outcome {
                        state: State::Cancelled,
                        ..so_far
                    },
                )
                .await;
        }
        if self.states.get(position) != Some(State::Undecided) {
            return Err(LedgerError::SettledTwice {
                chunk_id: self.id,
                position,
            }
            .into());
        }
        sqlx::query(
            "INSERT INTO retry (chunk_id, position, workspace_id, kind, due_at, attempts, http, reason, detail,
                 sent_at_us, signed_at_us, answered_at_us)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(self.id)
        .bind(position)
        .bind(&self.workspace_id)
        .bind(self.kind.as_str())
        .bind(due_ms)
        .bind(so_far.attempts)
        .bind(so_far.status)
        .bind(so_far.reason.as_ref().map(payload::Reason::as_str))
        .bind(so_far.detail)
        .bind(so_far.timings.sent_at_us)
        .bind(so_far.timings.signed_at_us)
        .bind(so_far.timings.answered_at_us)
        .execute(connection)
        .await?;
        Ok(())
    }

    pub(super) async fn log_unknown(
        &self,
        connection: &mut SqliteConnection,
        settling: &Settling,
        position: u16,
        outcome: &Outcome,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO unknown_log (workspace_id, push_id, idx, epoch, cause, at) VALUES (?, ?, ?, ?, ?, ?)")
            .bind(&self.workspace_id)
            .bind(&self.push_id)
            .bind(self.first_index + u32::from(position))
            .bind(self.read_epoch)
            .bind(outcome.unknown.unwrap_or(UnknownCause::ConnectionLost).as_str())
            .bind(settling.now_ms)
            .execute(connection)
            .await?;
        Ok(())
    }

    /// Marks the device's token dead, if Apple's time for it is later than its registration.
    pub(super) async fn invalidate_token(
        &self,
        connection: &mut SqliteConnection,
        position: u16,
        outcome: &Outcome,
    ) -> Result<(), StoreError> {
        let tokens: Vec<u8> = sqlx::query_scalar("SELECT tokens FROM chunk WHERE id = ?")
            .bind(self.id)
            .fetch_one(&mut *connection)
            .await?;
        let tokens = blob::decode_tokens(&tokens)?;
        let Some(token) = tokens.get(usize::from(position)) else {
            return Err(StoreError::Corrupt {
                what: format!("chunk {} has no token {position}", self.id),
            });
        };
        let device = sqlx::query(
            "SELECT id, registered_at FROM device
             WHERE workspace_id = ? AND app_id = ? AND environment = ? AND token = ?",
        )
        .bind(&self.workspace_id)
        .bind(&self.app_id)
        .bind(&self.environment)
        .bind(token.as_str())
        .fetch_optional(&mut *connection)
        .await?;
        let Some(device) = device else { return Ok(()) };
        let Some(since) = rules::dead_since(outcome, device.try_get("registered_at")?) else {
            return Ok(());
        };
        sqlx::query("UPDATE device SET dead_since = ? WHERE workspace_id = ? AND id = ?")
            .bind(since)
            .bind(&self.workspace_id)
            .bind(device.try_get::<&str, _>("id")?)
            .execute(connection)
            .await?;
        Ok(())
    }

    /// Writes it, if nobody else has taken it meanwhile.
    pub(in crate::sqlite) async fn save(
        self,
        connection: &mut SqliteConnection,
    ) -> Result<(), StoreError> {
        let phase = if self.states.is_done() { 2 } else { self.phase };
        let written = sqlx::query(
            "UPDATE chunk SET states = ?, phase = ?, epoch = ?, crashes = ? WHERE id = ? AND epoch = ?",
        )
        .bind(self.states.encode())
        .bind(phase)
        .bind(self.epoch)
        .bind(self.crashes)
        .bind(self.id)
        .bind(self.read_epoch)
        .execute(connection)
        .await?;
        if written.rows_affected() == 0 {
            return Err(LedgerError::Fenced { chunk_id: self.id }.into());
        }
        Ok(())
    }
}

async fn write_detail(
    connection: &mut SqliteConnection,
    settled: &Settled,
    now_ms: i64,
) -> Result<(), StoreError> {
    let outcome = &settled.outcome;
    sqlx::query(
        "INSERT INTO outcome_detail
             (push_id, idx, workspace_id, state, http, reason, unknown_cause, detail, apns_id, apns_unique_id, apns_ts,
              attempts, sent_at_us, signed_at_us, answered_at_us, settled_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&settled.push_id)
    .bind(settled.index)
    .bind(&settled.workspace_id)
    .bind(outcome.state.byte())
    .bind(outcome.status)
    .bind(outcome.reason.as_ref().map(payload::Reason::as_str))
    .bind(outcome.unknown.map(UnknownCause::as_str))
    .bind(&outcome.detail)
    .bind(&outcome.apns_id)
    .bind(&outcome.unique_id)
    .bind(outcome.apns_timestamp_ms)
    .bind(outcome.attempts)
    .bind(outcome.timings.sent_at_us)
    .bind(outcome.timings.signed_at_us)
    .bind(outcome.timings.answered_at_us)
    .bind(now_ms)
    .execute(connection)
    .await?;
    Ok(())
}
