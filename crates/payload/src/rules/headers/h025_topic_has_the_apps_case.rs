//! H025: the topic has the capital letters of the app's bundle id.
//!
//! Why: bundle ids with other capital letters are other bundle ids.
//! Example: `apns-topic: com.Example.Demo`
//! Instead: `apns-topic: com.example.demo`

use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::seal::derived_topic;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H025,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The topic has other capital letters", "主题的大小写不同"),
    message: Words::new(
        "The topic is {found}, the app is {expected}: capital letters differ.",
        "主题是 {found}，应用是 {expected}：大小写不同。",
    ),
    cases: &[],
    why: Words::new(
        "Apple compares topics letter by letter and refuses one that it does not know.",
        "Apple 逐字比较主题，并拒绝不认识的主题。",
    ),
    remedy: Words::new(
        "Leave the topic empty: it follows from the app and the push type.",
        "主题留空即可：它由应用和推送类型得出。",
    ),
    fix_label: Some(Words::new("Use the right topic", "使用正确的主题")),
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let topic = context.headers.topic.as_str();
    let expected = derived_topic(context.headers, &context.target.bundle_id);
    if topic != expected && topic.eq_ignore_ascii_case(&expected) {
        let args = &[("found", topic), ("expected", &expected)];
        let fix = vec![Edit::Header {
            name: HeaderName::Topic,
            value: expected.clone(),
        }];
        out.header(Code::H025, HeaderName::Topic, args, fix);
    }
}
