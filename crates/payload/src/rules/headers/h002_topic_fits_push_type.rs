//! H002: `apns-topic` is the bundle id with the suffix of the push type, once.
//!
//! Why: Apple answers `DeviceTokenNotForTopic` or `TopicDisallowed` otherwise.
//! Example: `apns-push-type: voip`, `apns-topic: com.example.demo`
//! Instead: `apns-topic: com.example.demo.voip`

use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::context::owned;
use crate::rules::headers::{h017_values_are_plain, h026_bundle_id_is_real};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};
use crate::seal::derived_topic;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H002,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The topic does not fit the push type", "主题与推送类型不符"),
    message: Words::new(
        "The topic must be {expected} for this push type; you wrote {found}.",
        "此推送类型的主题必须是 {expected}；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "mdm",
            message: Words::new(
                "An MDM push needs the topic from its certificate, such as com.apple.mgmt.External.…",
                "MDM 推送需要其证书中的主题，例如 com.apple.mgmt.External.…",
            ),
            fix_label: None,
        },
        Case {
            what: "no-app",
            message: Words::new(
                "There is no topic: choose an app, or write its bundle id.",
                "没有主题：请选择应用，或写上它的套装 ID。",
            ),
            fix_label: None,
        },
        Case {
            what: "characters",
            message: Words::new(
                "The topic may contain only letters, digits, dots and hyphens; you wrote {found}.",
                "主题只能包含字母、数字、点和连字符；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Use the right topic", "使用正确的主题")),
        },
        Case {
            what: "doubled-suffix",
            message: Words::new(
                "The topic's ending is repeated; it must be {expected}.",
                "主题的结尾重复了；应为 {expected}。",
            ),
            fix_label: Some(Words::new("Use the right topic", "使用正确的主题")),
        },
        Case {
            what: "wrong-suffix",
            message: Words::new(
                "{found} is the topic of another push type; this one needs {expected}.",
                "{found} 是另一种推送类型的主题；这一种需要 {expected}。",
            ),
            fix_label: Some(Words::new("Use the right topic", "使用正确的主题")),
        },
        Case {
            what: "misprint",
            message: Words::new(
                "One of Apple's pages misprints this ending; the topic must be {expected}.",
                "Apple 的某个页面把这个结尾印错了；主题应为 {expected}。",
            ),
            fix_label: Some(Words::new("Use the right topic", "使用正确的主题")),
        },
        Case {
            what: "missing-suffix",
            message: Words::new(
                "The topic must be {expected} for this push type; its end is missing.",
                "此推送类型的主题必须是 {expected}；缺少结尾。",
            ),
            fix_label: Some(Words::new("Use the right topic", "使用正确的主题")),
        },
        Case {
            what: "other-app",
            message: Words::new(
                "{found} is the topic of a different app from the chosen one.",
                "{found} 是另一个应用的主题，与所选应用不符。",
            ),
            fix_label: Some(Words::new("Use the chosen app", "使用所选应用")),
        },
    ],
    why: Words::new(
        "The topic tells Apple which app and which part of it the push is for; a wrong one is refused.",
        "主题告诉 Apple 推送属于哪个应用及其哪个部分；错误的主题会被拒绝。",
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
    let Some((what, severity)) = wrong(context) else {
        return;
    };
    let topic = context.headers.topic.as_str();
    let bundle_id = context.target.bundle_id.as_str();
    let expected = derived_topic(context.headers, bundle_id);
    let fix = if bundle_id.is_empty() || context.push_type == Some(PushType::Mdm) {
        Vec::new()
    } else {
        vec![Edit::Header {
            name: HeaderName::Topic,
            value: expected.clone(),
        }]
    };
    let args = &[("what", what), ("found", topic), ("expected", &expected)];
    out.add(Finding {
        code: Code::H002,
        severity,
        place: Place::Header {
            name: HeaderName::Topic,
        },
        args: owned(args),
        fix,
    });
}

/// What is wrong with the topic, and how much that weighs.
pub(in crate::rules) fn wrong(context: &Context<'_>) -> Option<(&'static str, Severity)> {
    let topic = context.headers.topic.as_str();
    let bundle_id = context.target.bundle_id.as_str();
    let is_mdm = context.push_type == Some(PushType::Mdm);
    // A broadcast has its bundle id in the path; what a topic does beside it is B007's business.
    if context.headers.is_broadcast() && !topic.is_empty() {
        return None;
    }
    if topic.is_empty() {
        return match bundle_id {
            _ if is_mdm => Some(("mdm", Severity::Error)),
            "" => Some(("no-app", Severity::Error)),
            _ => None,
        };
    }
    let expected = derived_topic(context.headers, bundle_id);
    // Where only capital letters differ it is H025; what no app can have is H026; what no header can carry is H017.
    if topic.eq_ignore_ascii_case(&expected)
        || h026_bundle_id_is_real::unreal(topic, bundle_id).is_some()
        || !h017_values_are_plain::is_plain(topic)
    {
        return None;
    }
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if !topic.bytes().all(is_fit) {
        return Some(("characters", Severity::Error));
    }
    // Topics of passes and of websites are not made of a bundle id.
    if is_mdm || topic.starts_with("pass.") || topic.starts_with("web.") {
        return None;
    }
    let suffix = context.push_type?.topic_suffix();
    if is_misprint(topic, bundle_id, suffix) {
        return Some(("misprint", Severity::Error));
    }
    if let Some(what) = slip(topic, suffix) {
        return Some((what, Severity::Error));
    }
    // A watch app's bundle id continues the one of its phone app.
    let is_own = topic
        .strip_prefix(bundle_id)
        .is_some_and(|rest| bundle_id.is_empty() || rest.starts_with('.'));
    (!is_own).then_some(("other-app", Severity::Warning))
}

/// Apple's page once prints `h.complication`, and `push-type.liveactivity` without its dot.
fn is_misprint(topic: &str, bundle_id: &str, suffix: &str) -> bool {
    let rest = topic.strip_prefix(bundle_id).unwrap_or_default();
    match suffix {
        ".complication" => matches!(rest, "h.complication" | ".h.complication"),
        ".push-type.liveactivity" => rest == "push-type.liveactivity",
        _ => false,
    }
}

/// What is wrong with the end of a topic.
fn slip(topic: &str, suffix: &str) -> Option<&'static str> {
    let bare = topic.strip_suffix(suffix).filter(|_| !suffix.is_empty());
    if bare.is_some_and(|bare| bare.ends_with(suffix)) {
        return Some("doubled-suffix");
    }
    let ends_otherwise = PushType::ALL.iter().any(|other| {
        let other = other.topic_suffix();
        !other.is_empty() && bare.unwrap_or(topic).ends_with(other)
    });
    if ends_otherwise {
        return Some("wrong-suffix");
    }
    (bare.is_none() && !suffix.is_empty()).then_some("missing-suffix")
}
