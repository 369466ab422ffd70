//! The control port: HTTP and JSON for people and for tests that do not hold the library. Loopback only.
//!
//! | request | does |
//! |---|---|
//! | `GET /devices` | lists devices with their tokens |
//! | `POST /devices` | puts an app on a new device ([`DeviceSpec`]) and answers with its token |
//! | `DELETE /devices/{token}` | removes the app: 410 from now on |
//! | `POST /identities` | issues a push certificate ([`IdentitySpec`]): `chain_pem`, `key_pem` |
//! | `POST /keys` | lets a key sign provider tokens ([`KeySpec`]) |
//! | `DELETE /keys/{key_id}` | takes a key back, for connections that have not seen a token of it |
//! | `POST /apps/{bundle_id}` | `{"broadcast": false}` takes the broadcast capability from an app, with all its channels |
//! | `POST /answers` | `{"token": …, "answer": …}` orders the next answer to a token; without a token, the answer to everything until `{"answer": null}` ([`Answer`]) |
//! | `POST /dice` | answers by chance ([`Dice`]), until `null` |
//! | `GET /connections` | lists open connections |
//! | `POST /faults` | `{"connection": …, "fault": …}` does something to a connection, or without a number to all ([`Fault`]); answers with how many |
//! | `POST /conditions` | what new connections meet ([`Conditions`]); `{}` is nothing |
//! | `GET /ledger` | counts and records |
//! | `GET /deliveries?since=N&wait_ms=M` | what has arrived after number N; waits for something if there is nothing |
//! | `GET /phones`, `POST /phones` | lists phones with apps, tokens and what they show; adds one (`{"name": …}`) |
//! | `GET`, `DELETE /phones/{id}` | one phone; takes it out of the world |
//! | `POST /phones/{id}/verbs` | does something with it ([`crate::Verb`]) and answers with the phone and its new token |
//! | `GET /timeline?since=N&wait_ms=M&device_id=ID` | the delivery log after number N ([`crate::Event`]) |
//! | `GET /timeline/stream?since=N&device_id=ID` | the same as server-sent events, without end |
//!
//! `/devices` is the short way for tests: an app on a new phone, or off it, in one step.

mod phones;

use crate::{
    Answer, Conditions, ConnectionView, Delivery, Device, DeviceSpec, Dice, Fault, Identity,
    IdentitySpec, KeySpec, Simulator, SimulatorError,
};
use axum::{
    Json, Router,
    extract::{Path, Query, Request, State},
    http::{StatusCode, Uri, header::HOST},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};
use tokio::{net::TcpListener, time::timeout};

/// The longest that `GET /deliveries` waits.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Binds the control port; refuses any address that others can reach.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, SimulatorError> {
    if !address.ip().is_loopback() {
        return Err(SimulatorError::NotLoopback(address));
    }
    TcpListener::bind(address)
        .await
        .map_err(|source| SimulatorError::Listen { address, source })
}

/// The control API of a simulator.
pub fn router(simulator: Simulator) -> Router {
    Router::new()
        .route("/devices", get(list_devices).post(register_device))
        .route("/devices/{token}", delete(uninstall))
        .route("/keys", post(register_key))
        .route("/keys/{key_id}", delete(revoke_key))
        .route("/identities", post(issue_identity))
        .route("/apps/{bundle_id}", post(change_app))
        .route("/answers", post(order_answer))
        .route("/dice", post(set_dice))
        .route("/connections", get(list_connections))
        .route("/faults", post(disturb))
        .route("/conditions", post(set_conditions))
        .route("/ledger", get(show_ledger))
        .route("/deliveries", get(list_deliveries))
        .merge(phones::router())
        .layer(middleware::from_fn(from_here))
        .with_state(simulator)
}

#[derive(Deserialize)]
struct Order {
    token: Option<String>,
    answer: Option<Answer>,
}

#[derive(Deserialize)]
struct Disturbance {
    connection: Option<u64>,
    fault: Fault,
}

#[derive(Deserialize)]
struct App {
    broadcast: bool,
}

#[derive(Deserialize)]
struct Since {
    #[serde(default)]
    since: u64,
    #[serde(default)]
    wait_ms: u64,
}

impl IntoResponse for SimulatorError {
    fn into_response(self) -> Response {
        problem(StatusCode::BAD_REQUEST, &self.to_string())
    }
}

