//! All phones, all tokens, and what APNs stores: a state machine. The time is given to it, chance comes from a seed, and
//! what it has to say goes to an [`Outbox`], so that any story can be told twice.

use super::{
    Activity, App, Outbox, Phone, PhoneError, Registration, Screen, TokenKind, TokenStatus, Verb,
    mint::Mint, outbox::Route, registrations::Registrations, storage::Storage,
};
use crate::{DeliveryState, Environment, push_type};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The state of everything. What is read from a file may be anything of the right shape: ids in it may lead nowhere.
#[derive(Serialize, Deserialize)]
pub(crate) struct Fleet {
    mint: Mint,
    pub(super) phones: BTreeMap<String, Phone>,
    pub(super) registrations: Registrations,
    pub(super) storage: Storage,
    /// The earliest time at which something is over, in Unix milliseconds.
    #[serde(default)]
    pub(super) sweep_at_ms: Option<u64>,
}

impl Fleet {
    pub(crate) fn new(seed: [u8; 32]) -> Self {
        Self {
            mint: Mint::new(seed),
            phones: BTreeMap::new(),
            registrations: Registrations::default(),
            storage: Storage::default(),
            sweep_at_ms: None,
        }
    }

    pub(crate) fn add_phone(&mut self, name: String) -> String {
        let id = self.mint.id();
        self.phones.insert(id.clone(), Phone::new(id.clone(), name));
        id
    }

    /// Puts an app on a phone without telling the log, and gives the token that it gets.
    pub(crate) fn put_app(
        &mut self,
        id: &str,
        bundle_id: String,
        environment: Environment,
    ) -> Registration {
        if let Some(phone) = self.phones.get_mut(id) {
            phone.apps.entry(bundle_id.clone()).or_default();
        }
        self.install(id, bundle_id, environment)
    }

    /// Takes a phone out of the world. APNs learns at once that its tokens are dead.
    pub(crate) fn remove_phone(
        &mut self,
        id: &str,
        now_ms: u64,
        out: &mut Outbox,
    ) -> Result<(), PhoneError> {
        let phone = self.phones.remove(id).ok_or(PhoneError::NoPhone)?;
        for bundle_id in phone.apps.into_keys() {
            self.registrations.bury_app(id, &bundle_id, now_ms);
        }
        for stored in self.storage.take(id, |_| true) {
            let route = Route {
                device_id: id.to_owned(),
                bundle_id: stored.slot.bundle_id,
            };
            let state = DeliveryState::UnregisteredFromStorage;
            out.step(state, &route, &stored.push, now_ms);
        }
        Ok(())
    }

    /// Puts back an app with a token of an earlier life. `false` when the token is another device's.
    pub(crate) fn restore(&mut self, registration: Registration, name: String) -> bool {
        let (id, bundle_id) = (&registration.device_id, &registration.bundle_id);
        let taken = self
            .registrations
            .find(registration.environment, &registration.token)
            .is_some_and(|it| it.device_id != *id);
        if taken {
            return false;
        }
        self.phones
            .entry(id.clone())
            .or_insert_with(|| Phone::new(id.clone(), name))
            .apps
            .entry(bundle_id.clone())
            .or_default();
        self.registrations.insert(registration);
        true
    }

    /// Deletes the app that a token belongs to, and lets APNs know at once. Says whether there was one.
    pub(crate) fn uninstall(
        &mut self,
        environment: Environment,
        token: &str,
        now_ms: u64,
        out: &mut Outbox,
    ) -> bool {
        let known = self.registrations.find(environment, token);
        if let Some(known) = known.filter(|it| it.status == TokenStatus::Active) {
            let (device_id, bundle_id) = (known.device_id.clone(), known.bundle_id.clone());
            let verb = Verb::DeleteApp {
                bundle_id: bundle_id.clone(),
            };
            let deleted = self.act(&device_id, verb, now_ms, out).is_ok();
            self.registrations.bury_app(&device_id, &bundle_id, now_ms);
            return deleted;
        }
        self.registrations.bury(environment, token, now_ms)
    }

