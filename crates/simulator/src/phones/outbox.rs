//! What the state machine has to tell the world: numbered and published by those who hold it.

use super::{Presentation, Push};
use crate::{Delivery, DeliveryState, Event, Happening, Step, Verb};

/// Events and deliveries in the order in which they happened.
#[derive(Default)]
pub(crate) struct Outbox {
    pub(crate) events: Vec<Event>,
    pub(crate) deliveries: Vec<Delivery>,
}

/// Where a push goes.
#[derive(Clone)]
pub(crate) struct Route {
    pub(crate) device_id: String,
    pub(crate) bundle_id: String,
}

impl Outbox {
    pub(crate) fn verb(&mut self, device_id: &str, verb: Verb, now_ms: u64) {
        self.events.push(Event {
            sequence: 0,
            at_ms: now_ms,
            device_id: device_id.to_owned(),
            what: Happening::Verb(verb),
        });
    }

    /// A push has come to another state.
    pub(crate) fn step(&mut self, state: DeliveryState, route: &Route, push: &Push, now_ms: u64) {
        self.detailed(Step::of(state, &route.bundle_id, push), route, now_ms);
    }

    pub(crate) fn stored(
        &mut self,
        state: DeliveryState,
        route: &Route,
        push: &Push,
        until_ms: u64,
        now_ms: u64,
    ) {
        let mut step = Step::of(state, &route.bundle_id, push);
        step.until_ms = Some(until_ms);
        self.detailed(step, route, now_ms);
    }

    pub(crate) fn delivered(
        &mut self,
        state: DeliveryState,
        route: &Route,
        push: Push,
        shown: Presentation,
        now_ms: u64,
    ) {
        let mut step = Step::of(state, &route.bundle_id, &push);
        step.shown = Some(shown.clone());
        self.detailed(step, route, now_ms);
        if push.payload.is_null() {
            return;
        }
        self.deliveries.push(Delivery {
            sequence: 0,
            device_id: route.device_id.clone(),
            bundle_id: route.bundle_id.clone(),
            environment: push.environment,
            apns_id: push.apns_id,
            unique_id: push.unique_id,
            topic: push.topic,
            push_type: push.type_name,
            priority: push.priority,
            collapse_id: push.collapse_id,
            payload: push.payload,
            shown,
            accepted_at_ms: push.accepted_at_ms,
            delivered_at_ms: now_ms,
        });
    }

    fn detailed(&mut self, step: Step, route: &Route, now_ms: u64) {
        self.events.push(Event {
            sequence: 0,
            at_ms: now_ms,
            device_id: route.device_id.clone(),
            what: Happening::Push(step),
        });
    }
}

impl Step {
    fn of(state: DeliveryState, bundle_id: &str, push: &Push) -> Self {
        Self {
            state,
            apns_id: push.apns_id.clone(),
            unique_id: push.unique_id.clone(),
            environment: push.environment,
            bundle_id: bundle_id.to_owned(),
            push_type: push.type_name.clone(),
            priority: push.priority,
            shown: None,
            until_ms: None,
        }
    }
}
