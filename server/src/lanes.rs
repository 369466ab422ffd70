//! Which way a push takes: one transport for each app and environment that has a credential.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use delivery::{Gateway, LaneKey, Transport};
use payload::Environment;

/// The ways that are open. They are set up at start; clones share them.
#[derive(Clone, Default)]
pub struct Lanes(HashMap<LaneKey, Arc<dyn Transport>>);

impl Lanes {
    /// Opens a way.
    pub fn open(&mut self, key: LaneKey, transport: impl Transport) {
        self.0.insert(key, Arc::new(transport));
    }

    /// The environments that a push of this app can be sent to.
    pub fn environments(&self, workspace_id: &str, app_id: &str) -> Vec<Environment> {
        let of_app = self
            .0
            .keys()
            .filter(|lane| lane.workspace_id == workspace_id && lane.app_id == app_id);
        let mut environments: Vec<Environment> = of_app.map(|lane| lane.environment).collect();
        environments.sort_unstable();
        environments
    }
}

impl Gateway for Lanes {
    fn transport(&self, lane: &LaneKey) -> Option<Arc<dyn Transport>> {
        self.0.get(lane).cloned()
    }
}

impl fmt::Debug for Lanes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}
