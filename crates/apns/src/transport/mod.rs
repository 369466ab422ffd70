//! The port through which every push leaves.

pub(crate) mod a2;
pub(crate) mod native;

use futures_util::future::BoxFuture;

use crate::push::{Push, Reply, Undelivered};

/// A way to Apple for one credential and one environment.
pub trait Transport: Send + Sync + 'static {
    /// Sends one push and waits for the answer to it. The future ends within the transport's deadline.
    ///
    /// A transport sends again by itself only where Apple has certainly not processed the push, and begins no request
    /// after [`Push::not_after`].
    fn deliver<'a>(&'a self, push: &'a Push) -> BoxFuture<'a, Result<Reply, Undelivered>>;

    /// How many pushes can be on the way at the same time now; at least 1. It changes with what the server allows.
    fn capacity(&self) -> usize;
}
