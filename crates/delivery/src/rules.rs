//! What each answer becomes. One table, pure; every ledger and every transport lives by it.
//!
//! Sources: Apple, *Handling notification responses from APNs*; RFC 9113 §6.8 and §8.7 for what was never processed.

use apns::{Doubt, Reply, Undelivered};
use payload::Reason;

use crate::{Kind, Outcome, State, UnknownCause, UnknownPolicy, backoff};

/// What the ledger is to remember about one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The outcome is there.
    Settled(Outcome),
    /// Certainly not accepted, and worth another attempt.
    Later {
        /// When (Unix milliseconds).
        due_ms: i64,
        /// What is known so far; its state is undecided.
        so_far: Outcome,
    },
    /// It was claimed but not put on the wire; whoever ticks next may claim it again.
    Released {
        /// How often it was put on the wire before.
        attempts: u32,
    },
}

/// What an attempt's answer is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// What the push is for.
    pub kind: Kind,
    /// Unix milliseconds.
    pub now_ms: i64,
    /// After this moment nothing is put on the wire anymore.
    pub deadline_ms: i64,
    /// How often it was put on the wire, this attempt included.
    pub attempts: u32,
    /// A random number from 0 to 1, for the backoff.
    pub fraction: f64,
}

/// What an attempt's answer becomes.
pub fn judge(answer: Result<Reply, Undelivered>, attempt: &Attempt) -> Verdict {
    match answer {
        Ok(reply) => judge_reply(reply, attempt),
        Err(Undelivered::NotSent { cause }) => again_or_give_up(
            Outcome {
                detail: Some(cause),
                ..Outcome::bare(State::Undecided)
            },
            attempt,
        ),
        Err(Undelivered::Unknown { doubt, cause }) => {
            let why = match doubt {
                Doubt::NoAnswer => UnknownCause::NoAnswer,
                Doubt::ConnectionLost => UnknownCause::ConnectionLost,
            };
            settled(Outcome::unknown(why, cause), attempt)
        }
        Err(Undelivered::Unsupported { what }) => settled(Outcome::gave_up(what), attempt),
    }
}

fn judge_reply(reply: Reply, attempt: &Attempt) -> Verdict {
    let status = reply.status;
    let outcome = Outcome {
        status: Some(status),
        reason: reply.reason,
        apns_id: reply.apns_id,
        unique_id: reply.unique_id,
        apns_timestamp_ms: reply.timestamp_ms.and_then(|it| i64::try_from(it).ok()),
        ..Outcome::bare(State::Undecided)
    };
    match status {
        200 => settled(
            Outcome {
                state: State::Accepted,
                ..outcome
            },
            attempt,
        ),
        // Apple's table: these say that the push was not taken and that another attempt may be.
        429 | 500 | 503 => again_or_give_up(outcome, attempt),
        400..=499 => settled(
            Outcome {
                state: State::Rejected,
                ..outcome
            },
            attempt,
        ),
        // Not Apple's words: something between us and Apple spoke, and Apple may have taken the push before it did.
        _ => settled(
            Outcome {
                state: State::Unknown,
                unknown: Some(UnknownCause::ConnectionLost),
                detail: Some(format!("status {status} is not one that APNs answers with")),
                ..outcome
            },
            attempt,
        ),
    }
}

fn again_or_give_up(so_far: Outcome, attempt: &Attempt) -> Verdict {
    let due_ms = attempt.now_ms.saturating_add(backoff::wait_ms(
        attempt.kind,
        attempt.attempts,
        attempt.fraction,
    ));
    if due_ms < attempt.deadline_ms {
        return Verdict::Later {
            due_ms,
            so_far: Outcome {
                attempts: attempt.attempts,
                ..so_far
            },
        };
    }
    settled(
        Outcome {
            state: State::GaveUp,
            ..so_far
        },
        attempt,
    )
}

fn settled(outcome: Outcome, attempt: &Attempt) -> Verdict {
    Verdict::Settled(Outcome {
        attempts: attempt.attempts,
        ..outcome
    })
}

/// When a recipient whose outcome is not known is sent again; `None` leaves it unknown.
///
/// `crashes` counts the crashes in a row during which its chunk was in flight: at the third it is left alone, because it
/// may be what brings the relay down.
pub fn resend_at(policy: UnknownPolicy, crashes: u32, attempt: &Attempt) -> Option<i64> {
    let due_ms = attempt.now_ms.saturating_add(backoff::wait_ms(
        attempt.kind,
        attempt.attempts,
        attempt.fraction,
    ));
    match policy {
        UnknownPolicy::Leave => None,
        UnknownPolicy::Resend => {
            (crashes < POISON && due_ms < attempt.deadline_ms).then_some(due_ms)
        }
    }
}

/// So many crashes in a row, and a chunk is no longer sent again.
pub const POISON: u32 = 3;

/// Since when a token is dead, if this outcome says so and the device has not registered it again since.
///
/// Status 410 carries the time at which Apple last knew the token dead. Without it nothing is concluded.
pub fn dead_since(outcome: &Outcome, registered_at_ms: i64) -> Option<i64> {
    let says_so =
        outcome.status == Some(410) && !matches!(outcome.reason, Some(Reason::Unknown(_)));
    outcome
        .apns_timestamp_ms
        .filter(|since| says_so && *since > registered_at_ms)
}
