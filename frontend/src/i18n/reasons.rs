//! What Apple's reasons mean. The sentences stand in `payload`, in the one table of reasons.

use payload::Reason;
use yew::AttrValue;

use super::Lang;

/// What happened.
pub fn cause(lang: Lang, reason: &Reason) -> AttrValue {
    reason.cause(lang).into()
}

/// What to do.
pub fn remedy(lang: Lang, reason: &Reason) -> AttrValue {
    reason.remedy(lang).into()
}
