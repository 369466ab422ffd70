//! The relay: holds the credentials, keeps the ledger, forwards what a person decides to send, and serves the page.
//!
//! ```text
//! serve ─ middleware ─ routes ─ services ─┬─ store ─ (ledger) ─ engine ─ lanes ─ Apple or its stand-in
//!                          │              └─ hub ─ event streams
//!                          └─ assets (the page)
//! ```
//!
//! | what | where |
//! |---|---|
//! | what an operator can choose | [`config`] |
//! | the relay as a value | [`app`], [`claim`], [`demo`], [`lanes`], `home` |
//! | from socket to router, and the orderly end | [`serve`] |
//! | what every request goes through | [`middleware`] |
//! | paths, handlers, what handlers take | [`router`](fn@router), `routes`, `extract` |
//! | what it does for a person, without HTTP | `services`, `convert` |
//! | sessions and limits | [`cookie`], [`secret`], [`limiter`] |
//! | the page and its events | [`assets`], [`hub`] |
//!
//! **Invariant:** the relay never trusts the page: what is sent was sealed again here, by `payload`.
//!
//! **Invariant:** no handler reaches what is remembered except through its caller's workspace.

pub mod app;
pub mod assets;
pub mod claim;
pub mod config;
mod convert;
pub mod cookie;
pub mod demo;
pub mod error;
mod extract;
mod home;
pub mod hub;
pub mod lanes;
pub mod limiter;
pub mod middleware;
mod router;
mod routes;
pub mod secret;
pub mod serve;
mod services;
pub mod telemetry;

pub use app::App;
pub use assets::Assets;
pub use config::Config;
pub use error::{ApiError, ServerError};
pub use router::router;
pub use serve::run;

/// This relay's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
