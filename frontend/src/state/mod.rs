//! What the page knows, as pure reducers: no `web_sys`, no clock, no storage. Everything here is tested on the host.

pub mod app_check;
pub mod checklist;
pub mod composer;
pub mod draft;
pub mod feed;
pub mod field;
pub mod history;
pub mod lines;

pub use app_check::{AppAction, AppCheck, TextFile};
pub use composer::{Composer, ComposerAction, Destination, View};
pub use feed::{Feed, FeedAction};
pub use field::Field;
