//! What a connection remembers of provider tokens: Apple binds a connection to the first key it has seen.

use crate::{
    Environment, Reason,
    provider_token::{Key, Keys, Verified},
};
use std::time::Duration;

/// Apple: a token is changed at most once in this time.
const UPDATE_INTERVAL: Duration = Duration::from_mins(20);

/// The tokens of one connection.
#[derive(Default)]
pub(crate) struct Session {
    current: Option<Known>,
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
        self.current.is_some()
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
        let is_current = self.current.as_ref().is_some_and(|known| known.jwt == jwt);
        let is_previous = self.previous.as_ref().is_some_and(|known| known.jwt == jwt);
        if !is_current && !is_previous {
            let token = keys.verify(jwt)?;
            check(&token, environment, now)?;
            self.take_up(
                Known {
                    jwt: jwt.to_owned(),
                    token,
                },
                now,
            )?;
        }
        let known = if is_previous {
            &self.previous
        } else {
            &self.current
        };
        let token = &known
            .as_ref()
            .expect("it was found or has just been taken up")
            .token;
        check(token, environment, now)?;
        Ok(&token.key)
    }

    fn take_up(&mut self, known: Known, now: Duration) -> Result<(), Reason> {
        if let Some(current) = &self.current {
            let (bound, key) = (&current.token.key, &known.token.key);
            if bound.team_id != key.team_id {
                return Err(Reason::InvalidProviderToken);
            }
            if bound.id != key.id {
                return Err(Reason::UnrelatedKeyIdInToken);
            }
            if self
                .changed_at
                .is_some_and(|changed_at| now.saturating_sub(changed_at) < UPDATE_INTERVAL)
            {
                return Err(Reason::TooManyProviderTokenUpdates);
            }
            self.changed_at = Some(now);
        }
        self.previous = self.current.replace(known);
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
