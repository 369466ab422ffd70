//! Who is signed in, signing in, signing out.

use api::{Session, SignIn};
use axum::Json as Answer;
use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse};
use http::{HeaderName, HeaderValue, StatusCode, header};

use crate::app::App;
use crate::error::ApiError;
use crate::extract::{Json, SignedIn, Stranger};
use crate::services::sessions;

/// Not `"cookies"`: browsers keep cookies by host, not by port, so that would sign the person out of every other program
/// on this host. Our own cookie is taken back by name.
const CLEAR: (HeaderName, HeaderValue) = (
    HeaderName::from_static("clear-site-data"),
    HeaderValue::from_static("\"cache\", \"storage\""),
);

/// `GET`
pub(crate) async fn show(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
) -> Result<Answer<Session>, ApiError> {
    sessions::show(&app, &caller).await.map(Answer)
}

/// `POST`: a session that this browser had until now ends, so that no forgotten one stays open behind the new.
pub(crate) async fn sign_in(
    State(app): State<App>,
    Stranger(stranger): Stranger,
    before: Option<SignedIn>,
    Json(body): Json<SignIn>,
) -> Result<impl IntoResponse, ApiError> {
    let (caller, id) = sessions::sign_in(&app, &body.token, stranger).await?;
    if let Some(SignedIn(before)) = before {
        sessions::sign_out(&app, &before).await?;
    }
    let session = sessions::show(&app, &caller).await?;
    let cookie = app.cookie().give(&id, app.config().session.longest);
    Ok((
        AppendHeaders([(header::SET_COOKIE, cookie)]),
        Answer(session),
    ))
}

/// `DELETE`
pub(crate) async fn sign_out(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
) -> Result<impl IntoResponse, ApiError> {
    sessions::sign_out(&app, &caller).await?;
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders([(header::SET_COOKIE, app.cookie().take_back()), CLEAR]),
    ))
}
