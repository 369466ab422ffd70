//! H001: `apns-push-type` is one of Apple's eleven.
//!
//! Why: watchOS drops pushes without it, and other systems may delay them.
//! Example: `apns-push-type: Alert`
//! Instead: `apns-push-type: alert`

use super::{Case, Context, Findings, Rule, apple, spelling};
use crate::document::excerpt;
use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;

pub(super) const RULE: Rule = Rule {
    code: Code::H001,
    severity: Severity::Error,
    title: "The push type is missing or unknown",
    message: "Apple does not know the push type \"{found}\".",
    cases: &[Case {
        what: "missing",
        message: "The push type is missing.",
        fix_label: Some("Set the push type"),
    }],
    why: "Apple needs the push type to decide how to deliver; without it a push may be delayed or dropped.",
    remedy: "Choose one of the eleven push types.",
    fix_label: Some("Repair the push type"),
    apple: apple::SEND,
    check,
};

const NAMES: &[&str] = &{
    let mut names = [""; PushType::ALL.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = PushType::ALL[index].as_str();
        index += 1;
    }
    names
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if context.push_type.is_some() {
        return;
    }
    let typed = context.headers.push_type.trim();
    let set = |name: &str| {
        vec![Edit::Header {
            name: HeaderName::PushType,
            value: name.to_owned(),
        }]
    };
    if typed.is_empty() {
        out.header(
            Code::H001,
            HeaderName::PushType,
            &[("what", "missing")],
            set(likely(context).as_str()),
        );
    } else {
        let fix = spelling::nearest(typed, NAMES).map_or_else(Vec::new, set);
        out.header(
            Code::H001,
            HeaderName::PushType,
            &[("found", &excerpt(typed))],
            fix,
        );
    }
}

/// What the payload looks like.
fn likely(context: &Context<'_>) -> PushType {
    let has = |key: &str| context.aps().is_some_and(|aps| aps.get(key).is_some());
    if has("content-state") || has("attributes-type") {
        PushType::Liveactivity
    } else if has("content-available") && !has("alert") && !has("badge") && !has("sound") {
        PushType::Background
    } else {
        PushType::Alert
    }
}
