//! H026: the topic is made of a real bundle id.
//!
//! Why: Apple knows no wildcards, no placeholders, and no team prefix.
//! Example: `apns-topic: ABCDE12345.com.example.demo`
//! Instead: `apns-topic: com.example.demo`
//!
//! A bundle id may begin like a team does, so only the prefix of the chosen app is an error.

use crate::document::excerpt;
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::headers::HeaderName;
use crate::rules::context::owned;
use crate::rules::headers::h017_values_are_plain::is_plain;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H026,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The bundle id is not a real one", "套装 ID 不是真实的"),
    message: Words::new(
        "{found} is a placeholder; write the bundle id of your app.",
        "{found} 是占位符；请写上您应用的套装 ID。",
    ),
    cases: &[
        Case {
            what: "wildcard",
            message: Words::new(
                "{found} has a wildcard; push needs the full bundle id of one app.",
                "{found} 含有通配符；推送需要某个应用的完整套装 ID。",
            ),
            fix_label: None,
        },
        Case {
            what: "team",
            message: Words::new(
                "{found} begins with a Team ID; the topic has none.",
                "{found} 以团队 ID 开头；主题中没有团队 ID。",
            ),
            fix_label: Some(Words::new("Remove the Team ID", "移除团队 ID")),
        },
        Case {
            what: "dots",
            message: Words::new("{found} has a dot too many.", "{found} 多了一个点。"),
            fix_label: Some(Words::new("Remove the extra dots", "移除多余的点")),
        },
    ],
    why: Words::new(
        "Apple refuses a topic that is not the bundle id of an app with push.",
        "Apple 会拒绝不是已启用推送的应用套装 ID 的主题。",
    ),
    remedy: Words::new(
        "Find the bundle id in Xcode, under Signing & Capabilities.",
        "在 Xcode 的“Signing & Capabilities”中查看套装 ID。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

/// Pieces of placeholders, in lower case without `-` and `_`.
const PLACEHOLDERS: &[&str] = &[
    "bundleid",
    "yourapp",
    "yourcompany",
    "yourdomain",
    "yourbundle",
    "yourbundleid",
    "productbundleidentifier",
    "yourname",
    "appbundle",
    "bundleidentifier",
    "companyname",
];

fn check(context: &Context<'_>, out: &mut Findings) {
    let bundle_id = context.target.bundle_id.as_str();
    let typed = context.headers.topic.as_str();
    let topic = if typed.is_empty() { bundle_id } else { typed };
    if !is_plain(topic) {
        return;
    }
    let Some((what, severity)) = unreal(topic, bundle_id) else {
        return;
    };
    let repaired = match what {
        "team" => topic.split_once('.').map(|(_, rest)| rest.to_owned()),
        "dots" => Some(without_extra_dots(topic)),
        _ => None,
    };
    let fix = repaired
        .filter(|_| !typed.is_empty())
        .map(|value| Edit::Header {
            name: HeaderName::Topic,
            value,
        });
    out.add(Finding {
        code: Code::H026,
        severity,
        place: Place::Header {
            name: HeaderName::Topic,
        },
        args: owned(&[("what", what), ("found", &excerpt(topic))]),
        fix: fix.into_iter().collect(),
    });
}

/// What no app's topic has, and how much that weighs.
pub(in crate::rules) fn unreal(topic: &str, bundle_id: &str) -> Option<(&'static str, Severity)> {
    if topic.contains('*') {
        return Some(("wildcard", Severity::Error));
    }
    let plain: String = topic
        .chars()
        .filter(|character| !matches!(character, '-' | '_' | ' '))
        .map(|character| character.to_ascii_lowercase())
        .collect();
    let is_template = topic.contains(['<', '>', '$', '{', '}', '[', ']', '(', ')']);
    if is_template {
        return Some(("placeholder", Severity::Error));
    }
    if plain.split('.').any(|part| PLACEHOLDERS.contains(&part)) {
        return Some(("placeholder", Severity::Warning));
    }
    if let Some((team, rest)) = topic.split_once('.')
        && is_team(team)
        && rest.contains('.')
    {
        let is_chosen = rest.starts_with(bundle_id) && !bundle_id.is_empty();
        let severity = if is_chosen {
            Severity::Error
        } else {
            Severity::Warning
        };
        return Some(("team", severity));
    }
    let has_gap = topic.split('.').any(str::is_empty);
    has_gap
        .then_some(("dots", Severity::Warning))
        .filter(|_| !topic.is_empty())
}

/// Ten capital letters and digits, some of each.
fn is_team(text: &str) -> bool {
    let is_fit = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    text.len() == 10 && text.bytes().all(is_fit) && text.bytes().any(|byte| byte.is_ascii_digit())
}

fn without_extra_dots(topic: &str) -> String {
    let parts: Vec<&str> = topic.split('.').filter(|part| !part.is_empty()).collect();
    parts.join(".")
}
