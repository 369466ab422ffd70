//! What a connection remembers of provider tokens: Apple binds a connection to the first key it has seen.
//!
//! After that, the key itself may come again, and the one key that is related to it: both for some topics only, in the
//! same environment. Each has its own tokens, so that a connection on which both push does not renew anything.

use crate::{
    Environment, Reason,
    provider_token::{Key, Keys, Verified},
};
use std::time::Duration;

/// Apple: a token is changed at most once in this time.
const UPDATE_INTERVAL: Duration = Duration::from_mins(20);

/// The tokens of one connection, by key. The first key is the one that the connection is bound to.
#[derive(Default)]
pub(crate) struct Session(Vec<Tokens>);

/// The tokens of one key.
struct Tokens {
    current: Known,
    /// Requests that were signed before the last change may still come in after it.
    previous: Option<Known>,
    /// When the last change was. That the first token comes is not a change.
    changed_at: Option<Duration>,
}

struct Known {
    jwt: String,
    token: Verified,
}

impl Session {
    /// Whether a good token has come in on this connection.
    pub(crate) fn is_authenticated(&self) -> bool {
        !self.0.is_empty()
    }

    /// Checks the token of a request, and remembers it if it is good. The signature of a token that is known
    /// already is not computed again.
    pub(crate) fn admit(
        &mut self,
        jwt: &str,
        environment: Environment,
        keys: &Keys,
        now: Duration,
    ) -> Result<&Key, Reason> {
        if self.find(jwt).is_none() {
            let token = keys.verify(jwt)?;
            check(&token, environment, now)?;
            let jwt = jwt.to_owned();
            self.take_up(Known { jwt, token }, now)?;
        }
        let token = self
            .find(jwt)
            .expect("it was found or has just been taken up");
        check(token, environment, now)?;
        Ok(&token.key)
    }

    fn find(&self, jwt: &str) -> Option<&Verified> {
        self.0
            .iter()
            .flat_map(|tokens| tokens.previous.iter().chain([&tokens.current]))
            .find_map(|known| (known.jwt == jwt).then_some(&known.token))
    }

    fn take_up(&mut self, known: Known, now: Duration) -> Result<(), Reason> {
        let key = &known.token.key;
        if let Some(first) = self.0.first() {
            let bound = &first.current.token.key;
            if bound.team_id != key.team_id {
                return Err(Reason::InvalidProviderToken);
            }
            if bound.id != key.id && !bound.is_related_to(key) {
                return Err(Reason::UnrelatedKeyIdInToken);
            }
        }
        let of_key = |it: &&mut Tokens| it.current.token.key.id == key.id;
        if let Some(tokens) = self.0.iter_mut().find(of_key) {
            return tokens.renew(known, now);
        }
        self.0.push(Tokens {
            current: known,
            previous: None,
            changed_at: None,
        });
        Ok(())
    }
}

impl Tokens {
    fn renew(&mut self, known: Known, now: Duration) -> Result<(), Reason> {
        if self
            .changed_at
            .is_some_and(|changed_at| now.saturating_sub(changed_at) < UPDATE_INTERVAL)
        {
            return Err(Reason::TooManyProviderTokenUpdates);
        }
        self.changed_at = Some(now);
        self.previous = Some(std::mem::replace(&mut self.current, known));
        Ok(())
    }
}

/// What may be wrong with a token whose signature is good.
fn check(token: &Verified, environment: Environment, now: Duration) -> Result<(), Reason> {
    if token
        .key
        .environment
        .is_some_and(|only| only != environment)
    {
        return Err(Reason::BadEnvironmentKeyIdInToken);
    }
    if token.is_expired(now) {
        return Err(Reason::ExpiredProviderToken);
    }
    Ok(())
}
