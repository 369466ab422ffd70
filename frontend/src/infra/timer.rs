//! Something that is done a little later, unless it is dropped before.

pub use gloo_timers::callback::Timeout;
