//! The port to what is remembered: one transaction per tick carries the answers and the new intents.

use futures_util::future::BoxFuture;
use payload::{DeviceToken, Headers};

use crate::{LaneKey, LedgerError, Outcome, State, Verdict};

/// The delivery ledger.
///
/// A push's audience is cut into chunks of at most [`crate::blob::CHUNK`] recipients. A chunk is *claimed* as a whole;
/// a claim is the intent to send all of its undecided recipients. Each claim carries an epoch that fences out whoever
/// held the chunk before.
pub trait Ledger: Send + Sync + 'static {
    /// Commits in one transaction: the answers, what became unknown, and new claims for as many recipients as there is room for.
    ///
    /// Only after this has returned may the claims be sent and the settled be told. Waiting retries that are due are
    /// claimed before new chunks, and test pushes before campaigns.
    fn tick(&self, tick: Tick) -> BoxFuture<'_, Result<Ticked, LedgerError>>;

    /// To be called once, before the first tick: every recipient with an intent and no answer becomes unknown, in one transaction.
    ///
    /// Whoever held those chunks before is fenced out by a new epoch.
    fn recover(&self, now_ms: i64) -> BoxFuture<'_, Result<Recovered, LedgerError>>;
}

/// What one transaction is to carry.
#[derive(Clone, Debug)]
pub struct Tick {
    /// Unix milliseconds.
    pub now_ms: i64,
    /// What was learned since the last tick.
    pub answers: Vec<Answer>,
    /// How many recipients may be claimed.
    pub room: Room,
}

/// How many recipients may be claimed, by kind. Test pushes have room of their own, so that a campaign never delays one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// For test pushes.
    pub test: usize,
    /// For campaigns.
    pub campaign: usize,
}

impl Room {
    /// The room of one kind.
    pub fn of(self, kind: Kind) -> usize {
        match kind {
            Kind::Test => self.test,
            Kind::Campaign => self.campaign,
        }
    }
}

/// What was learned about one claimed recipient.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Whom it is about.
    pub slot: Slot,
    /// What to remember.
    pub verdict: Verdict,
}

/// The place of one claimed recipient in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Which chunk.
    pub chunk_id: i64,
    /// The claim's epoch.
    pub epoch: i64,
    /// Which recipient of the chunk.
    pub position: u16,
}

/// What one transaction has done.
#[derive(Clone, Debug, Default)]
pub struct Ticked {
    /// What may now be sent.
    pub claims: Vec<Claim>,
    /// What is now known for good.
    pub settled: Vec<Settled>,
    /// When the next waiting retry is due for which there is still room, in Unix milliseconds.
    pub next_due_ms: Option<i64>,
}

/// A chunk, or the due retries of one, that may be sent.
#[derive(Clone)]
pub struct Claim {
    /// Which chunk.
    pub chunk_id: i64,
    /// Fences out whoever held the chunk before.
    pub epoch: i64,
    /// Of which push.
    pub push_id: String,
    /// Test push or campaign.
    pub kind: Kind,
    /// Which way it goes.
    pub lane: LaneKey,
    /// Headers as they are sent.
    pub headers: Headers,
    /// Body as it is sent.
    pub body: String,
    /// After this moment nothing of it is put on the wire anymore (Unix milliseconds).
    pub deadline_ms: i64,
    /// Whom it goes to.
    pub recipients: Vec<Recipient>,
}

impl std::fmt::Debug for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Claim(push {}, chunk {}, {} recipients)",
            self.push_id,
            self.chunk_id,
            self.recipients.len()
        )
    }
}

/// One recipient of a claim.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// Which recipient of the chunk.
    pub position: u16,
    /// Which recipient of the push.
    pub index: u32,
    /// Where to.
    pub token: DeviceToken,
    /// How often it was put on the wire before.
    pub attempts: u32,
}

/// One recipient whose outcome is committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The team's walled area.
    pub workspace_id: String,
    /// Of which push.
    pub push_id: String,
    /// Which recipient of it; 0 in a test push.
    pub index: u32,
    /// What became of it.
    pub outcome: Outcome,
}

/// What [`Ledger::recover`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Recipients that had an intent and no answer, and are listed as unknown now.
    pub unknown: Vec<Settled>,
    /// Of those, how many will be sent again because their push asks for it.
    pub resent: u64,
    /// Recipients that had been answered "not now" and still wait for another attempt.
    pub waiting: u64,
}

/// What a push is for. A test push has a fast lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// One device, one person waiting for it.
    Test,
    /// An audience.
    Campaign,
}

impl Kind {
    /// Every kind, the faster one first.
    pub const ALL: [Self; 2] = [Self::Test, Self::Campaign];

    /// The name used in the ledger.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Campaign => "campaign",
        }
    }

    /// Reads [`Kind::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == text)
    }
}

/// What happens to recipients whose outcome is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnknownPolicy {
    /// At most once: they stay unknown and are listed. The rule for test pushes, and wherever a duplicate acts.
    Leave,
    /// At least once: they are logged as unknown and sent again with the same `apns-id`.
    Resend,
}

impl UnknownPolicy {
    /// The name used in the ledger.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leave => "leave",
            Self::Resend => "resend",
        }
    }

    /// Reads [`UnknownPolicy::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Leave, Self::Resend]
            .into_iter()
            .find(|it| it.as_str() == text)
    }
}

impl Settled {
    /// Shorthand for the outcome's state.
    pub fn state(&self) -> State {
        self.outcome.state
    }
}
