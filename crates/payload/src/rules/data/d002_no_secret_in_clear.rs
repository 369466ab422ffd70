//! D002: data beside `aps` has no passwords, tokens or keys.
//!
//! Why: a payload passes through logs and servers in clear, and who reads it can use them.
//! Example: `{"aps": {"alert": "Hi"}, "password": "…"}`
//! Instead: let the app ask its server for it
//!
//! A finding names the key and never the secret.

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::rules::{
    Case, Context, Findings, Rule, Text, Words, apple, {spelling, walk},
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::D002,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A secret in clear", "明文机密"),
    message: Words::new("{key} holds a secret in clear.", "{key} 中有明文的机密。"),
    cases: &[Case {
        what: "value",
        message: Words::new(
            "What {key} holds looks like a secret: a private key, a token or a password.",
            "{key} 的内容像是机密：私钥、令牌或密码。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "A payload passes through logs, tools and servers as it is. Whoever reads it could use the secret.",
        "负载会原样经过日志、工具和服务器。读到它的人都可以使用该机密。",
    ),
    remedy: Words::new(
        "Remove it, replace the secret where it was issued, and let the app fetch what it needs.",
        "将其移除，在签发处更换该机密，并由应用自行获取所需内容。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::values(context, &mut |spot| {
        let Some(text) = spot.node.as_str() else {
            return false;
        };
        let what = if is_secret(text) {
            "value"
        } else if text.len() > 3
            && !text.contains(' ')
            && !text.contains("{{")
            && is_secret_name(spot.key())
        {
            "name"
        } else {
            return false;
        };
        let args = &[("what", what), ("key", &*excerpt(spot.key()))];
        out.body(
            Code::D002,
            &spot.node.range,
            &spot.pointer(),
            args,
            Vec::new(),
        );
        true
    });
}

fn is_secret_name(key: &str) -> bool {
    const NAMES: &[&str] = &[
        "password",
        "passwd",
        "passphrase",
        "secret",
        "secretkey",
        "apikey",
        "privatekey",
        "accesstoken",
        "refreshtoken",
        "authtoken",
        "idtoken",
        "bearertoken",
        "sessiontoken",
        "authorization",
    ];
    if key.len() < "secret".len() {
        return false;
    }
    let key = spelling::squashed(key);
    NAMES.iter().any(|name| key.ends_with(name))
}

/// Whether a text looks like a secret, whatever it is called.
pub(in crate::rules) fn is_secret(text: &str) -> bool {
    const BEGINNINGS: &[(&str, usize)] = &[
        ("AKIA", 20),
        ("ASIA", 20),
        ("AIza", 39),
        ("sk_live_", 20),
        ("rk_live_", 20),
        ("ghp_", 40),
        ("github_pat_", 40),
        ("glpat-", 20),
        ("xoxb-", 20),
        ("xoxp-", 20),
        ("Bearer ", 20),
        ("Basic ", 14),
    ];
    let is_word = |text: &str| {
        text.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'=' | b'+' | b'/')
        })
    };
    if text.len() < "x://a:b@".len() {
        return false;
    }
    let is_known = BEGINNINGS.iter().any(|(begin, least)| {
        text.len() >= *least && text.strip_prefix(begin).is_some_and(is_word)
    });
    let is_jwt = text.starts_with("eyJ")
        && text.len() > 40
        && text.matches('.').count() == 2
        && is_word(text);
    let has_login = text.split_once("://").is_some_and(|(_, rest)| {
        let host = rest.split('/').next().unwrap_or_default();
        host.split_once('@')
            .is_some_and(|(login, _)| login.contains(':'))
    });
    is_known
        || is_jwt
        || has_login
        || (text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----"))
}
