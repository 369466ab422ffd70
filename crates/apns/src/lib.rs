//! The gateway to Apple: one port, [`Transport`], with two transports behind it, and one table of what an outcome means.
//!
//! | | [`Native`] (default) | [`A2Transport`] |
//! |---|---|---|
//! | built on | `h2` and rustls | the `a2` crate |
//! | reaches | any [`Endpoint`], by a [`Proxy`] too | Apple's two hosts |
//! | sends | all push types, priorities 1, 5, 10 | eight push types, priorities 5, 10 |
//! | tells | every header, every reason in Apple's words | the reasons that `a2` knows |
//!
//! **Invariant:** [`Undelivered::NotSent`] is said only when Apple cannot have acted on the push, so that sending it again
//! is safe. Whatever cannot be told apart is [`Undelivered::Unknown`]; see [`outcome`].

mod authentication;
mod broadcast;
mod check;
mod endpoint;
mod error;
mod message;
pub mod outcome;
mod pem;
mod proxy;
mod push;
mod transport;

pub use authentication::Authentication;
pub use broadcast::{Broadcast, BroadcastError, Broadcasts, Storage};
pub use check::{Fault, Verdict, check};
pub use endpoint::{Endpoint, Roots};
pub use error::ApnsError;
pub use message::Message;
pub use proxy::Proxy;
pub use push::{Doubt, Push, Reply, Undelivered};
pub use transport::Transport;
pub use transport::a2::A2Transport;
pub use transport::native::{Delivery, Native, Options, Recipient};
