//! The nouns as they are remembered. Ids are UUIDs made by the caller; times are Unix milliseconds unless they say microseconds.

use delivery::{Kind, Outcome, Tally, UnknownCause, UnknownPolicy};
use payload::{DeviceToken, Draft, Environment, Sealed};

/// A team's walled area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// UUID.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// When it was made.
    pub created_at: i64,
}

/// Someone who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// UUID.
    pub id: String,
    /// The workspace they belong to.
    pub workspace_id: String,
    /// What people call them.
    pub name: String,
    /// When they were added.
    pub created_at: i64,
}

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The workspace that the session sees.
    pub workspace_id: String,
    /// Who.
    pub person_id: String,
    /// When it began.
    pub created_at: i64,
    /// When it was last used, to the minute.
    pub last_seen_at: i64,
    /// When it ends, however much it is used.
    pub expires_at: i64,
}

/// A session to begin.
#[derive(Clone, Copy, Debug)]
pub struct NewSession {
    /// The hash of its id.
    pub hash: crate::SecretHash,
    /// When it ends, however much it is used.
    pub expires_at: i64,
}

/// A bundle id in a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// UUID.
    pub id: String,
    /// Such as `com.example.demo`; unique in the workspace.
    pub bundle_id: String,
    /// What people call it.
    pub name: String,
    /// Made by Carillon for trying it out.
    pub demo: bool,
    /// When it was added.
    pub created_at: i64,
}

/// An app to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApp {
    /// UUID.
    pub id: String,
    /// Such as `com.example.demo`.
    pub bundle_id: String,
    /// What people call it.
    pub name: String,
    /// Made by Carillon for trying it out.
    pub demo: bool,
}

/// A device that pushes can go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// UUID.
    pub id: String,
    /// The app whose token this is.
    pub app_id: String,
    /// Where its token is valid.
    pub environment: Environment,
    /// Such as `iphone`.
    pub kind: String,
    /// Such as `Ada’s iPhone`.
    pub name: String,
    /// Its token.
    pub token: DeviceToken,
    /// Whether it is a simulated one.
    pub simulated: bool,
    /// When the token was last registered.
    pub registered_at: i64,
    /// Since when Apple has known the token to be dead, if so.
    pub dead_since: Option<i64>,
}

/// A device to register. The same token of the same app and environment is the same device: registering it again renews it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    /// UUID; ignored where the token is registered already.
    pub id: String,
    /// The app whose token this is.
    pub app_id: String,
    /// Where its token is valid.
    pub environment: Environment,
    /// Such as `iphone`.
    pub kind: String,
    /// Such as `Ada’s iPhone`.
    pub name: String,
    /// Its token.
    pub token: DeviceToken,
    /// Whether it is a simulated one.
    pub simulated: bool,
}

/// What a credential is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CredentialKind {
    /// A `.p8` key.
    Key,
    /// A certificate with its key.
    Certificate,
}

/// What may be told about a credential. The secret itself is not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// UUID.
    pub id: String,
    /// The app it signs for; `None` for a key of the whole team.
    pub app_id: Option<String>,
    /// Key or certificate.
    pub kind: CredentialKind,
    /// The environment it is locked to; `None` for both of Apple's.
    pub environment: Option<Environment>,
    /// Ten characters, with a key.
    pub key_id: Option<String>,
    /// Ten characters, with a key.
    pub team_id: Option<String>,
    /// SHA-256 of its public half, in hex.
    pub fingerprint: String,
    /// When it was added.
    pub created_at: i64,
}

/// A credential to remember. The fields mean what they mean in [`Credential`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCredential {
    /// UUID.
    pub id: String,
    /// The app it signs for; `None` for a key of the whole team.
    pub app_id: Option<String>,
    /// Key or certificate.
    pub kind: CredentialKind,
    /// The environment it is locked to; `None` for both of Apple's.
    pub environment: Option<Environment>,
    /// Ten characters, with a key.
    pub key_id: Option<String>,
    /// Ten characters, with a key.
    pub team_id: Option<String>,
    /// SHA-256 of its public half, in hex.
    pub fingerprint: String,
}

