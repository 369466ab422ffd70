//! T002: a token has a length that tokens have.
//!
//! Why: Apple fixes no length, but a token of another one was usually cut off, or is something else.
//! Example: 40 hex digits, which is an old device identifier
//! Instead: the 64 digits that the app gets from Apple
//!
//! Seen: 64 digits, also 80 (device management), 108 and 160. The length alone never forbids a send.

use crate::finding::{Code, Place, Severity};
use crate::headers::Environment;
use crate::rules::token::t005_token_is_real;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};
use crate::token::DeviceToken;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::T002,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The token has an unusual length", "令牌长度不常见"),
    message: Words::new(
        "This token has {digits} digits; most have 64. Perhaps a part is missing.",
        "此令牌有 {digits} 位；通常是 64 位。可能缺少一部分。",
    ),
    cases: &[
        Case {
            what: "identifier",
            message: Words::new(
                "This has {digits} digits, like the identifier of an older device; a token is something else.",
                "这有 {digits} 位，像旧设备的标识符；设备令牌是另一回事。",
            ),
            fix_label: None,
        },
        Case {
            what: "hash",
            message: Words::new(
                "This has {digits} digits, like a checksum or a UUID; most tokens have 64.",
                "这有 {digits} 位，像校验和或 UUID；令牌通常有 64 位。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Apple may change the length of tokens at any time, but one that is cut off reaches nobody.",
        "Apple 可能随时改变令牌长度，但被截断的令牌谁也到达不了。",
    ),
    remedy: Words::new("Copy the token again, all of it.", "请重新完整复制令牌。"),
    fix_label: None,
    platforms: &[],
    apple: apple::REGISTER,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let target = context.target;
    let Some(Ok(token)) = target.token.as_deref().map(DeviceToken::parse) else {
        return;
    };
    let digits = token.as_str().len();
    let what = match digits {
        64 | 80 | 108 | 160 => return,
        32 => "hash",
        40 => "identifier",
        _ => "",
    };
    // The simulator's phones have tokens as they like.
    let is_simulated = target.environment == Environment::Simulator;
    if is_simulated || t005_token_is_real::is_made_up(token.as_str()) {
        return;
    }
    let args = &[("what", what), ("digits", &digits.to_string())];
    out.push(Code::T002, Place::Token, args, Vec::new());
}
