//! The `authorization` header: made once per provider token and not once per push; absent where a certificate speaks.

use std::sync::{Arc, Mutex, PoisonError};

use credentials::{KeyError, ProviderToken, TokenSigner};
use http::HeaderValue;

use crate::authentication::Authentication;

/// Who sends, as requests say it.
pub(super) struct Authorization {
    // `None`: TLS has said it.
    signer: Option<Arc<TokenSigner>>,
    current: Mutex<Option<Arc<Bearer>>>,
}

/// A provider token as a header.
pub(super) struct Bearer {
    token: ProviderToken,
    /// Marked as sensitive, so that no `Debug` of a request shows it.
    pub(super) value: HeaderValue,
}

impl Authorization {
    pub(super) fn by(authentication: Authentication) -> Self {
        Self {
            signer: match authentication {
                Authentication::Token(signer) => Some(signer),
                Authentication::Certificate(_) => None,
            },
            current: Mutex::new(None),
        }
    }

    /// The header of a request that is made now.
    pub(super) fn header(&self) -> Result<Option<Arc<Bearer>>, KeyError> {
        let Some(signer) = &self.signer else {
            return Ok(None);
        };
        let token = signer.bearer()?;
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        match &*current {
            Some(bearer) if bearer.token == token => {}
            _ => *current = Some(Arc::new(Bearer::of(token))),
        }
        Ok(current.clone())
    }

    /// After Apple has called `expired` expired: whether there is a newer token now.
    pub(super) fn renew(&self, expired: Option<&Bearer>) -> Result<bool, KeyError> {
        match (&self.signer, expired) {
            (Some(signer), Some(Bearer { token, .. })) => Ok(signer.renew_after(token)? != *token),
            _ => Ok(false),
        }
    }
}

impl Bearer {
    fn of(token: ProviderToken) -> Self {
        let mut value =
            HeaderValue::from_str(token.expose_bearer()).expect("a token is base64url and dots");
        value.set_sensitive(true);
        Self { token, value }
    }
}
