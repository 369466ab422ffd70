//! Every token that was ever given out, and what has become of it.

use super::{TokenKind, is_token};
use crate::Environment;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{collections::HashMap, fmt};

/// A token, and whose it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The device that asked for it.
    pub device_id: String,
    /// The app that asked for it.
    pub bundle_id: String,
    /// The environment in which it is known.
    pub environment: Environment,
    /// What it is for.
    pub kind: TokenKind,
    /// Hexadecimal digits in lower case.
    pub token: String,
    /// The Live Activity that it updates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity_id: Option<String>,
    /// What has become of it.
    pub status: TokenStatus,
}

/// What has become of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenStatus {
    /// The app on the device uses it.
    Active,
    /// The device has no use for it anymore, but APNs has not heard of that: it still accepts pushes.
    Retired,
    /// APNs knows: 410, with this time in Unix milliseconds.
    Gone {
        /// When APNs found out.
        since_ms: u64,
    },
}

/// Shows everything but the token.
impl fmt::Debug for Registration {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Registration")
            .field("device_id", &self.device_id)
            .field("bundle_id", &self.bundle_id)
            .field("environment", &self.environment)
            .field("kind", &self.kind)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Registration {
    pub(crate) const fn is_gone(&self) -> bool {
        matches!(self.status, TokenStatus::Gone { .. })
    }

    /// Says whether that was news.
    fn bury(&mut self, now_ms: u64) -> bool {
        if self.is_gone() {
            return false;
        }
        self.status = TokenStatus::Gone { since_ms: now_ms };
        true
    }

    /// Whether a topic is the one that the token is for.
    pub(crate) fn is_for(&self, topic: &str) -> bool {
        topic
            .strip_prefix(self.bundle_id.as_str())
            .is_some_and(|suffix| suffix == self.kind.suffix())
    }
}

/// All tokens, found by themselves and by their device. In a file they are a list.
#[derive(Default)]
pub(crate) struct Registrations {
    by_token: HashMap<Environment, HashMap<String, Registration>>,
    by_device: HashMap<String, Vec<(Environment, String)>>,
}

impl Registrations {
    /// `token` is in lower case.
    pub(crate) fn find(&self, environment: Environment, token: &str) -> Option<&Registration> {
        self.by_token.get(&environment)?.get(token)
    }

    pub(crate) fn insert(&mut self, registration: Registration) {
        let (environment, token) = (registration.environment, registration.token.clone());
        let device_id = registration.device_id.clone();
        let tokens = self.by_token.entry(environment).or_default();
        if tokens.insert(token.clone(), registration).is_none() {
            let of_device = self.by_device.entry(device_id).or_default();
            of_device.push((environment, token));
        }
    }

    /// All tokens in use.
    pub(crate) fn active(&self) -> impl Iterator<Item = &Registration> {
        self.all().filter(|it| it.status == TokenStatus::Active)
    }

    /// What is wrong with tokens that were read from a file.
    pub(crate) fn check(&self) -> Result<(), &'static str> {
        let is_good =
            |token: &str| is_token(token) && !token.bytes().any(|byte| byte.is_ascii_uppercase());
        if self.all().all(|it| is_good(&it.token)) {
            Ok(())
        } else {
            Err("a token is none")
        }
    }

    /// The tokens that a device uses, in the order in which it got them.
    pub(crate) fn active_of(&self, device_id: &str) -> impl Iterator<Item = &Registration> {
        let tokens = self.by_device.get(device_id).into_iter().flatten();
        tokens
            .filter_map(|(environment, token)| self.find(*environment, token))
            .filter(|it| it.status == TokenStatus::Active)
    }

    /// The device stops using what fits; APNs is not told.
    pub(crate) fn retire(&mut self, device_id: &str, fits: impl Fn(&Registration) -> bool) {
        self.change(device_id, |it| {
            if it.status == TokenStatus::Active && fits(it) {
                it.status = TokenStatus::Retired;
            }
        });
    }

    /// APNs finds out that a device does not use the tokens of an app.
    pub(crate) fn bury_app(&mut self, device_id: &str, bundle_id: &str, now_ms: u64) {
        self.change(device_id, |it| {
            if it.bundle_id == bundle_id {
                it.bury(now_ms);
            }
        });
    }

    /// APNs finds out that a device does not use a token. Says whether that was news.
    pub(crate) fn bury(&mut self, environment: Environment, token: &str, now_ms: u64) -> bool {
        let tokens = self.by_token.get_mut(&environment);
        tokens
            .and_then(|tokens| tokens.get_mut(token))
            .is_some_and(|it| it.bury(now_ms))
    }

    fn all(&self) -> impl Iterator<Item = &Registration> {
        self.by_token.values().flat_map(HashMap::values)
    }

    fn change(&mut self, device_id: &str, change: impl Fn(&mut Registration)) {
        for (environment, token) in self.by_device.get(device_id).into_iter().flatten() {
            let tokens = self.by_token.get_mut(environment);
            if let Some(registration) = tokens.and_then(|tokens| tokens.get_mut(token)) {
                change(registration);
            }
        }
    }
}

impl Serialize for Registrations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // In the order in which each device got them.
        let tokens = self.by_device.values().flatten();
        serializer
            .collect_seq(tokens.filter_map(|(environment, token)| self.find(*environment, token)))
    }
}

impl<'de> Deserialize<'de> for Registrations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut registrations = Self::default();
        for registration in Vec::deserialize(deserializer)? {
            registrations.insert(registration);
        }
        Ok(registrations)
    }
}
