//! What an app's people would see of `aps`, in push types that show nothing.

use crate::document::Member;
use crate::rules::{Context, walk};

/// The first of `alert`, `badge` and `sound`; one is enough to say it.
pub(super) fn first<'a>(context: &'a Context<'_>) -> Option<&'a Member> {
    let is_shown = |member: &&Member| {
        matches!(member.name.as_str(), "alert" | "badge" | "sound")
            && walk::is_there(Some(&member.value))
    };
    context.aps()?.members().iter().find(is_shown)
}
