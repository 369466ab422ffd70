//! The port to Apple: which transport serves which lane.

use std::fmt;
use std::sync::Arc;

use apns::Transport;
use payload::Environment;

/// What a connection to Apple belongs to: one app of one workspace in one environment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LaneKey {
    /// The team's walled area.
    pub workspace_id: String,
    /// The app, and with it the credential.
    pub app_id: String,
    /// Where to.
    pub environment: Environment,
}

impl fmt::Display for LaneKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}/{}/{}",
            self.workspace_id,
            self.app_id,
            self.environment.as_str()
        )
    }
}

/// Finds the way to Apple.
pub trait Gateway: Send + Sync + 'static {
    /// The transport of a lane; `None` when the app has no credential for this environment.
    fn transport(&self, lane: &LaneKey) -> Option<Arc<dyn Transport>>;
}
