//! T004: the token belongs to the environment that the push goes to.
//!
//! Why: Apple answers `BadDeviceToken`: each environment has tokens of its own.
//! Example: the token of a build from Xcode, sent to production
//! Instead: the token of the build in the App Store, or sandbox

use crate::finding::{Code, Place, Severity};
use crate::headers::Environment;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};
use crate::token::DeviceToken;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::T004,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The token belongs to another environment",
        "令牌属于另一个环境",
    ),
    message: Words::new(
        "This token belongs to {found}; the push goes to {environment}.",
        "此令牌属于 {found} 环境；推送将发往 {environment}。",
    ),
    cases: &[
        Case {
            what: "development",
            message: Words::new(
                "This token is of a development build (sandbox); production does not know it.",
                "此令牌来自开发版（沙盒）；生产环境不认识它。",
            ),
            fix_label: None,
        },
        Case {
            what: "released",
            message: Words::new(
                "This token is of a TestFlight or App Store build (production); sandbox does not know it.",
                "此令牌来自 TestFlight 或 App Store 版本（生产环境）；沙盒不认识它。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Apple refuses it, and too many such tokens make Apple close the connection.",
        "Apple 会拒绝它；此类令牌过多时，Apple 会关闭连接。",
    ),
    remedy: Words::new(
        "Builds from Xcode get sandbox tokens; TestFlight and App Store builds get production tokens. Send to the one that fits.",
        "由 Xcode 运行的版本得到沙盒令牌；TestFlight 和 App Store 版本得到生产令牌。请发往相应的环境。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::REGISTER,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let target = context.target;
    let is_token = |token: &str| DeviceToken::parse(token).is_ok();
    if !target.token.as_deref().is_none_or(is_token) {
        return;
    }
    let environment = target.environment;
    let Some(found) = target.token_environment.filter(|it| *it != environment) else {
        return;
    };
    let what = match (found, environment) {
        (Environment::Sandbox, Environment::Production) => "development",
        (Environment::Production, Environment::Sandbox) => "released",
        _ => "",
    };
    let args = &[
        ("what", what),
        ("found", found.as_str()),
        ("environment", environment.as_str()),
    ];
    out.push(Code::T004, Place::Token, args, Vec::new());
}
