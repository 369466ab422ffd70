//! The part of the control port that is about phones and the delivery log.

use crate::{Event, PhoneError, PhoneView, Simulator, Verb};
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{self, Sse},
    },
    routing::{get, post},
};
use futures_util::{Stream, stream};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{collections::VecDeque, time::Duration};
use tokio::time::timeout;

/// How often a stream of events looks whether something has expired, which nobody tells it.
const LOOK: Duration = Duration::from_secs(1);

pub(super) fn router() -> Router<Simulator> {
    Router::new()
        .route("/phones", get(list).post(add))
        .route("/phones/{id}", get(show).delete(remove))
        .route("/phones/{id}/verbs", post(act))
        .route("/timeline", get(timeline))
        .route("/timeline/stream", get(follow))
}

#[derive(Deserialize)]
struct NewPhone {
    name: String,
}

#[derive(Deserialize)]
struct Window {
    #[serde(default)]
    since: u64,
    #[serde(default)]
    wait_ms: u64,
    /// Only what is about this phone.
    device_id: Option<String>,
}

impl IntoResponse for PhoneError {
    fn into_response(self) -> Response {
        let status = match self {
            Self::NoPhone => StatusCode::NOT_FOUND,
            Self::NoApp => StatusCode::CONFLICT,
            Self::BadName => StatusCode::BAD_REQUEST,
        };
        super::problem(status, &self.to_string())
    }
}

async fn list(State(simulator): State<Simulator>) -> Json<Vec<PhoneView>> {
    Json(simulator.phones())
}

async fn add(
    State(simulator): State<Simulator>,
    Json(new): Json<NewPhone>,
) -> (StatusCode, Json<PhoneView>) {
    (StatusCode::CREATED, Json(simulator.add_phone(&new.name)))
}

async fn show(
    State(simulator): State<Simulator>,
    Path(id): Path<String>,
) -> Result<Json<PhoneView>, PhoneError> {
    simulator.phone(&id).map(Json).ok_or(PhoneError::NoPhone)
}

async fn remove(
    State(simulator): State<Simulator>,
    Path(id): Path<String>,
) -> Result<StatusCode, PhoneError> {
    simulator.remove_phone(&id).map(|()| StatusCode::NO_CONTENT)
}

async fn act(
    State(simulator): State<Simulator>,
    Path(id): Path<String>,
    Json(verb): Json<Verb>,
) -> Result<Json<Value>, PhoneError> {
    let registration = simulator.act(&id, verb)?;
    Ok(Json(
        json!({ "phone": simulator.phone(&id), "registration": registration }),
    ))
}

async fn timeline(
    State(simulator): State<Simulator>,
    Query(query): Query<Window>,
) -> Json<Vec<Event>> {
    let wait = Duration::from_millis(query.wait_ms).min(super::LONGEST_WAIT);
    // When nothing comes in time, the list is empty.
    let _ = timeout(wait, simulator.event_after(query.since)).await;
    let mut events = simulator.timeline_since(query.since);
    events.retain(|event| query.is_about(event));
    Json(events)
}

/// Each event as a line of JSON, with its number as its id; without end.
async fn follow(
    State(simulator): State<Simulator>,
    Query(query): Query<Window>,
) -> Sse<impl Stream<Item = Result<sse::Event, axum::Error>>> {
    let start = (simulator, query.since, VecDeque::new());
    let events = stream::unfold(start, |(simulator, mut last, mut ready)| async move {
        loop {
            if let Some(event) = ready.pop_front() {
                return Some((event, (simulator, last, ready)));
            }
            // When nothing comes in time, something may have expired.
            let _ = timeout(LOOK, simulator.event_after(last)).await;
            ready.extend(simulator.timeline_since(last));
            last = ready.back().map_or(last, |event| event.sequence);
        }
    });
    let events = stream::StreamExt::filter(events, move |event| {
        std::future::ready(query.is_about(event))
    });
    Sse::new(stream::StreamExt::map(events, |event| {
        let id = event.sequence.to_string();
        sse::Event::default().id(id).json_data(event)
    }))
}

impl Window {
    fn is_about(&self, event: &Event) -> bool {
        let device_id = self.device_id.as_ref();
        device_id.is_none_or(|it| *it == event.device_id)
    }
}
