//! Signs of life: a connection that has been silent for a while is asked for one.

use std::task::{Context, Poll};

use h2::{Ping, PingPong};
use tokio::time::Instant;

use super::Options;

/// The pulse of one connection.
pub(super) struct Pulse {
    pings: PingPong,
    heard_at: Instant,
    asked_at: Option<Instant>,
}

impl Pulse {
    pub(super) fn new(pings: PingPong, now: Instant) -> Self {
        Self {
            pings,
            heard_at: now,
            asked_at: None,
        }
    }

    /// Something came.
    pub(super) fn beat(&mut self, now: Instant) {
        self.heard_at = now;
    }

    /// Asks when it is time; ready when no sign of life has come in time.
    pub(super) fn poll_death(
        &mut self,
        cx: &mut Context<'_>,
        now: Instant,
        options: &Options,
    ) -> Poll<()> {
        if let Some(asked_at) = self.asked_at {
            match self.pings.poll_pong(cx) {
                Poll::Ready(Ok(_)) => {
                    self.asked_at = None;
                    self.heard_at = now;
                }
                // The connection says by itself why it has ended.
                Poll::Ready(Err(_)) => self.asked_at = None,
                Poll::Pending if asked_at.max(self.heard_at) + options.pong_within <= now => {
                    return Poll::Ready(());
                }
                Poll::Pending => {}
            }
        } else if self.heard_at + options.ping_after <= now {
            // Refused only while another is under way.
            let _ = self.pings.send_ping(Ping::opaque());
            self.asked_at = Some(now);
        }
        Poll::Pending
    }

    /// When to look again.
    pub(super) fn next_look(&self, options: &Options) -> Instant {
        match self.asked_at {
            Some(asked_at) => asked_at.max(self.heard_at) + options.pong_within,
            None => self.heard_at + options.ping_after,
        }
    }
}
