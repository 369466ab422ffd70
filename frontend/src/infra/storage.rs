//! What the browser remembers: drafts, what they are checked against, and preferences. Never credentials, never device tokens.

use super::dom;

/// Reads a value. `None` when there is none, or when the browser keeps nothing (private windows).
pub fn read(key: &str) -> Option<String> {
    dom::window()?.local_storage().ok()??.get_item(key).ok()?
}

/// Writes a value. Says whether the browser took it.
pub fn write(key: &str, value: &str) -> bool {
    let storage = dom::window().and_then(|window| window.local_storage().ok().flatten());
    storage.is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Keys of what is kept.
pub mod keys {
    /// `light` or `dark`; absent means: as the system. Read by `static/theme.js` before the first paint, too.
    pub const THEME: &str = "carillon.theme";
    /// `en` or `zh-Hans`. Read by `static/theme.js` before the first paint, too.
    pub const LANGUAGE: &str = "carillon.language";
    /// The draft, as JSON of [`payload::Draft`].
    pub const DRAFT: &str = "carillon.draft";
    /// The Swift source that drafts are checked against.
    pub const APP_SWIFT: &str = "carillon.app-swift";
    /// The JSON Schema that drafts are checked against.
    pub const APP_SCHEMA: &str = "carillon.app-schema";
    /// The first-run checklist, as words with spaces between them.
    pub const FIRST_RUN: &str = "carillon.first-run";
}
