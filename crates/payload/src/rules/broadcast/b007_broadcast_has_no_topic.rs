//! B007: a broadcast has no `apns-topic`.
//!
//! Why: the bundle id is in the request's path, without a suffix.
//! Example: `apns-channel-id: V+8UslywEfAAAOq9SbTrLg==`, `apns-topic: com.example.demo.push-type.liveactivity`
//! Instead: no `apns-topic`
//!
//! `TopicDisallowed` concerns a suffix in the path, which Carillon never writes. A topic of another app is a slip worth more.

use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::context::owned;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::B007,
    severity: Severity::Hint,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A topic in a broadcast", "广播中有主题"),
    message: Words::new(
        "A broadcast needs no topic: Apple takes the app from the request's path.",
        "广播不需要主题：Apple 从请求路径得知应用。",
    ),
    cases: &[Case {
        what: "other-app",
        message: Words::new(
            "The broadcast goes to the channel of {app}, but the topic names another app.",
            "广播会发送到 {app} 的频道，但主题是另一个应用。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "The channel belongs to one app, whose bundle id stands in the path without a suffix.",
        "频道属于一个应用，其套装 ID 写在路径中，没有后缀。",
    ),
    remedy: Words::new("Leave the topic empty.", "主题留空。"),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::BROADCAST,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let topic = context.headers.topic.as_str();
    if !context.headers.is_broadcast() || topic.is_empty() {
        return;
    }
    let app = context.target.bundle_id.as_str();
    let (what, severity) = if app.is_empty() || topic.starts_with(app) {
        ("topic", Severity::Hint)
    } else {
        ("other-app", Severity::Warning)
    };
    // What goes to a pass or a website is known by this topic alone.
    let fix = if context.is_pass() || context.is_website() {
        Vec::new()
    } else {
        vec![Edit::Header {
            name: HeaderName::Topic,
            value: String::new(),
        }]
    };
    out.add(Finding {
        code: Code::B007,
        severity,
        place: Place::Header {
            name: HeaderName::Topic,
        },
        args: owned(&[("what", what), ("app", app)]),
        fix,
    });
}
