//! Which path does what. Everything that can be asked of the relay is on this page.

use api::{ErrorCode, paths};
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::{HeaderMap, Method, StatusCode, Uri};

use crate::app::App;
use crate::error::ApiError;
use crate::{middleware, routes};

/// The relay as a service, without a socket.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route(
            paths::SESSION,
            get(routes::session::show)
                .post(routes::session::sign_in)
                .delete(routes::session::sign_out),
        )
        .route(
            paths::PUSHES,
            get(routes::pushes::list).post(routes::pushes::send),
        )
        .route(paths::PUSH, get(routes::pushes::show))
        .route(paths::EVENTS, get(routes::events::listen))
        .route(paths::SIMULATOR_SCRIPT, post(routes::simulator::script))
        .route(
            paths::SIMULATOR_PHONES,
            get(routes::simulator::phones).post(routes::simulator::add_phone),
        )
        .route(paths::SIMULATOR_VERBS, post(routes::simulator::act))
        .route(paths::HEALTHZ, get(routes::health::healthz))
        .route(paths::READYZ, get(routes::health::readyz))
        .method_not_allowed_fallback(wrong_method)
        .fallback(elsewhere)
        .with_state(app.clone());
    middleware::around(routes, app)
}

/// The page, or a wrong turn in the API.
async fn elsewhere(
    State(app): State<App>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let path = uri.path();
    if path == "/api" || path.starts_with("/api/") {
        return ApiError::new(ErrorCode::NoSuchPath, "This relay has no such path.")
            .into_response();
    }
    app.assets().serve(&method, path, &headers)
}

async fn wrong_method() -> ApiError {
    ApiError::new(
        ErrorCode::NoSuchPath,
        "This path does not have this method.",
    )
    .with_status(StatusCode::METHOD_NOT_ALLOWED)
}
