//! P033: the text is a payload for Apple, not a message for another service.
//!
//! Why: Apple reads `aps` only; what other services send to their own servers does nothing.
//! Example: `{"message": {"apns": {"payload": {"aps": {"alert": "Hi"}}}}}`
//! Instead: `{"aps": {"alert": "Hi"}}`

use crate::document::{Document, Node};
use crate::finding::{Code, Edit, Severity};
use crate::headers::{DraftHeaders, HeaderName};
use crate::rules::{Context, Findings, Rule, Text, Words, apple, context::fix, keys};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P033,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A message of another service", "其他服务的消息"),
    message: Words::new(
        "This is a message for {service}; Apple looks for aps at the top and finds nothing.",
        "这是发给 {service} 的消息；Apple 在顶层查找 aps，什么也找不到。",
    ),
    cases: &[],
    why: Words::new(
        "Other services wrap the payload in messages of their own and unpack it on their servers. Apple does not know them.",
        "其他服务把负载包在自己的消息里，再由其服务器拆开。Apple 不认识这种消息。",
    ),
    remedy: Words::new(
        "Write Apple's payload itself: {\"aps\": {\"alert\": {\"title\": \"…\", \"body\": \"…\"}}}.",
        "请直接写 Apple 的负载：{\"aps\": {\"alert\": {\"title\": \"…\", \"body\": \"…\"}}}。",
    ),
    fix_label: Some(Words::new("Take out Apple's part", "取出 Apple 的部分")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

/// The names of services, what their messages have, and where Apple's payload is in them.
const SERVICES: &[(&str, &[&str], &str)] = &[
    (
        "Firebase (FCM)",
        &["message.apns.payload"],
        "message.apns.payload",
    ),
    ("Firebase (FCM)", &["message.token"], ""),
    ("Firebase (FCM)", &["message.topic"], ""),
    ("Firebase (FCM)", &["message.notification"], ""),
    ("Firebase (FCM)", &["registration_ids"], ""),
    ("Firebase (FCM)", &["to", "notification"], ""),
    ("Expo", &["to", "title"], ""),
    ("Expo", &["to", "body"], ""),
    ("OneSignal", &["app_id", "contents"], ""),
    ("OneSignal", &["contents", "headings"], ""),
    ("Braze", &["messages.apple_push"], ""),
    ("Braze", &["apple_push"], ""),
    ("Amazon SNS", &["APNS"], "APNS"),
    ("Amazon SNS", &["APNS_SANDBOX"], "APNS_SANDBOX"),
    ("Amazon Pinpoint", &["MessageConfiguration.APNSMessage"], ""),
    ("Airship", &["audience", "device_types"], ""),
    ("Pusher Beams", &["interests", "apns"], "apns"),
    ("Pusher Beams", &["users", "apns"], "apns"),
    ("gorush", &["notifications.0.tokens"], ""),
    ("Web Push", &["web_push", "notification"], ""),
];

/// The service whose message it is, and where Apple's payload is in it.
pub(in crate::rules) fn service(root: &Node) -> Option<(&'static str, &'static str)> {
    if root.get("aps").is_some() {
        return None;
    }
    let has = |path: &&str| at(root, path).is_some();
    let (service, _, inner) = SERVICES
        .iter()
        .find(|(_, paths, _)| paths.iter().all(has))?;
    Some((service, inner))
}

fn at<'a>(root: &'a Node, path: &str) -> Option<&'a Node> {
    path.split('.').try_fold(root, |node, key| match key {
        "0" => node.elements().first(),
        _ => node.get(key),
    })
}

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(root) = context.root() else { return };
    if !keys::needs_aps(context.push_type) {
        return;
    }
    if let Some((service, inner)) = service(root) {
        out.body(
            Code::P033,
            &root.range,
            "",
            &[("service", service)],
            taken_out(context, root, inner),
        );
    }
}

/// Only where Apple's payload is there as a whole. Headers that stand beside it come along, unless others are typed.
fn taken_out(context: &Context<'_>, root: &Node, path: &str) -> Vec<Edit> {
    let Some(inner) = at(root, path) else {
        return Vec::new();
    };
    let text = inner.as_str().unwrap_or(context.document.source(inner));
    let is_payload = Document::parse(text)
        .node("/aps")
        .is_some_and(Node::is_object);
    if !is_payload {
        return Vec::new();
    }
    let mut edits = fix(context.document.set("", text));
    let headers = at(root, "message.apns.headers")
        .map(DraftHeaders::of_node)
        .unwrap_or_default();
    for name in HeaderName::ALL {
        let value = headers.get(name);
        if !value.is_empty() && context.headers.get(name).is_empty() {
            edits.push(Edit::Header {
                name,
                value: value.to_owned(),
            });
        }
    }
    edits
}