/// A push to take. Its `Debug` shows neither payload nor tokens.
#[derive(Clone, Debug)]
pub struct NewPush {
    /// UUID in lower case. It is also the `apns-id` of the first recipient.
    pub id: String,
    /// Test push or campaign.
    pub kind: Kind,
    /// Which app.
    pub app_id: String,
    /// Where to.
    pub environment: Environment,
    /// The device, in a test push.
    pub device_id: Option<String>,
    /// What the person wrote, for the history.
    pub draft: Draft,
    /// What is sent.
    pub sealed: Sealed,
    /// Whom it goes to, in order.
    pub tokens: Vec<DeviceToken>,
    /// Who pressed Send.
    pub created_by: Option<String>,
    /// When the relay got the request (Unix microseconds).
    pub received_at_us: i64,
    /// When the rules had passed and the payload was sealed (Unix microseconds).
    pub validated_at_us: i64,
    /// After this moment nothing of it is put on the wire anymore.
    pub deadline_at: i64,
    /// What happens to recipients whose outcome is not known.
    pub unknown_policy: UnknownPolicy,
    /// The caller's `Idempotency-Key`: unique in the workspace.
    pub idempotency_key: String,
    /// A hash of the request's body, to tell a repetition from another request with the same key.
    pub request_hash: [u8; 32],
}

/// What became of [`crate::nouns::Pushes::insert_push`].
#[derive(Clone, Debug)]
pub enum Inserted {
    /// It is in the ledger now: wake the engine.
    New(Push),
    /// The same request was taken before; this is what it became.
    Existing(Push),
}

impl Inserted {
    /// The push, new or not.
    pub fn into_push(self) -> Push {
        match self {
            Self::New(push) | Self::Existing(push) => push,
        }
    }
}

/// A push and what is known about it. Its `Debug` does not show the payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// UUID.
    pub id: String,
    /// Test push or campaign.
    pub kind: Kind,
    /// Which app.
    pub app_id: String,
    /// Where to.
    pub environment: Environment,
    /// The device, in a test push.
    pub device_id: Option<String>,
    /// What the person wrote.
    pub draft: Draft,
    /// What was sent.
    pub sealed: Sealed,
    /// Who pressed Send.
    pub created_by: Option<String>,
    /// When it was taken.
    pub created_at: i64,
    /// When the relay got the request (Unix microseconds).
    pub received_at_us: i64,
    /// When the rules had passed and the payload was sealed (Unix microseconds).
    pub validated_at_us: i64,
    /// When the intent to send its first recipient was last written (Unix microseconds): before that nothing was on the wire.
    pub written_at_us: Option<i64>,
    /// When the simulated phone showed it (Unix microseconds).
    pub displayed_at_us: Option<i64>,
    /// After this moment nothing of it is put on the wire anymore.
    pub deadline_at: i64,
    /// What happens to recipients whose outcome is not known.
    pub unknown_policy: UnknownPolicy,
    /// When a person stopped it.
    pub cancelled_at: Option<i64>,
    /// What became of its recipients.
    pub outcomes: Outcomes,
}

/// What became of a push's recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcomes {
    /// How many are in which state.
    pub tally: Tally,
    /// The first recipient's outcome, once there is one: in a test push, the only one's.
    pub first: Option<Outcome>,
    /// What the first recipient waits for, if Apple said "not now".
    pub waiting: Option<Waiting>,
}

/// A recipient that will be tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// When.
    pub due_at: i64,
    /// What is known so far; its state is undecided.
    pub so_far: Outcome,
}

/// One line of the log of unknown outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEntry {
    /// Of which push.
    pub push_id: String,
    /// Which recipient of it.
    pub index: u32,
    /// The claim's epoch.
    pub epoch: i64,
    /// How that came about.
    pub cause: UnknownCause,
    /// When it was declared.
    pub at: i64,
}

/// Which part of a list is wanted, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// At most this many; more than 100 are never given.
    pub limit: Option<u32>,
    /// Only those older than this push.
    pub before: Option<String>,
}

/// One line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Who did it; `None` for the relay itself.
    pub person_id: Option<String>,
    /// What was done, such as `push.send`.
    pub action: String,
    /// To what: an id, never a value.
    pub subject: String,
    /// When.
    pub at: i64,
}

/// A line to add to the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAudit {
    /// Who did it; `None` for the relay itself.
    pub person_id: Option<String>,
    /// What was done, such as `push.send`.
    pub action: &'static str,
    /// To what: an id, never a value.
    pub subject: String,
}
