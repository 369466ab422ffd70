//! Answers on command: what the next push to a token, or every push for a while, gets instead of a verdict.

use crate::Dice;
use serde::{Deserialize, Serialize};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

/// An answer that was ordered, for one push or for a phase.
///
/// In JSON: `"stall"`, `{"delay": 50}`, `{"reset": 2}`, `{"reject": {"reason": "Unregistered"}}`,
/// `{"go_away": {"reason": "Shutdown", "last_stream": 3}}`, `{"raw": {"status": 400, "body": "{\"reas"}}`,
/// `"half_close"`, `"disconnect"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Refuses the push, whatever is in it.
    Reject {
        /// The reason as it goes over the wire; one that Apple does not have is allowed.
        reason: String,
        /// The status; that of Apple's table when absent, and 400 for a reason that is not in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
        /// The `timestamp` of a 410, in milliseconds; the present time when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        timestamp_ms: Option<u64>,
    },
    /// Never answers, and leaves the stream open.
    Stall,
    /// Answers what it would have answered, but only after so many milliseconds.
    Delay(u64),
    /// Sends GOAWAY with a reason in JSON, answers the streams up to `last_stream` and no later one, then closes.
    GoAway {
        /// The reason in the debug data, such as `Shutdown`.
        reason: String,
        /// The last stream that will be answered. When absent, the last that has been looked at: then this push is
        /// left behind, unless a later one has overtaken it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_stream: Option<u32>,
    },
    /// Resets the stream with this HTTP/2 error code.
    Reset(u32),
    /// Refuses the push in words that need not be Apple's, or JSON.
    Raw {
        /// Any status.
        status: u16,
        /// The body, as it goes over the wire.
        body: String,
    },
    /// Does not answer, closes our half of the connection without GOAWAY, and goes on reading.
    HalfClose,
    /// Does not answer, and drops the connection without a word.
    Disconnect,
}

impl Answer {
    /// Refuses with the status that Apple's table has for the reason.
    pub fn reject(reason: impl Into<String>) -> Self {
        Self::Reject {
            reason: reason.into(),
            status: None,
            timestamp_ms: None,
        }
    }

    /// Sends GOAWAY that tells the truth: this push and later ones have not been looked at.
    pub fn go_away(reason: impl Into<String>) -> Self {
        Self::GoAway {
            reason: reason.into(),
            last_stream: None,
        }
    }
}

/// What has been ordered and is still to come.
#[derive(Default)]
pub(crate) struct Script(Mutex<Orders>);

#[derive(Default)]
struct Orders {
    /// By token in lower case, first in first out; a token without orders has no entry.
    next: HashMap<String, VecDeque<Answer>>,
    dice: Option<Dice>,
    phase: Option<Answer>,
}

impl Script {
    pub(crate) fn answer_next(&self, token: &str, answer: Answer) {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        orders
            .next
            .entry(token.to_ascii_lowercase())
            .or_default()
            .push_back(answer);
    }

    pub(crate) fn set_phase(&self, phase: Option<Answer>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).phase = phase;
    }

    pub(crate) fn set_dice(&self, dice: Option<Dice>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).dice = dice;
    }

    /// Takes the order for this push: that for its token first, then what the dice say, then the phase.
    pub(crate) fn take(&self, token: &str) -> Option<Answer> {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(queue) = orders.next.get_mut(token) else {
            let thrown = orders.dice.as_mut().and_then(Dice::throw);
            return thrown.or_else(|| orders.phase.clone());
        };
        let answer = queue.pop_front();
        if queue.is_empty() {
            orders.next.remove(token);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Script};

    #[test]
    fn orders_for_a_token_come_before_the_phase_and_only_once() {
        let script = Script::default();
        script.set_phase(Some(Answer::reject("ServiceUnavailable")));
        script.answer_next("AB", Answer::Stall);
        script.answer_next("ab", Answer::Delay(5));
        assert_eq!(script.take("ab"), Some(Answer::Stall));
        assert_eq!(
            script.take("cd"),
            Some(Answer::reject("ServiceUnavailable"))
        );
        assert_eq!(script.take("ab"), Some(Answer::Delay(5)));
        assert_eq!(
            script.take("ab"),
            Some(Answer::reject("ServiceUnavailable"))
        );
        script.set_phase(None);
        assert_eq!(script.take("ab"), None);
    }

    #[test]
    fn answers_read_from_json_as_documented() {
        let cases = [
            (r#""stall""#, Answer::Stall),
            (r#"{"delay":50}"#, Answer::Delay(50)),
            (r#"{"reset":2}"#, Answer::Reset(2)),
            (r#""half_close""#, Answer::HalfClose),
            (r#""disconnect""#, Answer::Disconnect),
            (
                r#"{"raw":{"status":400,"body":"{\"reas"}}"#,
                Answer::Raw {
                    status: 400,
                    body: "{\"reas".into(),
                },
            ),
            (
                r#"{"reject":{"reason":"Unregistered"}}"#,
                Answer::reject("Unregistered"),
            ),
            (
                r#"{"go_away":{"reason":"Shutdown"}}"#,
                Answer::go_away("Shutdown"),
            ),
        ];
        for (text, answer) in cases {
            assert_eq!(serde_json::from_str::<Answer>(text).unwrap(), answer);
            assert_eq!(serde_json::to_string(&answer).unwrap(), text);
        }
    }
}
