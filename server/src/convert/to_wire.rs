//! What is remembered, as the page sees it. Secrets and whole tokens have no field to go to.

use api::{Device, Displayed, Event, Millis, Outcome, Push, Steps, UnknownCause};
use delivery::State;
use payload::{Environment, Reason};

/// A push with its whole state.
pub(crate) fn push(push: &store::Push) -> Push {
    Push {
        id: push.id.clone(),
        app_id: push.app_id.clone(),
        device_id: push.device_id.clone().unwrap_or_default(),
        environment: push.environment,
        created_at: push.created_at,
        headers: push.draft.headers.clone(),
        payload: push.draft.text.clone(),
        outcome: outcome(push),
        steps: steps(push),
    }
}

fn outcome(push: &store::Push) -> Outcome {
    let Some(outcome) = &push.outcomes.first else {
        let waiting = push.outcomes.waiting.as_ref().and_then(waiting);
        return waiting.unwrap_or(Outcome::Pending);
    };
    match outcome.state {
        State::Undecided => Outcome::Pending,
        State::Accepted => Outcome::Accepted {
            apns_id: outcome.apns_id.clone().unwrap_or_else(|| push.id.clone()),
            apns_unique_id: outcome.unique_id.clone(),
        },
        State::Rejected => Outcome::Rejected {
            status: outcome.status.unwrap_or_default(),
            reason: word(outcome),
            timestamp: outcome.apns_timestamp_ms,
        },
        State::Unknown => Outcome::Unknown {
            cause: match outcome.unknown {
                Some(delivery::UnknownCause::RelayStopped) => UnknownCause::RelayStopped,
                Some(delivery::UnknownCause::NoAnswer) => UnknownCause::NoAnswer,
                Some(delivery::UnknownCause::ConnectionLost) | None => UnknownCause::ConnectionLost,
            },
        },
        State::GaveUp => Outcome::GaveUp {
            detail: outcome
                .detail
                .clone()
                .or_else(|| last_answer(outcome))
                .unwrap_or_default(),
        },
        State::Cancelled => Outcome::Cancelled,
    }
}

/// `None` for one that waits because it was given back untried, and has nothing to tell.
fn waiting(waiting: &store::Waiting) -> Option<Outcome> {
    let so_far = &waiting.so_far;
    let reason = match (so_far.status, &so_far.detail) {
        (Some(_), _) => word(so_far),
        (None, Some(detail)) => detail.clone(),
        (None, None) => return None,
    };
    Some(Outcome::Waiting {
        status: so_far.status,
        reason,
        attempts: so_far.attempts,
        next_attempt_at: waiting.due_at,
    })
}

/// What Apple said last about a push that was given up after it.
fn last_answer(outcome: &delivery::Outcome) -> Option<String> {
    let status = outcome.status?;
    let answer = format!("Apple's last answer was {status} {}", word(outcome));
    Some(answer.trim_end().to_owned())
}

/// Apple's word; empty when Apple gave none.
fn word(outcome: &delivery::Outcome) -> String {
    let word = outcome.reason.as_ref().map(Reason::as_str);
    word.unwrap_or_default().to_owned()
}

fn steps(push: &store::Push) -> Steps {
    // A clock that was set back in between gives zero, not nonsense.
    let since = |at_us: i64| u64::try_from(at_us - push.received_at_us).unwrap_or(0);
    // While Apple says "not now", the last attempt's times are known although its outcome is not.
    let waiting = push
        .outcomes
        .waiting
        .as_ref()
        .map(|waiting| &waiting.so_far);
    let timings = push
        .outcomes
        .first
        .as_ref()
        .or(waiting)
        .map(|outcome| outcome.timings)
        .unwrap_or_default();
    Steps {
        validated_us: Some(since(push.validated_at_us)),
        written_us: push.written_at_us.map(since),
        signed_us: timings.signed_at_us.map(since),
        answered_us: timings.answered_at_us.map(since),
        displayed_us: push.displayed_at_us.map(since),
    }
}

/// A workspace.
pub(crate) fn workspace(workspace: store::Workspace) -> api::Workspace {
    api::Workspace {
        id: workspace.id,
        name: workspace.name,
    }
}

/// An app, with where its pushes can be sent to.
pub(crate) fn app(app: store::App, environments: Vec<Environment>) -> api::App {
    api::App {
        id: app.id,
        bundle_id: app.bundle_id,
        name: app.name,
        environments,
        demo: app.demo,
    }
}

/// A device, without its token.
pub(crate) fn device(device: store::Device) -> Device {
    Device {
        id: device.id,
        app_id: device.app_id,
        name: device.name,
        environment: device.environment,
        token_hint: device.token.as_str().chars().take(8).collect(),
        simulated: device.simulated,
        dead_since: device.dead_since,
    }
}

/// What a simulated phone shows.
pub(crate) fn displayed(delivery: &simulator::Delivery, at: Millis) -> Event {
    Event::Displayed(Box::new(Displayed {
        apns_id: delivery.apns_id.clone(),
        device_id: delivery.device_id.clone(),
        at,
        push_type: delivery.push_type.clone().unwrap_or_default(),
        collapse_id: delivery.collapse_id.clone(),
        payload: delivery.payload.to_string(),
    }))
}

#[cfg(test)]
mod tests;
