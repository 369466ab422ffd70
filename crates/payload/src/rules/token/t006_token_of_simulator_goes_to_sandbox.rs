//! T006: the token of Xcode's Simulator goes to sandbox.
//!
//! Why: production does not know it and answers `BadDeviceToken`.
//! Example: an app's token of 160 digits, sent to production
//! Instead: sandbox
//!
//! App tokens of 160 digits have been seen from Xcode's Simulator only; push-to-start tokens have that length too, so the kind must be known.

use crate::finding::{Code, Place, Severity};
use crate::headers::Environment;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};
use crate::token::{DeviceToken, TokenKind};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::T006,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A token of Xcode's Simulator goes to production",
        "Xcode 模拟器的令牌发往生产环境",
    ),
    message: Words::new(
        "An app's token of {digits} digits comes from Xcode's Simulator; production does not know it.",
        "{digits} 位的应用令牌来自 Xcode 模拟器；生产环境不认识它。",
    ),
    cases: &[],
    why: Words::new(
        "Apple gives Xcode's Simulator sandbox tokens only.",
        "Apple 只给 Xcode 模拟器沙盒令牌。",
    ),
    remedy: Words::new("Send it to sandbox.", "请发往沙盒环境。"),
    fix_label: None,
    platforms: &[],
    apple: apple::REGISTER,
};

/// 80 bytes.
const DIGITS: usize = 160;

fn check(context: &Context<'_>, out: &mut Findings) {
    let target = context.target;
    let Some(Ok(token)) = target.token.as_deref().map(DeviceToken::parse) else {
        return;
    };
    let digits = token.as_str().len();
    let is_from_simulator = digits == DIGITS && target.token_kind == Some(TokenKind::App);
    // Where its environment is known, T004 has said so or it is right.
    let is_open = target.token_environment.is_none();
    if is_from_simulator && is_open && target.environment == Environment::Production {
        let digits = digits.to_string();
        out.push(Code::T006, Place::Token, &[("digits", &digits)], Vec::new());
    }
}
