//! What the page asks for, as the relay understands it.

use api::{SendRequest, SimulatorAnswer};
use payload::Draft;
use sha2::{Digest as _, Sha256};
use simulator::Answer;

/// The draft in a request to send.
pub(crate) fn draft(request: &SendRequest) -> Draft {
    Draft {
        text: request.payload.clone(),
        headers: request.headers.clone(),
    }
}

/// Tells a repeated request from another one with the same key. White space between the request's own tokens does not count.
pub(crate) fn request_hash(request: &SendRequest) -> [u8; 32] {
    // Invariant: wire types have string keys and no fallible `Serialize`.
    let text = serde_json::to_vec(request).expect("a wire type is always JSON");
    Sha256::digest(text).into()
}

/// What the simulator is to do; `None` for what it does by itself.
pub(crate) fn answer(answer: SimulatorAnswer) -> Option<Answer> {
    match answer {
        SimulatorAnswer::Honest => None,
        SimulatorAnswer::Reject { reason } => Some(Answer::reject(reason)),
        SimulatorAnswer::Stall => Some(Answer::Stall),
    }
}
