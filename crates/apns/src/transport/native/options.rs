//! How patient a [`super::Native`] is, and how much it sends at once.

use std::time::Duration;

/// How long a [`super::Native`] waits for what, and how much it sends at once.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// From the call to the whole answer. A push that has not left in nine tenths of it does not leave any more.
    pub deadline: Duration,
    /// For a TCP and TLS handshake, and the server's first SETTINGS.
    pub connect_within: Duration,
    /// Silence after which a connection is asked for a sign of life.
    pub ping_after: Duration,
    /// How long that sign may take before the connection counts as dead.
    pub pong_within: Duration,
    /// The pause before connecting again after a first failure; it doubles with each further one. Each pause is drawn
    /// from half to the whole of that, so that many senders do not come back at the same moment.
    pub first_pause: Duration,
    /// The longest such pause.
    pub longest_pause: Duration,
    /// The most pushes under way on one connection, whatever the server allows.
    pub most_streams: usize,
    /// The most connections.
    pub most_lanes: usize,
    /// How long a push has to wait, while every connection is full, before another connection is opened.
    pub widen_after: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(30),
            connect_within: Duration::from_secs(10),
            ping_after: Duration::from_mins(1),
            pong_within: Duration::from_secs(10),
            first_pause: Duration::from_millis(100),
            longest_pause: Duration::from_secs(10),
            most_streams: 2000,
            most_lanes: 16,
            widen_after: Duration::from_millis(10),
        }
    }
}
