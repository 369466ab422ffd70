//! What every page shares: one context per reason to change, so that a key typed in the composer does not render the frame again.

pub mod app_check;
pub mod checklist;
pub mod composer;
pub mod feed;
pub mod navigation;
pub mod preferences;
pub mod sender;
pub mod session;
pub mod wording;

pub use app_check::{AppCheckContext, AppCheckProvider, use_app_check};
pub use checklist::{ChecklistContext, ChecklistProvider, use_checklist};
pub use composer::{ComposerContext, ComposerProvider, Kept, use_composer, use_kept};
pub use feed::{FeedContext, FeedProvider, use_feed};
pub use navigation::{Navigation, NavigationProvider, use_navigation};
pub use preferences::{Preferences, PreferencesProvider, Theme, use_preferences};
pub use sender::{Sender, SenderProvider, use_sender};
pub use session::{SessionContext, SessionProvider, SessionState, use_session};
pub use wording::WordingProvider;

use yew::prelude::*;

/// Properties of every provider.
#[derive(Clone, PartialEq, Properties)]
pub struct ProviderProps {
    /// What sees the context.
    pub children: Html,
}
