//! What the rules say. The sentences stand in `payload`, beside the rules themselves.

use payload::{Code, Finding};
use yew::AttrValue;

use super::Lang;

/// What is wrong and how to put it right.
pub fn message(lang: Lang, finding: &Finding) -> AttrValue {
    finding.message(lang).into()
}

/// What the button says that repairs it; `None` when only a person can.
pub fn fix_label(lang: Lang, finding: &Finding) -> Option<AttrValue> {
    finding.fix_label(lang).map(AttrValue::from)
}

/// The rule's heading.
pub fn title(lang: Lang, code: Code) -> AttrValue {
    code.text().title.get(lang).into()
}

/// Why the rule matters.
pub fn why(lang: Lang, code: Code) -> AttrValue {
    code.text().why.get(lang).into()
}

/// What to do.
pub fn remedy(lang: Lang, code: Code) -> AttrValue {
    code.text().remedy.get(lang).into()
}
