//! P036: `apns-priority` and its like are request headers.
//!
//! Why: in the payload they do nothing.
//! Example: `{"aps": {"alert": "Hi", "apns-priority": 5}}`
//! Instead: the header `apns-priority: 5`
//!
//! Beside `aps` only names that begin with `apns` count: `priority` and `topic` may be data of the app.

use crate::document::{Node, NodeKind, excerpt};
use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::keys::Home;
use crate::push_type::PushType;
use crate::rules::{
    Context, Findings, Rule, Text, Words, apple,
    context::fix,
    {spelling, walk},
};
use crate::seal::derived_topic;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P036,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A header stands in the payload", "标头写在了负载里"),
    message: Words::new(
        "{key} does nothing in the payload; it is the header {header}.",
        "{key} 在负载中不起作用；它是标头 {header}。",
    ),
    cases: &[],
    why: Words::new(
        "Apple reads priority, expiration, topic and push type from the request's headers and not from the payload.",
        "Apple 从请求的标头读取优先级、过期时间、主题和推送类型，而不是从负载。",
    ),
    remedy: Words::new(
        "Set the header, and remove the key from the payload.",
        "设置该标头，并从负载中移除该键。",
    ),
    fix_label: Some(Words::new("Move it into the header", "移到标头")),
    platforms: &[],
    apple: apple::SEND,
};

/// The header that a key names; inside `aps` also without `apns-` before it.
pub(in crate::rules) fn header(key: &str, is_in_aps: bool) -> Option<HeaderName> {
    let is_apns = key
        .get(..4)
        .is_some_and(|begin| begin.eq_ignore_ascii_case("apns"));
    if key.len() > 24 || !(is_apns || is_in_aps) {
        return None;
    }
    HeaderName::ALL.into_iter().find(|header| {
        let is_plain = is_in_aps && !matches!(header, HeaderName::Id | HeaderName::ChannelId);
        let is_named = |name| spelling::letters(name).eq(spelling::letters(key));
        let name = header.as_str();
        is_named(name) || (is_plain && name.strip_prefix("apns-").is_some_and(is_named))
    })
}

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::keys(context, &mut |spot| {
        let is_in_aps = match spot.home {
            Some(Home::Root) => false,
            Some(Home::Aps) => true,
            _ => return false,
        };
        let Some((member, name)) = spot
            .member
            .and_then(|it| Some((it, header(&it.name, is_in_aps)?)))
        else {
            return false;
        };
        let pointer = spot.pointer();
        let args = &[("key", &*excerpt(&member.name)), ("header", name.as_str())];
        out.body(
            Code::P036,
            &member.key,
            &pointer,
            args,
            moved(context, &member.value, name, &pointer),
        );
        true
    });
}

/// Where no other value is typed, and Apple would take this one.
fn moved(context: &Context<'_>, value: &Node, name: HeaderName, pointer: &str) -> Vec<Edit> {
    let (NodeKind::String(value) | NodeKind::Number(value)) = &value.kind else {
        return Vec::new();
    };
    let value = value.trim();
    let typed = context.headers.get(name);
    let is_right = match name {
        HeaderName::PushType => PushType::parse(value).is_some(),
        HeaderName::Topic => value == derived_topic(context.headers, &context.target.bundle_id),
        HeaderName::Priority => Priority::parse(value).is_some(),
        HeaderName::Expiration => {
            value == "0" || (value.len() == 10 && value.bytes().all(|byte| byte.is_ascii_digit()))
        }
        HeaderName::CollapseId => {
            !context.headers.is_broadcast()
                && (1..=64).contains(&value.len())
                && value.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        }
        HeaderName::Id | HeaderName::ChannelId => false,
    };
    if typed != value && !(typed.is_empty() && is_right) {
        return Vec::new();
    }
    let mut edits = fix(context.document.remove(pointer));
    if typed != value && name != HeaderName::Topic {
        edits.push(Edit::Header {
            name,
            value: value.to_owned(),
        });
    }
    edits
}
