//! The handlers: from HTTP to a service and back. What they do is in `services`.

pub(crate) mod events;
pub(crate) mod health;
pub(crate) mod pushes;
pub(crate) mod session;
pub(crate) mod simulator;
