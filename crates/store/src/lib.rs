//! What is remembered: workspaces, people, sessions, apps, devices, pushes, and the delivery ledger beneath them.
//!
//! One trait per noun ([`nouns`]), SQLite behind them, and one contract suite that any other database must pass too.
//!
//! What belongs to a workspace is reached through [`Store::scoped`] only. The repository it gives knows its workspace
//! and adds it to every query, so that a handler cannot ask an unscoped one; another workspace's id is
//! [`StoreError::NotFound`], like one that never existed.
//!
//! **Invariant:** a secret (session id, sign-in token) is stored as its SHA-256 only.

mod error;
pub mod hash;
pub mod model;
pub mod nouns;
mod sqlite;

use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use delivery::{Clock, Ledger, LedgerError, Recovered, Tick, Ticked};
use futures_util::future::BoxFuture;

pub use error::StoreError;
pub use hash::SecretHash;
pub use model::{
    App, AuditEntry, Credential, CredentialKind, Device, Inserted, NewApp, NewAudit, NewCredential,
    NewDevice, NewPush, NewSession, Outcomes, Page, Person, Push, Session, UnknownEntry, Waiting,
    Workspace,
};
pub use nouns::{Backend, Repository};

/// The door to everything that is remembered. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<dyn Backend>);

impl Store {
    /// Opens the SQLite database at `path`, or makes it, and brings its tables up to date.
    ///
    /// Refuses to open where the database does not do what the ledger's promise needs ([`StoreError::Pragma`]).
    pub async fn open(path: &Path, clock: Clock) -> Result<Self, StoreError> {
        Ok(Self(Arc::new(sqlite::Sqlite::open(path, clock).await?)))
    }

    /// A store with another database behind it.
    pub fn with(backend: impl Backend) -> Self {
        Self(Arc::new(backend))
    }

    /// What belongs to one workspace.
    pub fn scoped(&self, workspace_id: &str) -> Scoped {
        Scoped(self.0.scoped(workspace_id))
    }

    /// The workspaces themselves.
    pub fn workspaces(&self) -> &dyn nouns::Workspaces {
        &*self.0
    }

    /// The people.
    pub fn people(&self) -> &dyn nouns::People {
        &*self.0
    }

    /// Sessions, and the one-time links that begin them.
    pub fn sessions(&self) -> &dyn nouns::Sessions {
        &*self.0
    }

    /// Asks the database something, for a readiness check.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.0.ping().await
    }

    /// Closes every connection, after what is under way.
    pub async fn close(&self) {
        self.0.close().await;
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Ledger for Store {
    fn tick(&self, tick: Tick) -> BoxFuture<'_, Result<Ticked, LedgerError>> {
        self.0.tick(tick)
    }

    fn recover(&self, now_ms: i64) -> BoxFuture<'_, Result<Recovered, LedgerError>> {
        self.0.recover(now_ms)
    }
}

/// One workspace's repository: every method of [`nouns::Apps`], [`nouns::Devices`], [`nouns::Credentials`],
/// [`nouns::Pushes`] and [`nouns::Audit`].
#[derive(Clone)]
pub struct Scoped(Arc<dyn Repository>);

impl Deref for Scoped {
    type Target = dyn Repository;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}
