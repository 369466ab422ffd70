//! The whole page: contexts around the router, in the order in which they depend on each other.

/// Mounts the page.
pub fn start() {}
