//! Provider tokens: the ES256 JWT that opens APNs, one per credential, renewed neither too late nor too often.
//!
//! The token is written by hand. `jsonwebtoken` 11 would bring a second signing stack (ring or aws-lc) and a claims
//! model for what is two constant JSON objects and one call of the `p256` that already holds the key; and its
//! `EncodingKey` keeps a copy of the key that nothing wipes.
//!
//! Apple refuses a token older than 60 minutes (`ExpiredProviderToken`) and more than one new token in 20 minutes
//! (`TooManyProviderTokenUpdates`). [`TokenSigner`] keeps inside both by construction.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::error::KeyError;
use crate::id::{KeyId, TeamId};
use crate::key::SigningKey;

/// Where a signer takes the time from.
pub type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// A token is renewed at this age: a quarter of an hour before Apple calls it expired.
const RENEW_AT: Duration = Duration::from_mins(45);
/// A token is never replaced before this age: Apple's limit on updates.
const NEVER_BEFORE: Duration = Duration::from_mins(20);

/// One provider token. Clones are the same token; two tokens are equal only when one is a clone of the other.
#[derive(Clone)]
pub struct ProviderToken(Arc<Issued>);

struct Issued {
    bearer: SecretString,
    at: SystemTime,
}

impl ProviderToken {
    /// The value of the `authorization` header, `bearer …`. Never log it.
    pub fn expose_bearer(&self) -> &str {
        self.0.bearer.expose_secret()
    }

    /// How old the token is, or `None` when the clock has been set back since.
    fn age(&self, now: SystemTime) -> Option<Duration> {
        now.duration_since(self.0.at).ok()
    }
}

impl PartialEq for ProviderToken {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for ProviderToken {}

impl fmt::Debug for ProviderToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProviderToken(…)")
    }
}

/// Makes provider tokens from one credential and keeps the current one.
///
/// Share one signer among all connections of a credential: Apple counts tokens, not connections.
pub struct TokenSigner {
    key: SigningKey,
    key_id: KeyId,
    team_id: TeamId,
    clock: Clock,
    // Held while signing (about 0.1 ms), so that a crowd that finds the token too old makes one new token, not many.
    current: Mutex<Option<ProviderToken>>,
}

impl TokenSigner {
    /// A signer that has not signed yet.
    pub fn new(key: SigningKey, key_id: KeyId, team_id: TeamId, clock: Clock) -> Self {
        Self {
            key,
            key_id,
            team_id,
            clock,
            current: Mutex::new(None),
        }
    }

    /// The token to send now: the kept one until it is 45 minutes old, then a new one.
    pub fn bearer(&self) -> Result<ProviderToken, KeyError> {
        let mut current = self.lock();
        let now = (self.clock)();
        match &*current {
            // A clock that was set back says nothing about the token's age: keep it until Apple complains.
            Some(token) if token.age(now).is_none_or(|age| age < RENEW_AT) => Ok(token.clone()),
            _ => self.replace(&mut current, now),
        }
    }

    /// The token to use after Apple called `expired` expired.
    ///
    /// The first caller gets a new token, the rest of the crowd the same one. When `expired` is less than 20 minutes
    /// old, it is returned again: then a clock is wrong, and signing more often would only add a second complaint.
    pub fn renew_after(&self, expired: &ProviderToken) -> Result<ProviderToken, KeyError> {
        let mut current = self.lock();
        let now = (self.clock)();
        match &*current {
            Some(token) if token != expired => Ok(token.clone()),
            Some(token) if token.age(now).is_some_and(|age| age < NEVER_BEFORE) => {
                Ok(token.clone())
            }
            _ => self.replace(&mut current, now),
        }
    }

    /// The key, for a transport that signs by itself.
    pub fn key(&self) -> &SigningKey {
        &self.key
    }

    /// The id of the key.
    pub fn key_id(&self) -> &KeyId {
        &self.key_id
    }

    /// The id of the team that the key belongs to.
    pub fn team_id(&self) -> &TeamId {
        &self.team_id
    }

    fn lock(&self) -> MutexGuard<'_, Option<ProviderToken>> {
        // A token is stored whole or not at all, so a panic elsewhere cannot have left half of one.
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn replace(
        &self,
        current: &mut Option<ProviderToken>,
        now: SystemTime,
    ) -> Result<ProviderToken, KeyError> {
        let issued_at = now
            .duration_since(UNIX_EPOCH)
            .map_err(|_| KeyError::ClockBeforeEpoch)?
            .as_secs();
        let token = ProviderToken(Arc::new(Issued {
            bearer: self.sign(issued_at),
            at: now,
        }));
        *current = Some(token.clone());
        Ok(token)
    }

    /// `bearer `, then header, claims and signature. Both ids are `A-Z0-9`, so nothing needs escaping.
    fn sign(&self, issued_at: u64) -> SecretString {
        let header = format!(r#"{{"alg":"ES256","kid":"{}"}}"#, self.key_id);
        let claims = format!(r#"{{"iss":"{}","iat":{issued_at}}}"#, self.team_id);
        // One allocation that never grows: a grown `String` would leave a copy of the token behind.
        let mut token = Zeroizing::new(String::with_capacity(256));
        token.push_str("bearer ");
        let start = token.len();
        URL_SAFE_NO_PAD.encode_string(header, &mut token);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(claims, &mut token);
        let signature = self.key.sign(&token.as_bytes()[start..]);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        SecretString::from(token.as_str())
    }
}

impl fmt::Debug for TokenSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSigner")
            .field("key_id", &self.key_id)
            .field("team_id", &self.team_id)
            .finish_non_exhaustive()
    }
}
