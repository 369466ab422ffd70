//! What all connections of one simulator share.

use crate::{
    Conditions, Ledger, Options, SimulatorError, channels::Channels, connection::Connection,
    identity::Identities, phones::Phones, provider_token::Keys, script::Script,
};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::sync::watch;

/// Everything that outlives a connection.
pub(crate) struct World {
    pub(crate) options: Options,
    pub(crate) keys: Keys,
    pub(crate) identities: Identities,
    pub(crate) phones: Phones,
    pub(crate) channels: Channels,
    pub(crate) script: Script,
    pub(crate) ledger: Ledger,
    /// Told of everything that [`crate::state`] keeps.
    pub(crate) changes: watch::Sender<()>,
    /// Connections that were taken, open or not.
    taken: AtomicU64,
    connections: Mutex<BTreeMap<u64, Weak<Connection>>>,
    conditions: Mutex<Conditions>,
}

impl World {
    pub(crate) fn new(options: Options) -> Result<Self, SimulatorError> {
        let changes = watch::Sender::new(());
        Ok(Self {
            keys: Keys::default(),
            identities: Identities::new()?,
            phones: Phones::new(options.kept_deliveries, changes.clone()),
            channels: Channels::new(options.most_channels),
            script: Script::default(),
            ledger: Ledger::new(options.memory),
            changes,
            taken: AtomicU64::new(0),
            connections: Mutex::default(),
            conditions: Mutex::default(),
            options,
        })
    }

    /// The number of the next connection, from 1.
    pub(crate) fn next_connection(&self) -> u64 {
        self.taken.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// A connection is there to be disturbed, and meets at once what every new one meets.
    pub(crate) fn open(&self, connection: &Arc<Connection>) {
        lock(&self.connections).insert(connection.number, Arc::downgrade(connection));
        for fault in self.conditions().faults {
            connection.disturb(fault);
        }
    }

    pub(crate) fn close(&self, number: u64) {
        lock(&self.connections).remove(&number);
    }

    /// Those that are open, oldest first.
    pub(crate) fn connections(&self) -> Vec<Arc<Connection>> {
        lock(&self.connections)
            .values()
            .filter_map(Weak::upgrade)
            .collect()
    }

    pub(crate) fn conditions(&self) -> Conditions {
        lock(&self.conditions).clone()
    }

    pub(crate) fn set_conditions(&self, conditions: Conditions) {
        *lock(&self.conditions) = conditions;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