async fn list_devices(State(simulator): State<Simulator>) -> Json<Vec<Device>> {
    Json(simulator.devices())
}

async fn register_device(
    State(simulator): State<Simulator>,
    Json(spec): Json<DeviceSpec>,
) -> impl IntoResponse {
    (StatusCode::CREATED, Json(simulator.register_device(spec)))
}

async fn uninstall(State(simulator): State<Simulator>, Path(token): Path<String>) -> Response {
    if simulator.uninstall(&token) {
        StatusCode::NO_CONTENT.into_response()
    } else {
        problem(StatusCode::NOT_FOUND, "no app has this token")
    }
}

async fn register_key(
    State(simulator): State<Simulator>,
    Json(spec): Json<KeySpec>,
) -> Result<StatusCode, SimulatorError> {
    simulator.register_key_spec(spec)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn revoke_key(State(simulator): State<Simulator>, Path(key_id): Path<String>) -> Response {
    if simulator.revoke_key(&key_id) {
        StatusCode::NO_CONTENT.into_response()
    } else {
        problem(StatusCode::NOT_FOUND, "no key has this id")
    }
}

async fn issue_identity(
    State(simulator): State<Simulator>,
    Json(spec): Json<IdentitySpec>,
) -> Result<(StatusCode, Json<Identity>), SimulatorError> {
    Ok((StatusCode::CREATED, Json(simulator.issue_identity(&spec)?)))
}

async fn change_app(
    State(simulator): State<Simulator>,
    Path(bundle_id): Path<String>,
    Json(app): Json<App>,
) -> StatusCode {
    simulator.set_broadcast(&bundle_id, app.broadcast);
    StatusCode::NO_CONTENT
}

async fn order_answer(State(simulator): State<Simulator>, Json(order): Json<Order>) -> Response {
    match order {
        Order {
            token: None,
            answer,
        } => simulator.set_phase(answer),
        Order {
            token: Some(token),
            answer: Some(answer),
        } => simulator.answer_next(&token, answer),
        Order {
            token: Some(_),
            answer: None,
        } => return problem(StatusCode::BAD_REQUEST, "which answer?"),
    }
    StatusCode::NO_CONTENT.into_response()
}

async fn set_dice(
    State(simulator): State<Simulator>,
    Json(dice): Json<Option<Dice>>,
) -> StatusCode {
    simulator.set_dice(dice);
    StatusCode::NO_CONTENT
}

async fn list_connections(State(simulator): State<Simulator>) -> Json<Vec<ConnectionView>> {
    Json(simulator.connections())
}

async fn disturb(
    State(simulator): State<Simulator>,
    Json(order): Json<Disturbance>,
) -> Json<Value> {
    let count = simulator.disturb(order.connection, &order.fault);
    Json(json!({ "connections": count }))
}

async fn set_conditions(
    State(simulator): State<Simulator>,
    Json(conditions): Json<Conditions>,
) -> StatusCode {
    simulator.set_conditions(conditions);
    StatusCode::NO_CONTENT
}

async fn show_ledger(State(simulator): State<Simulator>) -> Json<Value> {
    let ledger = simulator.ledger();
    Json(json!({ "counts": ledger.counts(), "records": ledger.records() }))
}

async fn list_deliveries(
    State(simulator): State<Simulator>,
    Query(query): Query<Since>,
) -> Json<Vec<Delivery>> {
    let wait = Duration::from_millis(query.wait_ms).min(LONGEST_WAIT);
    // When nothing comes in time, the list is empty.
    let _ = timeout(wait, simulator.delivery_after(query.since)).await;
    Json(simulator.deliveries_since(query.since))
}

/// Lets nobody in who comes by another name: a page in a browser could have its own name point to this machine.
async fn from_here(request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .and_then(|host| host.parse::<Uri>().ok());
    let is_local = host.as_ref().and_then(Uri::host).is_some_and(|host| {
        let ip = host.trim_matches(['[', ']']).parse::<IpAddr>();
        host.eq_ignore_ascii_case("localhost") || ip.is_ok_and(|ip| ip.is_loopback())
    });
    if is_local {
        next.run(request).await
    } else {
        problem(StatusCode::FORBIDDEN, "for this machine only")
    }
}

fn problem(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}
