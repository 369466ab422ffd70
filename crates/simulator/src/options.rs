//! How a simulator is set up. Every default is what Apple does, as far as that is known.

use crate::Environment;
use std::{
    fmt,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// What a simulator is started with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen for pushes in the default environment; port 0 takes a free one. The other environment, and
    /// the management of channels in each, are on free ports of the same address.
    pub listen: SocketAddr,
    /// Answers 200 to each well-formed device push without judging it: the target of load tests.
    pub accept_all: bool,
    /// The environment of [`Self::listen`], for clients that do not call it by one of Apple's names.
    pub default_environment: Environment,
    /// Whose word counts where Apple's pages and the wire disagree.
    pub dialect: Dialect,
    /// How many broadcast channels an app may have in each environment.
    pub most_channels: usize,
    /// `SETTINGS_MAX_CONCURRENT_STREAMS` until a connection has shown a valid provider token.
    pub streams_before_token: u32,
    /// `SETTINGS_MAX_CONCURRENT_STREAMS` afterwards.
    pub max_concurrent_streams: u32,
    /// How many records the ledger keeps; older ones are counted only.
    pub memory: usize,
    /// How many deliveries are kept for those that ask later, each with its payload.
    pub kept_deliveries: usize,
    /// The file that the state is kept in from run to run; without one nothing is kept.
    pub state: Option<PathBuf>,
    /// How long [`crate::Simulator::shutdown`] waits for answers that are under way.
    pub drain: Duration,
    /// Where the time comes from.
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            accept_all: false,
            default_environment: Environment::Sandbox,
            dialect: Dialect::Documented,
            most_channels: 10_000,
            streams_before_token: 1,
            max_concurrent_streams: 1000,
            memory: 10_000,
            kept_deliveries: 1000,
            state: None,
            drain: Duration::from_secs(2),
            clock: Clock::system(),
        }
    }
}

/// Whose word counts where Apple's pages and what was seen on the wire disagree.
///
/// | case | documented | observed |
/// |---|---|---|
/// | broadcasts are off for the app | `FeatureNotEnabled` | `BroadcastFeatureNotEnabled` |
/// | key of the other environment | `BadEnvironmentKeyIdInToken` | `BadEnvironmentKeyInToken` |
/// | channel that never existed | `ChannelNotRegistered` | `BadChannelId` |
/// | deleting a channel that is not there | `ChannelNotRegistered` | 404 `BadPath` |
/// | new channel without a storage policy | `BadRequestParams` | `MissingChannelQueueSize` |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Apple's pages.
    #[default]
    Documented,
    /// What senders have reported from the sandbox, 2025 and 2026.
    Observed,
}

/// Where the simulator takes the time from, so that tests can make an hour pass.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> SystemTime + Send + Sync>);

impl Clock {
    /// A clock that says what `now` says.
    pub fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The clock of this machine.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the simulator reads the machine's clock"
    )]
    pub fn system() -> Self {
        Self::new(SystemTime::now)
    }

    pub(crate) fn now(&self) -> SystemTime {
        (self.0)()
    }

    /// Time since 1970; zero for a clock that is set earlier.
    pub(crate) fn since_epoch(&self) -> Duration {
        self.now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    pub(crate) fn milliseconds(&self) -> u64 {
        u64::try_from(self.since_epoch().as_millis()).unwrap_or(u64::MAX)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Clock")
    }
}
