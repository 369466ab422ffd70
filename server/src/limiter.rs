//! A bounded rate limiter: so many a minute for each key, with no more memory than that of its keys.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// The most keys that are told apart. When there are more, strangers share one allowance until others are forgotten.
const MOST_KEYS: usize = 10_000;

/// An allowance of `per_minute` for each key, which refills steadily; all of it can be used at once.
#[derive(Debug)]
pub struct Limiter<K> {
    per_minute: f64,
    keys: Mutex<HashMap<Option<K>, Allowance>>,
}

#[derive(Clone, Copy, Debug)]
struct Allowance {
    left: f64,
    at_ms: i64,
}

impl<K: Eq + Hash> Limiter<K> {
    /// An allowance for each key.
    pub fn new(per_minute: u32) -> Self {
        Self {
            per_minute: per_minute.into(),
            keys: Mutex::default(),
        }
    }

    /// Takes one of the key's allowance; `false` when there is none left.
    pub fn take(&self, key: K, now_ms: i64) -> bool {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let mut key = Some(key);
        if keys.len() >= MOST_KEYS && !keys.contains_key(&key) {
            // A key whose allowance is full again says nothing that a new one would not.
            keys.retain(|_, allowance| self.refilled(*allowance, now_ms) < self.per_minute);
            if keys.len() >= MOST_KEYS {
                key = None;
            }
        }
        let fresh = Allowance {
            left: self.per_minute,
            at_ms: now_ms,
        };
        let allowance = keys.entry(key).or_insert(fresh);
        *allowance = Allowance {
            left: self.refilled(*allowance, now_ms),
            at_ms: now_ms,
        };
        let granted = allowance.left >= 1.0;
        if granted {
            allowance.left -= 1.0;
        }
        granted
    }

    fn refilled(&self, allowance: Allowance, now_ms: i64) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a wait of less than 285,000 years is exact"
        )]
        let waited = (now_ms - allowance.at_ms).max(0) as f64;
        (allowance.left + waited * self.per_minute / 60_000.0).min(self.per_minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_is_used_up_and_refills() {
        let limiter = Limiter::new(2);
        let taken: Vec<bool> = [0, 0, 0, 29_999, 30_000, 30_000]
            .map(|now_ms| limiter.take("ada", now_ms))
            .to_vec();
        assert_eq!(taken, [true, true, false, false, true, false]);
    }

    #[test]
    fn keys_do_not_use_each_others() {
        let limiter = Limiter::new(1);
        assert!(limiter.take("ada", 0));
        assert!(limiter.take("bob", 0));
        assert!(!limiter.take("ada", 0));
    }

    #[test]
    fn a_clock_that_goes_back_gives_nothing() {
        let limiter = Limiter::new(1);
        assert!(limiter.take("ada", 60_000));
        assert!(!limiter.take("ada", 0));
    }

    #[test]
    fn memory_is_bounded_by_forgetting_the_rested_and_pooling_strangers() {
        let limiter = Limiter::new(1);
        for key in 0..MOST_KEYS {
            assert!(limiter.take(key, 0));
        }
        assert!(limiter.take(MOST_KEYS, 0), "the strangers' allowance");
        assert!(!limiter.take(MOST_KEYS + 1, 0), "is shared");
        assert!(
            limiter.take(MOST_KEYS + 1, 60_000),
            "until the others have rested"
        );
        assert!(limiter.keys.lock().unwrap().len() <= MOST_KEYS + 1);
    }
}