    /// What is wrong with a fleet that was read from a file.
    pub(crate) fn check_soundness(&self) -> Result<(), &'static str> {
        if self.phones.iter().any(|(id, phone)| *id != phone.id) {
            return Err("a phone has two ids");
        }
        self.registrations.check()
    }

    /// Does something with a phone; gives the token that it got, if it got one.
    pub(crate) fn act(
        &mut self,
        id: &str,
        verb: Verb,
        now_ms: u64,
        out: &mut Outbox,
    ) -> Result<Option<Registration>, PhoneError> {
        self.sweep(now_ms, out);
        self.check(id, &verb)?;
        out.verb(id, verb.clone(), now_ms);
        let registration = self.carry_out(id, verb);
        self.release(id, now_ms, out);
        Ok(registration)
    }

    /// Whether a verb can be carried out.
    fn check(&self, id: &str, verb: &Verb) -> Result<(), PhoneError> {
        let phone = self.phones.get(id).ok_or(PhoneError::NoPhone)?;
        match verb {
            Verb::InstallApp { bundle_id, .. } if push_type::is_topic(bundle_id) => Ok(()),
            Verb::InstallApp { .. } => Err(PhoneError::BadName),
            Verb::Subscribe { channel_id, .. } if channel_id.is_empty() => Err(PhoneError::BadName),
            Verb::Show(Screen::App(bundle_id))
            | Verb::SetPermissions { bundle_id, .. }
            | Verb::DeleteApp { bundle_id }
            | Verb::Register { bundle_id, .. }
            | Verb::Subscribe { bundle_id, .. }
            | Verb::Unsubscribe { bundle_id, .. }
                if !phone.apps.contains_key(bundle_id) =>
            {
                Err(PhoneError::NoApp)
            }
            _ => Ok(()),
        }
    }

    fn carry_out(&mut self, id: &str, verb: Verb) -> Option<Registration> {
        let phone = self.phones.get_mut(id)?;
        match verb {
            Verb::Rename(name) => phone.name = name,
            Verb::GoOffline => phone.online = false,
            Verb::GoOnline => phone.online = true,
            Verb::Show(screen) => phone.screen = screen,
            Verb::SetFocus(on) => phone.focus = on,
            Verb::SetLowPower(on) => phone.low_power = on,
            Verb::SetPermissions {
                bundle_id,
                permissions,
            } => phone.apps.entry(bundle_id).or_default().permissions = permissions,
            Verb::ClearNotifications => {
                for app in phone.apps.values_mut() {
                    app.badge = 0;
                    app.notifications.clear();
                }
            }
            Verb::InstallApp {
                bundle_id,
                environment,
            } => return Some(self.put_app(id, bundle_id, environment)),
            Verb::DeleteApp { bundle_id } => {
                phone.apps.remove(&bundle_id);
                if phone.screen == Screen::App(bundle_id.clone()) {
                    phone.screen = Screen::Home;
                }
                self.registrations
                    .retire(id, |it| it.bundle_id == bundle_id);
            }
            Verb::RestoreFromBackup => self.restore_from_backup(id),
            Verb::Register {
                bundle_id,
                environment,
                kind,
            } => return Some(self.register(id, bundle_id, environment, kind)),
            Verb::Subscribe {
                bundle_id,
                environment,
                channel_id,
            } => {
                let activity = Activity::new(self.mint.id(), environment, Some(channel_id));
                let app = phone.apps.entry(bundle_id).or_default();
                app.activities.push(activity);
            }
            Verb::Unsubscribe {
                bundle_id,
                channel_id,
            } => {
                let app = phone.apps.entry(bundle_id).or_default();
                app.activities
                    .retain(|it| it.channel_id.as_ref() != Some(&channel_id));
            }
        }
        None
    }

    /// The app starts and registers. The build of the other environment is not on the phone anymore.
    fn install(&mut self, id: &str, bundle_id: String, environment: Environment) -> Registration {
        self.registrations.retire(id, |it| {
            it.bundle_id == bundle_id && it.environment != environment
        });
        let mut active = self.registrations.active_of(id);
        let known = active.find(|it| it.bundle_id == bundle_id && it.kind == TokenKind::App);
        if let Some(known) = known {
            return known.clone();
        }
        drop(active);
        self.register(id, bundle_id, environment, TokenKind::App)
    }

    /// A new token. Those that are one of their kind take the place of the earlier one.
    fn register(
        &mut self,
        id: &str,
        bundle_id: String,
        environment: Environment,
        kind: TokenKind,
    ) -> Registration {
        if !kind.is_many() {
            self.registrations.retire(id, |it| {
                it.bundle_id == bundle_id && it.environment == environment && it.kind == kind
            });
        }
        let activity_id = (kind == TokenKind::LiveActivity).then(|| self.mint.id());
        if let (Some(activity_id), Some(app)) = (&activity_id, self.app_mut(id, &bundle_id)) {
            let activity = Activity::new(activity_id.clone(), environment, None);
            app.activities.push(activity);
        }
        self.issue(id, bundle_id, environment, kind, activity_id)
    }

    /// Mints a token and writes down whose it is.
    pub(super) fn issue(
        &mut self,
        id: &str,
        bundle_id: String,
        environment: Environment,
        kind: TokenKind,
        activity_id: Option<String>,
    ) -> Registration {
        let registration = Registration {
            device_id: id.to_owned(),
            bundle_id,
            environment,
            kind,
            token: self.mint.token(kind),
            activity_id,
            status: TokenStatus::Active,
        };
        self.registrations.insert(registration.clone());
        registration
    }

    /// The same apps on a phone that APNs has never seen: every app registers again, when it is first opened.
    fn restore_from_backup(&mut self, id: &str) {
        let apps: Vec<(String, Environment)> = self
            .registrations
            .active_of(id)
            .filter(|it| it.kind == TokenKind::App)
            .map(|it| (it.bundle_id.clone(), it.environment))
            .collect();
        self.registrations.retire(id, |_| true);
        if let Some(phone) = self.phones.get_mut(id) {
            phone.screen = Screen::Locked;
            for app in phone.apps.values_mut() {
                *app = App {
                    permissions: app.permissions.clone(),
                    ..App::default()
                };
            }
        }
        for (bundle_id, environment) in apps {
            self.register(id, bundle_id, environment, TokenKind::App);
        }
    }

    pub(super) fn next_id(&mut self) -> String {
        self.mint.id()
    }

    pub(super) fn app_mut(&mut self, id: &str, bundle_id: &str) -> Option<&mut App> {
        self.phones.get_mut(id)?.apps.get_mut(bundle_id)
    }

    /// What is known of a token. `token` is in lower case.
    pub(crate) fn find(&self, environment: Environment, token: &str) -> Option<&Registration> {
        self.registrations.find(environment, token)
    }

    /// The tokens in use.
    pub(crate) fn active(&self) -> impl Iterator<Item = &Registration> {
        self.registrations.active()
    }

    /// The tokens that a phone uses.
    pub(crate) fn active_of(&self, id: &str) -> impl Iterator<Item = &Registration> {
        self.registrations.active_of(id)
    }

    pub(crate) fn phone(&self, id: &str) -> Option<&Phone> {
        self.phones.get(id)
    }

    pub(crate) fn phones(&self) -> impl Iterator<Item = &Phone> {
        self.phones.values()
    }

    /// How many notifications wait for a phone.
    pub(crate) fn stored(&self, id: &str) -> usize {
        self.storage.count(id)
    }
}
