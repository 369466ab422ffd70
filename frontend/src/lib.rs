//! The Yew app: composes, validates and previews notifications in the browser.
//!
//! **Invariant:** only `infra` names `web_sys`, `gloo` or `js_sys` functions that act; `state` is pure and is tested on the host.

pub mod app;
pub mod components;
pub mod contexts;
pub mod i18n;
pub mod infra;
pub mod pages;
pub mod route;
pub mod state;
pub mod worker;

pub use app::start;
