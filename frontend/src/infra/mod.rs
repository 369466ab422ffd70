//! The browser, behind narrow functions: the only place that names `web_sys`, `js_sys` and `gloo`.

pub mod clock;
pub mod dom;
pub mod storage;
