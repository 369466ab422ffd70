//! SQLite behind the store: one connection that writes, a few that read.

mod accounts;
mod audit;
mod catalog;
mod ledger;
mod open;
mod pushes;
mod row;

use std::path::Path;
use std::sync::Arc;

use delivery::Clock;
use futures_util::future::BoxFuture;
use sqlx::SqlitePool;

use crate::StoreError;
use crate::nouns::{Answer, Backend, Repository};

/// An open database.
///
/// There is one writing connection, so writers wait in a fair queue instead of meeting `SQLITE_BUSY`, and every write
/// transaction begins with its lock in hand.
#[derive(Clone, Debug)]
pub(crate) struct Sqlite {
    writer: SqlitePool,
    readers: SqlitePool,
    clock: Clock,
}

impl Sqlite {
    pub(crate) async fn open(path: &Path, clock: Clock) -> Result<Self, StoreError> {
        let (writer, readers) = open::open(path).await?;
        Ok(Self {
            writer,
            readers,
            clock,
        })
    }

    /// A transaction that writes. Dropped without a commit, it is rolled back.
    async fn write(&self) -> Result<sqlx::SqliteTransaction<'static>, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }
}

impl Backend for Sqlite {
    fn scoped(&self, workspace_id: &str) -> Arc<dyn Repository> {
        Arc::new(Scoped {
            db: self.clone(),
            workspace_id: workspace_id.to_owned(),
        })
    }

    fn ping(&self) -> Answer<'_, ()> {
        Box::pin(async move {
            sqlx::query("SELECT 1").execute(&self.readers).await?;
            // Readers answer also while the writer hangs; nothing can be sent then.
            self.write().await?.rollback().await?;
            Ok(())
        })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            self.readers.close().await;
            self.writer.close().await;
        })
    }
}

/// One workspace's rows. Every query in its implementations binds `workspace_id`.
#[derive(Debug)]
struct Scoped {
    db: Sqlite,
    workspace_id: String,
}
