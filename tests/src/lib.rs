//! What whole-product tests stand on: a real relay in a process of its own, a real browser, the page as a person meets it.
//!
//! Nothing here sleeps: a journey waits for what the page says (`data-busy`, `data-state`), within a deadline.

pub mod axe;
pub mod browser;
pub mod corpus;
pub mod page;
pub mod relay;
pub mod wire;
pub mod worker;

pub use browser::{Browser, Look};
pub use page::Page;
pub use relay::Relay;
