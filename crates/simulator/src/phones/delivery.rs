//! The way of a push from APNs to the phone, or into storage, or into the log only.

use super::{
    Address, Fleet, Outbox, Phone, Place, Presentation, Push, Quiet, Registration, TokenKind,
    TokenStatus,
    outbox::Route,
    presentation::present,
    storage::{Slot, Stored, keep_until},
};
use crate::{DeliveryState, Environment};

/// What on a phone takes a push.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taker {
    /// The holder of a token of this kind.
    Token(TokenKind),
    /// All Live Activities that listen to the channel.
    Channel,
}

impl Fleet {
    /// A push to a token, which has been answered with 200. Nothing happens when nobody ever had the token.
    pub(crate) fn accept(&mut self, push: Push, now_ms: u64, out: &mut Outbox) {
        self.sweep(now_ms, out);
        let Address::Token(token) = &push.to else {
            return;
        };
        let known = self.registrations.find(push.environment, token);
        if let Some(registration) = known.filter(|it| !it.is_gone()) {
            let route = Route {
                device_id: registration.device_id.clone(),
                bundle_id: registration.bundle_id.clone(),
            };
            self.send(&route, push, now_ms, out);
        }
    }

    /// A push to everybody on a channel. On a channel without storage its expiration is 0.
    pub(crate) fn broadcast(
        &mut self,
        bundle_id: &str,
        push: &Push,
        now_ms: u64,
        out: &mut Outbox,
    ) {
        self.sweep(now_ms, out);
        let Address::Channel(channel_id) = &push.to else {
            return;
        };
        let routes: Vec<Route> = self
            .phones
            .values()
            .filter(|phone| listens(phone, bundle_id, push.environment, channel_id))
            .map(|phone| Route {
                device_id: phone.id.clone(),
                bundle_id: bundle_id.to_owned(),
            })
            .collect();
        for route in routes {
            self.send(&route, push.clone(), now_ms, out);
        }
    }

    /// Lets go of what is over: stored notifications, and Live Activities that have ended.
    pub(crate) fn sweep(&mut self, now_ms: u64, out: &mut Outbox) {
        if self.sweep_at_ms.is_none_or(|at_ms| now_ms < at_ms) {
            return;
        }
        for (device_id, stored) in self.storage.take_expired(now_ms) {
            let route = Route {
                device_id,
                bundle_id: stored.slot.bundle_id,
            };
            let state = DeliveryState::Expired;
            out.step(state, &route, &stored.push, stored.until_ms);
        }
        for app in self.phones.values_mut().flat_map(|it| it.apps.values_mut()) {
            app.dismiss(now_ms);
        }
        let apps = self.phones.values().flat_map(|it| it.apps.values());
        let activities = apps.flat_map(|app| &app.activities);
        let ends = activities.filter_map(|it| it.gone_at_ms);
        self.sweep_at_ms = ends.chain(self.storage.ends()).min();
    }

    /// Makes sure that a sweep comes when this is over.
    fn remember(&mut self, end_ms: u64) {
        self.sweep_at_ms = Some(self.sweep_at_ms.map_or(end_ms, |at_ms| at_ms.min(end_ms)));
    }

    /// Delivers what is stored for a phone, as far as the phone can take it now.
    pub(super) fn release(&mut self, device_id: &str, now_ms: u64, out: &mut Outbox) {
        let Some(phone) = self.phones.get(device_id).filter(|phone| phone.online) else {
            return;
        };
        let phone = phone.clone();
        for mut stored in self.storage.take(device_id, |_| true) {
            let route = Route {
                device_id: device_id.to_owned(),
                bundle_id: stored.slot.bundle_id.clone(),
            };
            if !saves_power(&phone, &route.bundle_id, &stored.push) {
                self.hand_over(&route, stored.push, true, now_ms, out);
                continue;
            }
            if !stored.waits_for_power {
                stored.waits_for_power = true;
                let state = DeliveryState::StoredPower;
                out.stored(state, &route, &stored.push, stored.until_ms, now_ms);
            }
            self.storage.put(device_id, stored);
        }
    }

