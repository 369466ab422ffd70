//! P006: a background push has `content-available: 1` and nothing to show.
//!
//! Why: the service may delay or drop a background push that shows something, and one without the flag does not wake the app.
//! Example: `{"aps": {"content-available": 1, "sound": "default"}}`
//! Instead: `{"aps": {"content-available": 1}}`

use super::context::fix;
use super::{Case, Context, Findings, Rule, apple, keys};
use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;

pub(super) const RULE: Rule = Rule {
    code: Code::P006,
    severity: Severity::Error,
    title: "A background push is not silent",
    message: "A background push needs \"content-available\": 1 to wake the app.",
    cases: &[Case {
        what: "visible",
        message: "A background push shows nothing, but this one has {key}.",
        fix_label: Some("Send it as an alert"),
    }],
    why: "Push type background means: wake the app and show nothing. Apple may drop what contradicts that.",
    remedy: "Set content-available to 1 and remove alert, badge and sound, or send it as an alert.",
    fix_label: Some("Add content-available"),
    apple: apple::BACKGROUND,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(PushType::Background), Some(aps)) = (context.push_type, context.aps()) else {
        return;
    };
    for key in ["alert", "badge", "sound"] {
        let Some(member) = aps.member(key) else {
            continue;
        };
        let args = &[("what", "visible"), ("key", key)];
        out.body(
            Code::P006,
            &member.key,
            &format!("/aps/{key}"),
            args,
            vec![as_alert()],
        );
        // One visible key is enough to say it.
        return;
    }
    // Another spelling or value of the flag is P007's business.
    if !aps.members().iter().any(|member| {
        member.name == "content-available"
            || keys::misspelled_flag(&member.name) == Some("content-available")
    }) {
        out.body(
            Code::P006,
            &aps.range,
            "/aps",
            &[],
            fix(context.document.set_source("/aps/content-available", "1")),
        );
    }
}

/// Nothing that was written is lost: an alert push may wake the app, too.
fn as_alert() -> Edit {
    Edit::Header {
        name: HeaderName::PushType,
        value: PushType::Alert.as_str().to_owned(),
    }
}
