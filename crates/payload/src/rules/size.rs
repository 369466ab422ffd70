//! How many bytes are sent.

pub(super) mod s001_payload_fits;
pub(super) mod s002_payload_has_room;
pub(super) mod s003_letters_are_plain;
pub(super) mod s004_entries_hold_something;
pub(super) mod s005_large_entries_are_known;
pub(super) mod s006_names_are_short;

use crate::rules::Context;
use crate::size::Sizes;

/// The sizes of a payload that is over the limit or near it (from nine tenths on), and its bytes as sent.
fn tight(context: &Context<'_>) -> Option<(Sizes, usize)> {
    let sizes = Sizes::of_draft(context.document, context.headers);
    let sent = sizes.as_sent?;
    (sent >= sizes.limit / 10 * 9).then_some((sizes, sent))
}

fn is_over(context: &Context<'_>) -> bool {
    tight(context).is_some_and(|(sizes, _)| sizes.excess() > 0)
}
