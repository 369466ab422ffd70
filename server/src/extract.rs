//! What handlers take out of a request. Each refuses in the API's own words.

use api::{ErrorCode, IDEMPOTENCY_KEY};
use axum::body::{Body, HttpBody as _};
use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Path, Request};
use http::request::Parts;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use store::StoreError;

use crate::app::{App, millis};
use crate::error::ApiError;
use crate::middleware::{Peer, Received};
use crate::services::Caller;

/// Whoever is signed in.
pub(crate) struct SignedIn(pub(crate) Caller);

impl FromRequestParts<App> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let id = app
            .cookie()
            .read(&parts.headers)
            .ok_or_else(ApiError::signed_out)?;
        Caller::recognize(app, &id).await.map(Self)
    }
}

impl OptionalFromRequestParts<App> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, ApiError> {
        match <Self as FromRequestParts<App>>::from_request_parts(parts, app).await {
            Ok(signed_in) => Ok(Some(signed_in)),
            Err(error) if error.code == ErrorCode::SignedOut => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Caller {
    /// The session that this id opens.
    async fn recognize(app: &App, id: &str) -> Result<Self, ApiError> {
        let key = store::SecretHash::of(id);
        let session = app
            .store()
            .sessions()
            .find(key, millis(app.config().session.idle))
            .await;
        match session {
            Ok(session) => Ok(Self { session, key }),
            Err(StoreError::NotFound { .. }) => Err(ApiError::signed_out()),
            Err(error) => Err(error.into()),
        }
    }
}

/// The body as JSON of a known shape, within the limits of size and time.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiError> {
        let limits = app.config().limits;
        let bytes = tokio::time::timeout(limits.body, read(request.into_body(), limits.body_bytes))
            .await
            .map_err(|_| ApiError::too_slow())??;
        // The cause names fields and positions of what the caller wrote, and nothing else.
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            ApiError::new(
                ErrorCode::BadRequest,
                format!("The body is not what this path takes: {error}."),
            )
        })
    }
}

async fn read(body: Body, limit: usize) -> Result<bytes::Bytes, ApiError> {
    // Refused before the first byte is read, when the request says how long it is.
    if body.size_hint().lower() > limit as u64 {
        return Err(ApiError::too_large(limit));
    }
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(ApiError::too_large(limit)),
        Err(_) => Err(ApiError::new(ErrorCode::BadRequest, "The body broke off.")),
    }
}

/// An id in the path. One that is not even text is of nothing.
pub(crate) struct Id(pub(crate) String);

impl FromRequestParts<App> for Id {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let path = <Path<String> as FromRequestParts<App>>::from_request_parts(parts, app).await;
        path.map(|Path(id)| Self(id))
            .map_err(|_| ApiError::not_found())
    }
}

/// The key that makes a request safe to repeat.
pub(crate) struct IdempotencyKey(pub(crate) String);

impl FromRequestParts<App> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        let key = parts
            .headers
            .get(IDEMPOTENCY_KEY)
            .and_then(|value| value.to_str().ok());
        let key = key.filter(|key| {
            (1..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
        });
        key.map(|key| Self(key.to_owned())).ok_or_else(|| {
            let detail = "Sending needs the header `Idempotency-Key` with 1 to 64 visible ASCII characters, new for each push.";
            ApiError::new(ErrorCode::IdempotencyKeyNeeded, detail)
        })
    }
}

/// Who is at the other end, as far as limits are concerned.
pub(crate) struct Stranger(pub(crate) Option<std::net::IpAddr>);

impl FromRequestParts<App> for Stranger {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        Ok(Self(
            parts.extensions.get::<Peer>().map(|peer| peer.stranger()),
        ))
    }
}

impl FromRequestParts<App> for Received {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        Ok(parts.extensions.get().copied().unwrap_or_else(|| Self {
            at_us: app.clock().now_us(),
        }))
    }
}