    fn send(&mut self, route: &Route, push: Push, now_ms: u64, out: &mut Outbox) {
        out.step(DeliveryState::Received, route, &push, now_ms);
        let Some(phone) = self.phones.get(&route.device_id) else {
            return;
        };
        let waits_for_power = phone.online && saves_power(phone, &route.bundle_id, &push);
        if phone.online && !waits_for_power {
            self.hand_over(route, push, false, now_ms, out);
        } else {
            self.store(route, push, waits_for_power, now_ms, out);
        }
    }

    fn store(
        &mut self,
        route: &Route,
        push: Push,
        waits_for_power: bool,
        now_ms: u64,
        out: &mut Outbox,
    ) {
        let Some(until_ms) = keep_until(&push, now_ms) else {
            out.step(DeliveryState::Expired, route, &push, now_ms);
            return;
        };
        let state = if waits_for_power {
            DeliveryState::StoredPower
        } else {
            DeliveryState::StoredOffline
        };
        out.stored(state, route, &push, until_ms, now_ms);
        self.remember(until_ms);
        let slot = Slot {
            environment: push.environment,
            bundle_id: route.bundle_id.clone(),
            channel: match &push.to {
                Address::Token(_) => None,
                Address::Channel(channel_id) => Some(channel_id.clone()),
            },
        };
        let stored = Stored {
            slot,
            push,
            until_ms,
            waits_for_power,
        };
        if let Some(replaced) = self.storage.put(&route.device_id, stored) {
            out.step(DeliveryState::Replaced, route, &replaced.push, now_ms);
        }
    }

    /// The phone can be reached: it takes the push, or says why not.
    fn hand_over(
        &mut self,
        route: &Route,
        push: Push,
        from_storage: bool,
        now_ms: u64,
        out: &mut Outbox,
    ) {
        let state = |now, later| if from_storage { later } else { now };
        let Some(taker) = self.taker(route, &push) else {
            if let Address::Token(token) = &push.to {
                self.registrations.bury(push.environment, token, now_ms);
            }
            let state = state(
                DeliveryState::Unregistered,
                DeliveryState::UnregisteredFromStorage,
            );
            out.step(state, route, &push, now_ms);
            return;
        };
        let is_disabled = self
            .app_mut(&route.device_id, &route.bundle_id)
            .is_some_and(|app| app.permissions.is_disabled());
        if is_disabled && taker == Taker::Token(TokenKind::App) && push.is_visible() {
            let state = state(DeliveryState::Disabled, DeliveryState::DisabledFromStorage);
            out.step(state, route, &push, now_ms);
            return;
        }
        let shown = self.receive(route, taker, &push, now_ms);
        let state = state(
            DeliveryState::Delivered,
            DeliveryState::DeliveredFromStorage,
        );
        out.delivered(state, route, push, shown, now_ms);
    }

    /// What on the phone takes a push.
    fn taker(&self, route: &Route, push: &Push) -> Option<Taker> {
        match &push.to {
            Address::Token(token) => self
                .registrations
                .find(push.environment, token)
                .filter(|it| it.status == TokenStatus::Active)
                .map(|it| Taker::Token(it.kind)),
            Address::Channel(channel_id) => self
                .phones
                .get(&route.device_id)
                .filter(|phone| listens(phone, &route.bundle_id, push.environment, channel_id))
                .map(|_| Taker::Channel),
        }
    }

