//! C003: a certificate sends to an environment that it is for.
//!
//! Why: Apple answers `BadCertificateEnvironment`.
//! Example: a development certificate for production
//! Instead: a certificate for both environments

use crate::finding::{Code, Place, Severity};
use crate::headers::Environment;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::seal::CredentialKind;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::C003,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The certificate is for another environment",
        "证书用于另一个环境",
    ),
    message: Words::new(
        "This certificate works in {found} only; the push goes to {environment}.",
        "此证书仅适用于 {found}；推送将发往 {environment}。",
    ),
    cases: &[],
    why: Words::new(
        "A development certificate is refused in production, and an older production certificate in sandbox.",
        "开发证书会被生产环境拒绝，旧式生产证书会被沙盒拒绝。",
    ),
    remedy: Words::new(
        "Make a certificate \"Apple Push Notification service SSL (Sandbox & Production)\", which works in both.",
        "请创建“Apple Push Notification service SSL (Sandbox & Production)”证书，它适用于两个环境。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::CERTIFICATES,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let environment = context.target.environment;
    let Some(credential) = &context.target.credential else {
        return;
    };
    let works = &credential.environments;
    let is_for_other = credential.kind == CredentialKind::Certificate
        && environment != Environment::Simulator
        && !works.is_empty()
        && !works.contains(&environment);
    if is_for_other {
        let args = &[
            ("found", works[0].as_str()),
            ("environment", environment.as_str()),
        ];
        out.push(Code::C003, Place::Credential, args, Vec::new());
    }
}
