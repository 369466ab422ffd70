//! Broadcast channels: which there are, for which app, in which environment.
//!
//! <https://developer.apple.com/documentation/usernotifications/sending-channel-management-requests-to-apns>

use crate::{Environment, Reason};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The longest channel id that is looked at. Apple's have 24 characters, and Apple promises no length.
const LONGEST_ID: usize = 256;
/// So many random bytes make an id.
const ID_BYTES: usize = 16;

/// What APNs keeps for those who come late. Chosen when a channel is made, and never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoragePolicy {
    /// Nothing.
    None,
    /// The latest message, for eight hours at most.
    Latest,
}

impl StoragePolicy {
    pub(crate) fn of_number(number: u64) -> Option<Self> {
        match number {
            0 => Some(Self::None),
            1 => Some(Self::Latest),
            _ => None,
        }
    }

    pub(crate) fn number(self) -> u64 {
        match self {
            Self::None => 0,
            Self::Latest => 1,
        }
    }
}

/// A channel, as it is kept from run to run.
#[derive(Serialize, Deserialize)]
pub(crate) struct Channel {
    environment: Environment,
    bundle_id: String,
    id: String,
    /// [`StoragePolicy::number`]; absent when the channel was deleted.
    policy: Option<u64>,
}

/// What is known of a channel id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Open(StoragePolicy),
    Deleted,
    Never,
}

/// All channels.
pub(crate) struct Channels {
    state: Mutex<State>,
    /// How many an app may have in one environment.
    limit: usize,
}

#[derive(Default)]
struct State {
    apps: HashMap<(Environment, String), App>,
    /// The bundle ids of apps without the capability.
    off: HashSet<String>,
}

/// The channels of one app in one environment.
#[derive(Default)]
struct App {
    open: BTreeMap<String, StoragePolicy>,
    deleted: HashSet<String>,
}

impl Channels {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            state: Mutex::default(),
            limit,
        }
    }

    /// Switches the capability of an app. Without it, all its channels are gone for good.
    pub(crate) fn switch(&self, bundle_id: &str, on: bool) {
        let mut state = self.state();
        if on {
            state.off.remove(bundle_id);
        } else {
            state.off.insert(bundle_id.to_owned());
            state.apps.retain(|(_, app), _| app != bundle_id);
        }
    }

    /// Refuses for apps without the capability.
    pub(crate) fn capable(&self, bundle_id: &str) -> Result<(), Reason> {
        if self.state().off.contains(bundle_id) {
            Err(Reason::FeatureNotEnabled)
        } else {
            Ok(())
        }
    }

    /// Makes a channel and gives its id.
    pub(crate) fn create(
        &self,
        environment: Environment,
        bundle_id: &str,
        policy: StoragePolicy,
    ) -> Result<String, Reason> {
        let mut state = self.state();
        let app = state
            .apps
            .entry((environment, bundle_id.to_owned()))
            .or_default();
        if app.open.len() >= self.limit {
            return Err(Reason::CannotCreateChannelConfig);
        }
        let id = STANDARD.encode(rand::random::<[u8; ID_BYTES]>());
        app.open.insert(id.clone(), policy);
        Ok(id)
    }

    pub(crate) fn find(&self, environment: Environment, bundle_id: &str, id: &str) -> Known {
        let state = self.state();
        let Some(app) = state.apps.get(&(environment, bundle_id.to_owned())) else {
            return Known::Never;
        };
        match app.open.get(id) {
            Some(policy) => Known::Open(*policy),
            None if app.deleted.contains(id) => Known::Deleted,
            None => Known::Never,
        }
    }

    /// Says whether there was such a channel.
    pub(crate) fn delete(&self, environment: Environment, bundle_id: &str, id: &str) -> bool {
        let mut state = self.state();
        let app = state.apps.get_mut(&(environment, bundle_id.to_owned()));
        app.is_some_and(|app| {
            let was_open = app.open.remove(id).is_some();
            if was_open {
                app.deleted.insert(id.to_owned());
            }
            was_open
        })
    }

    /// The ids of all channels of an app.
    pub(crate) fn list(&self, environment: Environment, bundle_id: &str) -> Vec<String> {
        let state = self.state();
        let app = state.apps.get(&(environment, bundle_id.to_owned()));
        app.map(|app| app.open.keys().cloned().collect())
            .unwrap_or_default()
    }

    /// All channels, with those that were deleted.
    pub(crate) fn all(&self) -> Vec<Channel> {
        let state = self.state();
        let mut all = Vec::new();
        for ((environment, bundle_id), app) in &state.apps {
            let open = app.open.iter().map(|(id, it)| (id, Some(it.number())));
            let deleted = app.deleted.iter().map(|id| (id, None));
            all.extend(open.chain(deleted).map(|(id, policy)| Channel {
                environment: *environment,
                bundle_id: bundle_id.clone(),
                id: id.clone(),
                policy,
            }));
        }
        all
    }

    /// Puts back a channel of an earlier run.
    pub(crate) fn put(&self, channel: Channel) {
        let mut state = self.state();
        let app = state
            .apps
            .entry((channel.environment, channel.bundle_id))
            .or_default();
        match channel.policy.and_then(StoragePolicy::of_number) {
            Some(policy) => drop(app.open.insert(channel.id, policy)),
            None => drop(app.deleted.insert(channel.id)),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a text could be a channel id: base64, and not too long.
pub(crate) fn is_channel_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST_ID && STANDARD.decode(text).is_ok()
}
