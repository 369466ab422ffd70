//! C002: a certificate lists the topic that it pushes to.
//!
//! Why: Apple answers `TopicDisallowed`; for a broadcast `TopicMismatch`.
//! Example: another app's certificate
//! Instead: the certificate of this app
//!
//! Push types that need a topic of their own in the certificate, or take none at all, are C004; passes and websites C008.

use crate::finding::{Code, Place, Severity};
use crate::push_type::PushType;
use crate::rules::credential;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};
use crate::seal::CredentialKind;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::C002,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The certificate does not list the topic",
        "证书未包含此主题",
    ),
    message: Words::new(
        "This certificate does not list {topic}, so it cannot send this push.",
        "此证书未列出 {topic}，因此无法发送这条推送。",
    ),
    cases: &[Case {
        what: "other-app",
        message: Words::new(
            "This certificate is for {found}, not for {topic}.",
            "此证书用于 {found}，而不是 {topic}。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "A certificate pushes only to the topics that stand in it, and each app has certificates of its own.",
        "证书只能推送到其中列出的主题，每个应用都有各自的证书。",
    ),
    remedy: Words::new(
        "Use the certificate of this app, or a signing key, which is for all apps of the team.",
        "请使用此应用的证书，或使用适用于团队所有应用的密钥。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::CERTIFICATES,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let is_elsewhere = matches!(
        context.push_type,
        Some(
            PushType::Location
                | PushType::Fileprovider
                | PushType::Liveactivity
                | PushType::Pushtotalk
                | PushType::Widgets
                | PushType::Controls
        )
    );
    let Some((credential, topic)) = credential::pushes(context) else {
        return;
    };
    if credential.kind != CredentialKind::Certificate
        || credential.topics.is_empty()
        || credential.topics.contains(&topic)
        || credential::is_pass_or_website(&topic)
    {
        return;
    }
    let bundle_id = credential::bundle_id(context, &topic);
    let is_of_app = credential
        .topics
        .iter()
        .any(|it| credential::begins(it, bundle_id));
    // Of a certificate for this very app, C004 says what is missing.
    if is_elsewhere && is_of_app {
        return;
    }
    let what = if is_of_app { "" } else { "other-app" };
    let found = credential.topics.first().map_or("", String::as_str);
    let args = &[("what", what), ("found", found), ("topic", &topic)];
    out.push(Code::C002, Place::Credential, args, Vec::new());
}
