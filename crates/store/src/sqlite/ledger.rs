//! The delivery ledger on SQLite: each tick and each recovery is one transaction.

pub(super) mod chunk;
mod claim;

use std::collections::BTreeMap;

use delivery::rules::{self, Attempt};
use delivery::{
    Answer, Kind, Ledger, LedgerError, Outcome, Recovered, Settled, State, Tick, Ticked,
    UnknownCause, Verdict,
};
use futures_util::future::BoxFuture;
use sqlx::SqliteConnection;

use self::chunk::{Chunk, Settling};
use self::claim::Now;
use super::Sqlite;
use crate::StoreError;

impl Ledger for Sqlite {
    fn tick(&self, tick: Tick) -> BoxFuture<'_, Result<Ticked, LedgerError>> {
        Box::pin(async move { Ok(self.run_tick(tick).await?) })
    }

    fn recover(&self, now_ms: i64) -> BoxFuture<'_, Result<Recovered, LedgerError>> {
        Box::pin(async move { Ok(self.run_recovery(now_ms).await?) })
    }
}

impl Sqlite {
    async fn run_tick(&self, tick: Tick) -> Result<Ticked, StoreError> {
        let mut transaction = self.write().await?;
        let settled = apply(&mut transaction, tick.answers, tick.now_ms).await?;
        let mut ticked = Ticked {
            settled,
            ..Ticked::default()
        };
        let now = Now {
            ms: tick.now_ms,
            us: self.clock.now_us(),
        };
        for kind in Kind::ALL {
            let room = tick.room.of(kind);
            let claimed =
                claim::claim(&mut transaction, kind, room, now, &mut ticked.claims).await?;
            if claimed < room {
                let due: Option<i64> =
                    sqlx::query_scalar("SELECT min(due_at) FROM retry WHERE kind = ?")
                        .bind(kind.as_str())
                        .fetch_one(&mut *transaction)
                        .await?;
                ticked.next_due_ms = [ticked.next_due_ms, due].into_iter().flatten().min();
            }
        }
        transaction.commit().await?;
        Ok(ticked)
    }

    async fn run_recovery(&self, now_ms: i64) -> Result<Recovered, StoreError> {
        let mut transaction = self.write().await?;
        let mut recovered = Recovered::default();
        let waiting: i64 = sqlx::query_scalar("SELECT count(*) FROM retry")
            .fetch_one(&mut *transaction)
            .await?;
        recovered.waiting = waiting.unsigned_abs();
        let chunks: Vec<i64> =
            sqlx::query_scalar("SELECT id FROM chunk WHERE phase = 1 ORDER BY id")
                .fetch_all(&mut *transaction)
                .await?;
        let mut settling = Settling::new(now_ms);
        for chunk_id in chunks {
            let mut chunk = Chunk::load(&mut transaction, chunk_id).await?;
            let unanswered = chunk.unanswered(&mut transaction).await?;
            chunk.fence(!unanswered.is_empty());
            for position in unanswered {
                let outcome = Outcome::unknown(
                    UnknownCause::RelayStopped,
                    "the relay stopped before an answer came",
                );
                let attempt = Attempt {
                    kind: chunk.kind,
                    now_ms,
                    deadline_ms: chunk.deadline_at,
                    attempts: 1,
                    fraction: 0.0,
                };
                let crashes = chunk.crashes;
                if lose(
                    &mut transaction,
                    &mut settling,
                    &mut chunk,
                    position,
                    outcome,
                    &attempt,
                    crashes,
                )
                .await?
                {
                    recovered.resent += 1;
                }
            }
            chunk.save(&mut transaction).await?;
        }
        recovered.unknown = settling.finish(&mut transaction).await?;
        transaction.commit().await?;
        Ok(recovered)
    }
}

/// Remembers answers, chunk by chunk. Gives what is settled by them.
async fn apply(
    connection: &mut SqliteConnection,
    answers: Vec<Answer>,
    now_ms: i64,
) -> Result<Vec<Settled>, StoreError> {
    let mut by_chunk: BTreeMap<i64, Vec<Answer>> = BTreeMap::new();
    for answer in answers {
        by_chunk
            .entry(answer.slot.chunk_id)
            .or_default()
            .push(answer);
    }
    let mut settling = Settling::new(now_ms);
    for (chunk_id, answers) in by_chunk {
        let mut chunk = Chunk::load(connection, chunk_id).await?;
        if answers
            .iter()
            .any(|answer| answer.slot.epoch != chunk.epoch)
        {
            return Err(LedgerError::Fenced { chunk_id }.into());
        }
        chunk.crashes = 0;
        for Answer { slot, verdict } in answers {
            remember(
                connection,
                &mut settling,
                &mut chunk,
                slot.position,
                verdict,
            )
            .await?;
        }
        chunk.save(connection).await?;
    }
    settling.finish(connection).await
}

async fn remember(
    connection: &mut SqliteConnection,
    settling: &mut Settling,
    chunk: &mut Chunk,
    position: u16,
    verdict: Verdict,
) -> Result<(), StoreError> {
    match verdict {
        Verdict::Settled(outcome) if outcome.state == State::Unknown => {
            let attempt = Attempt {
                kind: chunk.kind,
                now_ms: settling.now_ms,
                deadline_ms: chunk.deadline_at,
                attempts: outcome.attempts,
                fraction: 1.0,
            };
            lose(connection, settling, chunk, position, outcome, &attempt, 0)
                .await
                .map(|_| ())
        }
        Verdict::Settled(outcome) => {
            if outcome.status == Some(410) {
                chunk
                    .invalidate_token(connection, position, &outcome)
                    .await?;
            }
            chunk.settle(connection, settling, position, outcome).await
        }
        Verdict::Later { due_ms, so_far } => {
            chunk
                .wait(connection, settling, position, due_ms, so_far)
                .await
        }
        Verdict::Released { attempts } => {
            let so_far = Outcome {
                attempts,
                ..Outcome::bare(State::Undecided)
            };
            chunk
                .wait(connection, settling, position, settling.now_ms, so_far)
                .await
        }
    }
}

/// Logs a recipient as unknown, and leaves it so or sends it again, as its push asks for. Gives whether it is sent again.
async fn lose(
    connection: &mut SqliteConnection,
    settling: &mut Settling,
    chunk: &mut Chunk,
    position: u16,
    outcome: Outcome,
    attempt: &Attempt,
    crashes: u32,
) -> Result<bool, StoreError> {
    chunk
        .log_unknown(connection, settling, position, &outcome)
        .await?;
    let resend_at = rules::resend_at(chunk.policy, crashes, attempt).filter(|_| !chunk.cancelled);
    let Some(due_ms) = resend_at else {
        chunk
            .settle(connection, settling, position, outcome)
            .await?;
        return Ok(false);
    };
    let so_far = Outcome {
        attempts: attempt.attempts,
        ..Outcome::bare(State::Undecided)
    };
    chunk
        .wait(connection, settling, position, due_ms, so_far)
        .await?;
    Ok(true)
}
