//! H019: the topic of an MDM push is the one in its certificate.
//!
//! Why: it is not a bundle id; it begins with `com.apple.mgmt.`.
//! Example: `apns-push-type: mdm`, `apns-topic: com.example.demo`
//! Instead: `apns-topic: com.apple.mgmt.External.` and a UUID

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::headers::h002_topic_fits_push_type;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H019,
    severity: Severity::Warning,
    push_types: &[PushType::Mdm],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The topic is not one for MDM", "主题不是 MDM 的主题"),
    message: Words::new(
        "{found} does not look like the topic of an MDM push; such topics begin with com.apple.mgmt.",
        "{found} 不像 MDM 推送的主题；这类主题以 com.apple.mgmt. 开头。",
    ),
    cases: &[],
    why: Words::new(
        "Apple takes an MDM push only with the topic that stands as UID in the MDM push certificate.",
        "Apple 只接受使用 MDM 推送证书中 UID 作为主题的 MDM 推送。",
    ),
    remedy: Words::new(
        "Copy the UID from the certificate's subject; it looks like com.apple.mgmt.External. followed by a UUID.",
        "从证书的主体（subject）中复制 UID，形如 com.apple.mgmt.External. 加上一个 UUID。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let topic = context.headers.topic.as_str();
    let is_said = h002_topic_fits_push_type::wrong(context).is_some();
    if !topic.is_empty() && !topic.starts_with("com.apple.mgmt.") && !is_said {
        let found = excerpt(topic);
        out.header(
            Code::H019,
            HeaderName::Topic,
            &[("found", &found)],
            Vec::new(),
        );
    }
}