    /// What the phone makes of a push that has reached it.
    fn receive(&mut self, route: &Route, taker: Taker, push: &Push, now_ms: u64) -> Presentation {
        if push.payload.is_null() {
            return Presentation::nowhere(Quiet::NotJson);
        }
        match taker {
            Taker::Token(TokenKind::App) if push.is_visible() => self.show(route, push, now_ms),
            Taker::Token(
                TokenKind::App
                | TokenKind::Complication
                | TokenKind::FileProvider
                | TokenKind::Location
                | TokenKind::PushToTalk,
            ) => Presentation::at(Place::App),
            Taker::Token(TokenKind::Voip) => Presentation::at(Place::Call),
            Taker::Token(TokenKind::Widgets | TokenKind::Control) => {
                Presentation::at(Place::Widget)
            }
            Taker::Token(TokenKind::PushToStart) => self.start_activity(route, push),
            Taker::Token(TokenKind::LiveActivity) | Taker::Channel => {
                self.update_activities(route, push, now_ms)
            }
        }
    }

    fn show(&mut self, route: &Route, push: &Push, now_ms: u64) -> Presentation {
        let Some(phone) = self.phones.get_mut(&route.device_id) else {
            return Presentation::nowhere(Quiet::Ignored);
        };
        let Some(app) = phone.apps.get(&route.bundle_id) else {
            return Presentation::nowhere(Quiet::Ignored);
        };
        let shown = present(push, phone, app, &route.bundle_id);
        if let Some(app) = phone.apps.get_mut(&route.bundle_id) {
            app.keep(push, &shown, now_ms);
        }
        shown
    }

    fn start_activity(&mut self, route: &Route, push: &Push) -> Presentation {
        let id = self.next_id();
        let app = self.app_mut(&route.device_id, &route.bundle_id);
        let Some(app) = app.filter(|app| app.can_start(push)) else {
            return Presentation::nowhere(Quiet::Ignored);
        };
        app.start(push, id.clone());
        let (device_id, bundle_id) = (&route.device_id, route.bundle_id.clone());
        let kind = TokenKind::LiveActivity;
        self.issue(device_id, bundle_id, push.environment, kind, Some(id));
        Presentation::at(Place::LiveActivity)
    }

    /// One activity, that of the token; or all that listen to the channel.
    fn update_activities(&mut self, route: &Route, push: &Push, now_ms: u64) -> Presentation {
        let (activity_id, channel_id) = match &push.to {
            Address::Token(token) => {
                let registration = self.registrations.find(push.environment, token);
                (registration.and_then(|it| it.activity_id.clone()), None)
            }
            Address::Channel(channel_id) => (None, Some(channel_id)),
        };
        let mut shown = Presentation::nowhere(Quiet::Ignored);
        let mut ended = Vec::new();
        let app = self.app_mut(&route.device_id, &route.bundle_id);
        for activity in app.into_iter().flat_map(|app| &mut app.activities) {
            let is_meant = match channel_id {
                Some(channel_id) => activity.listens_to(push.environment, channel_id),
                None => Some(&activity.id) == activity_id.as_ref(),
            };
            if is_meant {
                shown = activity.take(push, now_ms);
                if let Some(gone_at_ms) = activity.gone_at_ms {
                    ended.push((activity.id.clone(), gone_at_ms));
                }
            }
        }
        for (id, gone_at_ms) in ended {
            self.remember(gone_at_ms);
            let is_its = |it: &Registration| it.activity_id.as_ref() == Some(&id);
            self.registrations.retire(&route.device_id, is_its);
        }
        shown
    }
}

fn listens(phone: &Phone, bundle_id: &str, environment: Environment, channel_id: &str) -> bool {
    let app = phone.apps.get(bundle_id);
    app.is_some_and(|app| {
        let mut activities = app.activities.iter();
        activities.any(|it| it.listens_to(environment, channel_id))
    })
}

/// Whether a phone that can be reached leaves a push with APNs, because it saves power. Not for the app that is being
/// used.
fn saves_power(phone: &Phone, bundle_id: &str, push: &Push) -> bool {
    phone.low_power && push.can_wait() && !phone.has_in_front(bundle_id)
}
