//! C005: an MDM push goes with the MDM push certificate.
//!
//! Why: its topic belongs to that certificate and to no team's key.
//! Example: `apns-push-type: mdm` with a signing key
//! Instead: the MDM push certificate
//!
//! One of Apple's sentences says that keys support every push type; the same page ties the topic to the certificate, and every known MDM sender uses the certificate.

use crate::finding::{Code, Place, Severity};
use crate::push_type::PushType;
use crate::rules::credential;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::seal::CredentialKind;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::C005,
    severity: Severity::Warning,
    push_types: &[PushType::Mdm],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An MDM push with a signing key", "使用密钥的 MDM 推送"),
    message: Words::new(
        "MDM pushes go with the MDM push certificate; with a signing key Apple will probably refuse this one.",
        "MDM 推送应使用 MDM 推送证书；使用密钥时 Apple 很可能会拒绝。",
    ),
    cases: &[],
    why: Words::new(
        "The topic of MDM stands in the MDM push certificate and belongs to no app of the team.",
        "MDM 的主题写在 MDM 推送证书中，不属于团队的任何应用。",
    ),
    remedy: Words::new(
        "Use the certificate of the device management server.",
        "请使用设备管理服务器的证书。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let credential = credential::real(context);
    if credential.is_some_and(|it| it.kind == CredentialKind::Key) {
        out.push(Code::C005, Place::Credential, &[], Vec::new());
    }
}
