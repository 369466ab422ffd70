//! H028: every header is there once.
//!
//! Why: Apple answers `DuplicateHeaders`.
//! Example: `apns-priority: 10` and `Apns-Priority: 5`
//! Instead: `apns-priority: 5`

use crate::finding::{Code, Place, Severity};
use crate::headers::HeaderName;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H028,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A header appears twice", "标头重复"),
    message: Words::new(
        "The header {found} is there twice; Apple takes it once.",
        "标头 {found} 出现了两次；Apple 只接受一次。",
    ),
    cases: &[],
    why: Words::new(
        "Apple refuses a request with the same header twice. Capital letters make no difference in a header's name.",
        "Apple 会拒绝含有重复标头的请求。标头名称不区分大小写。",
    ),
    remedy: Words::new("Keep the one that you mean.", "保留您需要的那一个。"),
    fix_label: None,
    platforms: &[],
    apple: apple::RESPONSES,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    // Names that Apple does not know are not sent at all, so only Apple's can be there twice.
    for known in HeaderName::ALL {
        let is_again = |other: &&(String, String)| other.0.eq_ignore_ascii_case(known.as_str());
        let again = context.headers.others.iter().find(is_again);
        if again.is_some() && !context.headers.get(known).is_empty() {
            let args = &[("found", known.as_str())];
            out.push(Code::H028, Place::Headers, args, Vec::new());
        }
    }
}
