//! C007: the credential is not about to expire.
//!
//! Why: Apple answers `BadCertificate` to an expired certificate, and renewing one takes people some days.
//! Example: a certificate that expires tomorrow
//! Instead: a new one, already in use

use crate::finding::{Code, Finding, Place, Severity};
use crate::rules::context::owned;
use crate::rules::credential;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::C007,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The certificate has expired or will soon",
        "证书已过期或即将过期",
    ),
    message: Words::new(
        "The certificate expires in {days} days.",
        "证书将在 {days} 天后过期。",
    ),
    cases: &[
        Case {
            what: "expired",
            message: Words::new(
                "The certificate has expired; Apple refuses it.",
                "证书已过期；Apple 会拒绝它。",
            ),
            fix_label: None,
        },
        Case {
            what: "day",
            message: Words::new(
                "The certificate expires within a day; every push fails then.",
                "证书将在一天内过期；届时所有推送都会失败。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "A certificate is valid for about a year, and not a single push goes out after that.",
        "证书有效期约为一年，过期后任何推送都发不出去。",
    ),
    remedy: Words::new(
        "Make a new certificate now; both work until the old one expires.",
        "请现在创建新证书；在旧证书过期前两者都可使用。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::CERTIFICATES,
};

const DAY: u64 = 24 * 60 * 60;

fn check(context: &Context<'_>, out: &mut Findings) {
    let expires = credential::real(context).and_then(|it| it.expires);
    let (Some(expires), Some(now)) = (expires, context.target.now) else {
        return;
    };
    let days = expires.saturating_sub(now) / DAY;
    let (what, severity) = match days {
        _ if expires <= now => ("expired", Severity::Error),
        0 => ("day", Severity::Warning),
        1..=7 => ("", Severity::Warning),
        8..=30 => ("", Severity::Hint),
        _ => return,
    };
    let days = days.max(2).to_string();
    out.add(Finding {
        code: Code::C007,
        severity,
        place: Place::Credential,
        args: owned(&[("what", what), ("days", &days)]),
        fix: Vec::new(),
    });
}
