//! J006: a number is one that every app reads exactly.
//!
//! Why: many readers keep numbers in 64 bits of floating point and round what does not fit.
//! Example: `{"aps": {"alert": "Hi"}, "order": 12345678901234567890}`
//! Instead: `{"aps": {"alert": "Hi"}, "order": "12345678901234567890"}`
//!
//! Swift reads whole numbers up to 64 bits exactly where the app asks for `Int`; JavaScript, `Double` and `Any` do not. Hence a warning.

use crate::document::NodeKind;
use crate::finding::{Code, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::J006,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A number may be rounded", "数字可能被四舍五入"),
    message: Words::new(
        "Many apps cannot read {found} exactly: it is beyond 9007199254740992.",
        "许多应用无法精确读取 {found}：它超出了 9007199254740992。",
    ),
    cases: &[
        Case {
            what: "range",
            message: Words::new(
                "No app can read {found}: it is too large or too small for a number.",
                "没有应用能读取 {found}：作为数字它过大或过小。",
            ),
            fix_label: None,
        },
        Case {
            what: "digits",
            message: Words::new(
                "{found} has more digits than a number keeps; the last ones will be lost.",
                "{found} 的位数多于数字能保存的位数；末尾几位会丢失。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Many readers keep numbers in 64 bits of floating point, with 15 to 17 digits, and round the rest.",
        "许多程序用 64 位浮点数保存数字，只有 15 到 17 位有效数字，其余会被舍入。",
    ),
    remedy: Words::new(
        "Write long ids as text in quotes, and round measurements.",
        "长 ID 请写成引号中的文本；测量值请自行取整。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::values(context, &mut |spot| {
        let NodeKind::Number(text) = &spot.node.kind else {
            return false;
        };
        // Apple's numbers have rules of their own.
        if spot.row(context).is_some() {
            return false;
        }
        let Some(what) = trouble(text) else {
            return false;
        };
        let args = &[("what", what), ("found", &context.shown(spot.node))];
        out.body(
            Code::J006,
            &spot.node.range,
            &spot.pointer(),
            args,
            Vec::new(),
        );
        true
    });
}

/// Reads the digits themselves: a parser for floating point would weigh more than this rule.
fn trouble(text: &str) -> Option<&'static str> {
    const LARGEST: &str = "9007199254740992";
    if text.len() < LARGEST.len() && !text.contains(['e', 'E']) {
        return None;
    }
    let text = text.trim_start_matches('-');
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        return None;
    }
    if text.len() == whole.len() {
        let is_larger = (whole.len(), whole) > (LARGEST.len(), LARGEST);
        return is_larger.then_some("whole");
    }
    // How many digits stand before the point once the exponent has moved it; below zero: how many zeros after it.
    let lead =
        i64::try_from(whole.len()).ok()? - i64::try_from(digits.len() - significant.len()).ok()?;
    let shift: i64 = match exponent.trim_start_matches('+').parse() {
        Ok(shift) if (-9999..9999).contains(&shift) => shift,
        _ => return Some("range"),
    };
    let is_over = lead + shift > 309 || (lead + shift == 309 && significant >= "2");
    if is_over || lead + shift < -323 {
        return Some("range");
    }
    (significant.trim_end_matches('0').len() > 17).then_some("digits")
}
