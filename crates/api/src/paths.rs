//! Every path of the relay, once: the router, the client and the tests use these.

/// `GET` who is signed in, `POST` sign in with the one-time token, `DELETE` sign out.
pub const SESSION: &str = "/api/v1/session";
/// `GET` the newest pushes, `POST` send one.
pub const PUSHES: &str = "/api/v1/pushes";
/// `GET` one push.
pub const PUSH: &str = "/api/v1/pushes/{id}";
/// `GET` the event stream (`text/event-stream`).
pub const EVENTS: &str = "/api/v1/events";
/// `POST` what the simulator shall answer to the next push to one of its devices.
pub const SIMULATOR_SCRIPT: &str = "/api/v1/simulator/script";
/// `GET` the simulated phones and the delivery log, `POST` add a phone.
pub const SIMULATOR_PHONES: &str = "/api/v1/simulator/phones";
/// `POST` do something with a phone.
pub const SIMULATOR_VERBS: &str = "/api/v1/simulator/phones/{id}/verbs";
/// `GET` 200 while the process runs.
pub const HEALTHZ: &str = "/healthz";
/// `GET` 200 when the relay can take a push, else 503 with what is missing.
pub const READYZ: &str = "/readyz";

/// Where something is done with one simulated phone.
pub fn simulator_verbs(id: &str) -> String {
    SIMULATOR_VERBS.replace("{id}", id)
}

/// The path of one push.
pub fn push(id: &str) -> String {
    PUSH.replace("{id}", id)
}
