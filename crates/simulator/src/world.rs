//! What all connections of one simulator share.

use crate::{
    Ledger, Options, SimulatorError, channels::Channels, identity::Identities, phones::Phones,
    provider_token::Keys, script::Script,
};
use std::sync::atomic::{AtomicU64, Ordering};

/// Everything that outlives a connection.
pub(crate) struct World {
    pub(crate) options: Options,
    pub(crate) keys: Keys,
    pub(crate) identities: Identities,
    pub(crate) phones: Phones,
    pub(crate) channels: Channels,
    pub(crate) script: Script,
    pub(crate) ledger: Ledger,
    connections: AtomicU64,
}

impl World {
    pub(crate) fn new(options: Options) -> Result<Self, SimulatorError> {
        Ok(Self {
            keys: Keys::default(),
            identities: Identities::new()?,
            phones: Phones::new(options.kept_deliveries),
            channels: Channels::new(options.most_channels),
            script: Script::default(),
            ledger: Ledger::new(options.memory),
            connections: AtomicU64::new(0),
            options,
        })
    }

    /// The number of the next connection, from 1.
    pub(crate) fn next_connection(&self) -> u64 {
        self.connections.fetch_add(1, Ordering::Relaxed) + 1
    }
}
