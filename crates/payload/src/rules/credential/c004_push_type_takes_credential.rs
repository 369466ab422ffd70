//! C004: a push type is sent with a credential that it takes.
//!
//! Why: location and File Provider pushes take keys only; newer types take a certificate only if it lists their topic.
//! Example: `apns-push-type: location` with a certificate
//! Instead: a signing key (`.p8`)
//!
//! Whether a certificate can send Push to Talk, widgets and controls is not confirmed by Apple; for Live Activities its pages disagree. So that is a warning.

use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::owned;
use crate::rules::credential;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};
use crate::seal::CredentialKind;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::C004,
    severity: Severity::Error,
    push_types: &[
        PushType::Location,
        PushType::Fileprovider,
        PushType::Liveactivity,
        PushType::Pushtotalk,
        PushType::Widgets,
        PushType::Controls,
    ],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The push type needs a signing key", "此推送类型需要密钥"),
    message: Words::new(
        "Apple takes this push type with a signing key (.p8) only, not with a certificate.",
        "Apple 只接受用密钥（.p8）发送的此类推送，不接受证书。",
    ),
    cases: &[Case {
        what: "unlisted",
        message: Words::new(
            "This certificate does not list {topic}; send this push type with a signing key (.p8).",
            "此证书未列出 {topic}；请用密钥（.p8）发送此类推送。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "Certificates are older than these push types. A signing key sends every one of them.",
        "证书早于这些推送类型出现，而密钥可以发送所有类型。",
    ),
    remedy: Words::new(
        "Make a signing key in the developer account and use it here.",
        "请在开发者账户中创建密钥，并在此使用。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some((credential, topic)) = credential::pushes(context) else {
        return;
    };
    if credential.kind != CredentialKind::Certificate || credential::is_pass_or_website(&topic) {
        return;
    }
    let is_never = matches!(
        context.push_type,
        Some(PushType::Location | PushType::Fileprovider)
    );
    let bundle_id = credential::bundle_id(context, &topic);
    let mut topics = credential.topics.iter();
    let is_of_app = topics.any(|it| credential::begins(it, bundle_id));
    let (what, severity) = if is_never && (is_of_app || credential.topics.is_empty()) {
        ("", Severity::Error)
    } else if is_of_app && !credential.topics.contains(&topic) {
        ("unlisted", Severity::Warning)
    } else {
        return;
    };
    out.add(Finding {
        code: Code::C004,
        severity,
        place: Place::Credential,
        args: owned(&[("what", what), ("topic", &topic)]),
        fix: Vec::new(),
    });
}
