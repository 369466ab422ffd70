//! The browser, behind narrow functions: the only place that names `web_sys`, `js_sys` and `gloo` functions that act.

pub mod address;
pub mod clock;
pub mod crash;
pub mod dom;
pub mod events;
pub mod fetch;
pub mod files;
pub mod random;
pub mod shortcuts;
pub mod sign_in;
pub mod storage;
pub mod timer;
pub mod worker;
pub mod worker_scope;
