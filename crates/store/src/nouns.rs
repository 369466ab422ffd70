//! One trait per noun. A database that implements them and passes the contract suite can stand behind the [`crate::Store`].

use std::sync::Arc;

use delivery::Ledger;
use futures_util::future::BoxFuture;

use crate::{
    App, AuditEntry, Credential, Device, Inserted, NewApp, NewAudit, NewCredential, NewDevice,
    NewPush, NewSession, Page, Person, Push, SecretHash, Session, StoreError, UnknownEntry,
    Workspace,
};

/// What every method gives.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// A database, whole.
pub trait Backend: Workspaces + People + Sessions + Ledger {
    /// What belongs to one workspace.
    fn scoped(&self, workspace_id: &str) -> Arc<dyn Repository>;

    /// Asks the database something.
    fn ping(&self) -> Answer<'_, ()>;

    /// Closes every connection, after what is under way.
    fn close(&self) -> BoxFuture<'_, ()>;
}

/// The workspaces themselves.
pub trait Workspaces: Send + Sync + 'static {
    /// Makes one. [`StoreError::Conflict`] when the id exists.
    fn create<'a>(&'a self, id: &'a str, name: &'a str) -> Answer<'a, Workspace>;

    /// One by its id.
    fn get<'a>(&'a self, id: &'a str) -> Answer<'a, Workspace>;

    /// All of them, oldest first: for the relay's start, never for a handler.
    fn all(&self) -> Answer<'_, Vec<Workspace>>;
}

/// The people.
pub trait People: Send + Sync + 'static {
    /// Adds someone to a workspace.
    fn add<'a>(&'a self, id: &'a str, workspace_id: &'a str, name: &'a str) -> Answer<'a, Person>;

    /// Everyone of a workspace, oldest first.
    fn of_workspace<'a>(&'a self, workspace_id: &'a str) -> Answer<'a, Vec<Person>>;
}

/// Sessions, and the one-time links that begin them.
pub trait Sessions: Send + Sync + 'static {
    /// Remembers a one-time sign-in token for a person.
    fn issue_sign_in<'a>(
        &'a self,
        token: SecretHash,
        person_id: &'a str,
        expires_at: i64,
    ) -> Answer<'a, ()>;

    /// Spends a sign-in token and begins a session, in one transaction: of many who try at once, one succeeds.
    ///
    /// [`StoreError::NotFound`] when it was used, is too old, or was never issued.
    fn redeem_sign_in(&self, token: SecretHash, session: NewSession) -> Answer<'_, Session>;

    /// The session with this id, unless it has ended, or has not been used for `idle_ms`. Using it is remembered to the minute.
    fn find(&self, session: SecretHash, idle_ms: i64) -> Answer<'_, Session>;

    /// Ends a session. One that has ended already stays so.
    fn end(&self, session: SecretHash) -> Answer<'_, ()>;

    /// Forgets sessions and tokens that ended before `before`; gives how many.
    fn sweep(&self, before: i64) -> Answer<'_, u64>;
}

/// Everything that belongs to one workspace.
pub trait Repository: Apps + Devices + Credentials + Pushes + Audit {}

impl<T: Apps + Devices + Credentials + Pushes + Audit> Repository for T {}

/// The workspace's apps.
pub trait Apps: Send + Sync + 'static {
    /// Adds one. [`StoreError::Conflict`] when the bundle id is there already.
    fn insert_app(&self, app: NewApp) -> Answer<'_, App>;

    /// One by its id.
    fn app<'a>(&'a self, id: &'a str) -> Answer<'a, App>;

    /// All, oldest first.
    fn apps(&self) -> Answer<'_, Vec<App>>;
}

/// The workspace's devices.
pub trait Devices: Send + Sync + 'static {
    /// Registers a device, or renews it: a dead token that is registered again is alive again.
    fn register_device(&self, device: NewDevice) -> Answer<'_, Device>;

    /// One by its id.
    fn device<'a>(&'a self, id: &'a str) -> Answer<'a, Device>;

    /// All, oldest first.
    fn devices(&self) -> Answer<'_, Vec<Device>>;

    /// Forgets one.
    fn remove_device<'a>(&'a self, id: &'a str) -> Answer<'a, ()>;
}

/// What may be told about the workspace's credentials.
pub trait Credentials: Send + Sync + 'static {
    /// Remembers one.
    fn insert_credential(&self, credential: NewCredential) -> Answer<'_, Credential>;

    /// All, oldest first.
    fn credentials(&self) -> Answer<'_, Vec<Credential>>;
}

/// The workspace's pushes.
pub trait Pushes: Send + Sync + 'static {
    /// Takes a push into the ledger, with a line `push.send` of the audit log in the same transaction. The same idempotency key with the same request gives what it became before; with
    /// another request, [`StoreError::Conflict`].
    fn insert_push(&self, push: NewPush) -> Answer<'_, Inserted>;

    /// One by its id.
    fn push<'a>(&'a self, id: &'a str) -> Answer<'a, Push>;

    /// A part of them, newest first.
    fn pushes(&self, page: Page) -> Answer<'_, Vec<Push>>;

    /// Stops what has not been sent. What is on the wire still gets its outcome; a repetition changes nothing.
    ///
    /// Recipients that this settles are not told by the engine, since it never had them: read the push again.
    fn cancel_push<'a>(&'a self, id: &'a str) -> Answer<'a, Push>;

    /// Remembers when the simulated phone showed it, once.
    fn push_displayed<'a>(&'a self, id: &'a str, at_us: i64) -> Answer<'a, ()>;

    /// The log of unknown outcomes, newest first; at most 1,000.
    fn unknowns(&self) -> Answer<'_, Vec<UnknownEntry>>;
}

/// The workspace's audit log. It can only grow.
pub trait Audit: Send + Sync + 'static {
    /// Adds a line.
    fn record(&self, entry: NewAudit) -> Answer<'_, ()>;

    /// The newest lines, newest first.
    fn audit_log(&self, limit: u32) -> Answer<'_, Vec<AuditEntry>>;
}
