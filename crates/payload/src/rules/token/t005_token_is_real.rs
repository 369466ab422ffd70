//! T005: the token is a real one, not a placeholder.
//!
//! Why: Apple answers `BadDeviceToken`, and counts it against the sender.
//! Example: 64 zeros
//! Instead: the token that the app gets from Apple
//!
//! Apple's tokens are random: one that repeats a short piece was made up.

use crate::finding::{Code, Place, Severity};
use crate::headers::Environment;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};
use crate::token::DeviceToken;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::T005,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The token is a placeholder", "令牌是占位符"),
    message: Words::new(
        "This token repeats \"{piece}\"; it looks like a placeholder.",
        "此令牌不断重复“{piece}”，看起来是占位符。",
    ),
    cases: &[Case {
        what: "counting",
        message: Words::new(
            "This token counts up; it looks like a placeholder.",
            "此令牌是递增的数字，看起来是占位符。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "A made-up token reaches no phone, and Apple slows down senders of wrong tokens.",
        "编造的令牌到达不了任何手机，而且 Apple 会限制发送错误令牌的一方。",
    ),
    remedy: Words::new(
        "Copy the token that the app gets from Apple.",
        "请复制应用从 Apple 获得的令牌。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::REGISTER,
};

/// The longest piece that is looked for.
const LONGEST: usize = 16;

fn check(context: &Context<'_>, out: &mut Findings) {
    let target = context.target;
    let Some(Ok(token)) = target.token.as_deref().map(DeviceToken::parse) else {
        return;
    };
    // The simulator's phones have tokens as they like.
    if target.environment == Environment::Simulator {
        return;
    }
    if is_counting(token.as_str()) {
        out.push(
            Code::T005,
            Place::Token,
            &[("what", "counting")],
            Vec::new(),
        );
    } else if let Some(piece) = repeated(token.as_str()) {
        out.push(Code::T005, Place::Token, &[("piece", piece)], Vec::new());
    }
}

/// Whether nobody but a person or a test makes such a token.
pub(super) fn is_made_up(digits: &str) -> bool {
    is_counting(digits) || repeated(digits).is_some()
}

/// The short piece that makes up the whole token; its last time may be cut off.
fn repeated(digits: &str) -> Option<&str> {
    let bytes = digits.as_bytes();
    let most = LONGEST.min(bytes.len() / 2);
    let period = (1..=most).find(|period| {
        bytes.len() >= 8 && bytes.iter().zip(&bytes[*period..]).all(|(a, b)| a == b)
    })?;
    digits.get(..period)
}

/// 0123456789abcdef…, or 00010203…
fn is_counting(digits: &str) -> bool {
    let value = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or_default();
    let values: Vec<u32> = digits.as_bytes().iter().map(value).collect();
    let by_digit = values
        .windows(2)
        .all(|pair| pair[1] == (pair[0] + 1) % 16 || (pair[0] == 9 && pair[1] == 0));
    let bytes: Vec<u32> = values
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |sum, it| sum * 16 + it))
        .collect();
    let by_byte = bytes.windows(2).all(|pair| pair[1] == (pair[0] + 1) % 256);
    digits.len() >= 8 && (by_digit || by_byte)
}
