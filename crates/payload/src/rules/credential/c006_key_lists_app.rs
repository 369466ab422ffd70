//! C006: a key that is limited to some apps lists this one.
//!
//! Why: Apple answers `TopicDisallowed`; for a broadcast `TopicMismatch`.
//! Example: a topic-specific key of another app
//! Instead: a key that lists this app, or a team-scoped one

use crate::finding::{Code, Place, Severity};
use crate::push_type::PushType;
use crate::rules::credential;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::seal::CredentialKind;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::C006,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The key does not list the app", "密钥未包含此应用"),
    message: Words::new(
        "This key is limited to some apps, and {app} is not among them.",
        "此密钥仅限部分应用使用，其中不包括 {app}。",
    ),
    cases: &[],
    why: Words::new(
        "Since 2025 a key can be limited to some apps, and Apple refuses it for all others.",
        "自 2025 年起，密钥可限定用于部分应用，用于其他应用时会被 Apple 拒绝。",
    ),
    remedy: Words::new(
        "Add the app to the key in the developer account, or use a key for the whole team.",
        "请在开发者账户中把此应用加入密钥，或使用适用于整个团队的密钥。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::TOKENS,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some((credential, topic)) = credential::pushes(context) else {
        return;
    };
    let is_limited = credential.kind == CredentialKind::Key && !credential.topics.is_empty();
    if !is_limited
        || context.push_type == Some(PushType::Mdm)
        || credential::is_pass_or_website(&topic)
    {
        return;
    }
    let app = credential::bundle_id(context, &topic);
    // A watch app's bundle id continues the one of its phone app.
    if !credential
        .topics
        .iter()
        .any(|it| credential::begins(app, it))
    {
        out.push(Code::C006, Place::Credential, &[("app", app)], Vec::new());
    }
}
