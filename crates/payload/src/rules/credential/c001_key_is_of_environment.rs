//! C001: a key that is limited to one environment sends to that one.
//!
//! Why: Apple answers `BadEnvironmentKeyIdInToken`.
//! Example: a sandbox key for production
//! Instead: a production key, or one for both

use crate::finding::{Code, Place, Severity};
use crate::headers::Environment;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::seal::CredentialKind;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::C001,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The key is for another environment", "密钥用于另一个环境"),
    message: Words::new(
        "This key works in {found} only; the push goes to {environment}.",
        "此密钥仅适用于 {found}；推送将发往 {environment}。",
    ),
    cases: &[],
    why: Words::new(
        "Since 2025 a key can be limited to sandbox or to production, and Apple refuses it in the other.",
        "自 2025 年起，密钥可限定用于沙盒或生产环境，在另一环境中会被 Apple 拒绝。",
    ),
    remedy: Words::new(
        "Use a key that is made for this environment.",
        "请使用为此环境创建的密钥。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::TOKENS,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let environment = context.target.environment;
    let Some(credential) = &context.target.credential else {
        return;
    };
    let works = &credential.environments;
    let is_for_other = credential.kind == CredentialKind::Key
        && environment != Environment::Simulator
        && !works.is_empty()
        && !works.contains(&environment);
    if is_for_other {
        let args = &[
            ("found", works[0].as_str()),
            ("environment", environment.as_str()),
        ];
        out.push(Code::C001, Place::Credential, args, Vec::new());
    }
}
