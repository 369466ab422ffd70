//! C008: passes and websites are pushed to with certificates of their own.
//!
//! Why: their topics are no bundle ids, and no app's certificate lists them.
//! Example: `apns-topic: pass.com.example.loyalty` with the app's certificate
//! Instead: the Pass Type ID certificate
//!
//! For passes a signing key has been seen to work; for websites it has not.

use crate::finding::{Code, Place, Severity};
use crate::rules::credential;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};
use crate::seal::CredentialKind;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::C008,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A pass or website needs its own certificate",
        "卡券或网站需要自己的证书",
    ),
    message: Words::new(
        "The topic {topic} is that of a Wallet pass; it needs the certificate of its Pass Type ID.",
        "主题 {topic} 属于“钱包”卡券；它需要相应 Pass Type ID 的证书。",
    ),
    cases: &[Case {
        what: "website",
        message: Words::new(
            "The topic {topic} is that of a website; it needs the certificate of its Website Push ID.",
            "主题 {topic} 属于网站；它需要相应 Website Push ID 的证书。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "Apple refuses a topic that does not stand in the certificate, and an app's certificate lists only the app.",
        "Apple 会拒绝证书中没有的主题，而应用的证书只列出该应用。",
    ),
    remedy: Words::new(
        "Use the certificate that was made for this pass or website.",
        "请使用为此卡券或网站创建的证书。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some((credential, topic)) = credential::pushes(context) else {
        return;
    };
    let is_website = topic.starts_with("web.");
    let is_unfit = match credential.kind {
        CredentialKind::Certificate => {
            !credential.topics.is_empty() && !credential.topics.contains(&topic)
        }
        CredentialKind::Key => is_website,
    };
    if credential::is_pass_or_website(&topic) && is_unfit {
        let what = if is_website { "website" } else { "" };
        let args = &[("what", what), ("topic", &topic)];
        out.push(Code::C008, Place::Credential, args, Vec::new());
    }
}
