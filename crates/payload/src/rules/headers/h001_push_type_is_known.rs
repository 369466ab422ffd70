//! H001: `apns-push-type` is one of Apple's eleven.
//!
//! Why: watchOS drops pushes without it, and other systems may delay them.
//! Example: `apns-push-type: Alert`
//! Instead: `apns-push-type: alert`

use crate::document::excerpt;
use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::headers::h017_values_are_plain::is_plain;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, spelling};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H001,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The push type is missing or unknown", "推送类型缺失或未知"),
    message: Words::new(
        "Apple does not know the push type \"{found}\".",
        "Apple 不认识推送类型“{found}”。",
    ),
    cases: &[Case {
        what: "missing",
        message: Words::new("The push type is missing.", "缺少推送类型。"),
        fix_label: Some(Words::new("Set the push type", "设置推送类型")),
    }],
    why: Words::new(
        "Apple needs the push type to decide how to deliver; without it a push may be delayed or dropped.",
        "Apple 根据推送类型决定如何投递；缺少它，推送可能被延迟或丢弃。",
    ),
    remedy: Words::new(
        "Choose one of the eleven push types.",
        "从十一种推送类型中选择一种。",
    ),
    fix_label: Some(Words::new("Repair the push type", "修正推送类型")),
    platforms: &[],
    apple: apple::SEND,
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
    if context.push_type.is_some() || !is_plain(&context.headers.push_type) {
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
