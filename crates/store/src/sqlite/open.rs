//! Opening: the pragmas that the ledger's promise rests on, asserted on every connection, and the tables.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};

use crate::StoreError;

/// In order. Each ends by setting `user_version` to its number; what has been released is never changed.
const MIGRATIONS: [&str; 2] = [
    include_str!("../../migrations/0001_first_push.sql"),
    include_str!("../../migrations/0002_what_a_push_waits_for.sql"),
];

/// Connections that read.
const READERS: u32 = 3;

/// The writing pool (of one) and the reading pool.
pub(super) async fn open(path: &Path) -> Result<(SqlitePool, SqlitePool), StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5));
    let writer = pool(1, options.clone()).await?;
    migrate(&writer).await?;
    let readers = pool(READERS, options.pragma("query_only", "ON")).await?;
    Ok((writer, readers))
}

/// A pool whose connections are all open, and have all been checked. One that is opened later is checked as well.
async fn pool(size: u32, options: SqliteConnectOptions) -> Result<SqlitePool, StoreError> {
    // A pool tries again for half a minute when a connection fails its check; a connection of our own says why at once.
    let mut first = options.connect().await?;
    assert_pragmas(&mut first).await?;
    first.close().await?;
    let pool = SqlitePoolOptions::new()
        .min_connections(size)
        .max_connections(size)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_connect(|connection, _| {
            Box::pin(async move {
                assert_pragmas(connection)
                    .await
                    .map_err(|error| sqlx::Error::Configuration(Box::new(error)))
            })
        })
        .connect_with(options)
        .await?;
    let mut held = Vec::new();
    for _ in 0..size {
        held.push(pool.acquire().await?);
    }
    Ok(pool)
}

/// Reads back what the promise rests on, since SQLite ignores a pragma that it cannot follow.
async fn assert_pragmas(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let journal_mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut *connection)
        .await?;
    expect_pragma("journal_mode", "wal", &journal_mode)?;
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
        .fetch_one(&mut *connection)
        .await?;
    expect_pragma("synchronous", "2", &synchronous.to_string())?;
    let foreign_keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys")
        .fetch_one(&mut *connection)
        .await?;
    expect_pragma("foreign_keys", "1", &foreign_keys.to_string())
}

fn expect_pragma(
    name: &'static str,
    expected: &'static str,
    actual: &str,
) -> Result<(), StoreError> {
    if actual == expected {
        return Ok(());
    }
    Err(StoreError::Pragma {
        name,
        expected,
        actual: actual.to_owned(),
    })
}

/// Brings the tables up to date, each step in a transaction of its own.
async fn migrate(writer: &SqlitePool) -> Result<(), StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).expect("there are a few migrations");
    let found: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(writer)
        .await?;
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    let done = usize::try_from(found).map_err(|_| StoreError::Corrupt {
        what: format!("version {found}"),
    })?;
    for migration in &MIGRATIONS[done..] {
        let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::raw_sql(*migration).execute(&mut *transaction).await?;
        transaction.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_pragma_of_the_promise_is_missed_by_its_name() {
        for (name, broken) in [
            ("journal_mode", "PRAGMA journal_mode = MEMORY"),
            ("synchronous", "PRAGMA synchronous = NORMAL"),
            ("foreign_keys", "PRAGMA foreign_keys = OFF"),
        ] {
            let directory = tempfile::tempdir().unwrap();
            let (writer, readers) = open(&directory.path().join("carillon.db")).await.unwrap();
            readers.close().await;
            let mut connection = writer.acquire().await.unwrap();
            assert_pragmas(&mut connection).await.unwrap();
            sqlx::query(broken).execute(&mut *connection).await.unwrap();
            match assert_pragmas(&mut connection).await {
                Err(StoreError::Pragma { name: missed, .. }) => assert_eq!(missed, name),
                other => panic!("{name}: {other:?}"),
            }
        }
    }

    #[tokio::test]
    async fn readers_cannot_write_and_all_of_them_are_checked() {
        let directory = tempfile::tempdir().unwrap();
        let (writer, readers) = open(&directory.path().join("carillon.db")).await.unwrap();
        assert_eq!((writer.size(), readers.size()), (1, READERS));
        let mut held = Vec::new();
        for _ in 0..READERS {
            held.push(readers.acquire().await.unwrap());
        }
        for connection in &mut held {
            assert_pragmas(connection).await.unwrap();
            let refused = sqlx::query("DELETE FROM workspace")
                .execute(&mut **connection)
                .await;
            assert!(refused.is_err(), "a reader wrote");
        }
    }
}
