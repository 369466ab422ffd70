//! Broadcasts to channels.
