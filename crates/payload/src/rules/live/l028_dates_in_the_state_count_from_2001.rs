//! L028: a date in `content-state` and `attributes` counts from 2001.
//!
//! Why: the app's decoder does; Unix seconds give a date 31 years too late.
//! Example: `{"content-state": {"endDate": 1790856000}}`
//! Instead: `{"content-state": {"endDate": 812548800}}`
//!
//! Only under keys that sound like dates. The property may be a number in the app, which turns it into a date itself, so it is
//! a hint.

use super::state;
use crate::document::{NodeKind, excerpt};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::moment::{self, EARLIEST, Moment, SWIFT_EPOCH};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L028,
    severity: Severity::Hint,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A Unix date in the state", "状态中有 Unix 日期"),
    message: Words::new(
        "{key} looks like Unix seconds; if it is a Date in the app, it is read as seconds since 2001, 31 years too late.",
        "{key} 看起来是 Unix 秒数；如果它在应用中是 Date，会被读作自 2001 年起的秒数，晚了 31 年。",
    ),
    cases: &[Case {
        what: "milliseconds",
        message: Words::new(
            "{key} looks like Unix milliseconds; if it is a Date in the app, it is read as seconds since 2001.",
            "{key} 看起来是 Unix 毫秒数；如果它在应用中是 Date，会被读作自 2001 年起的秒数。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "The system decodes with the standard settings of JSONDecoder, where a Date is a number of seconds since 2001.",
        "系统使用 JSONDecoder 的默认设置解码，其中 Date 是自 2001 年起的秒数。",
    ),
    remedy: Words::new(
        "Write the Unix seconds minus 978307200, unless the property is a number in the app.",
        "写 Unix 秒数减去 978307200，除非该属性在应用中是数字。",
    ),
    fix_label: Some(Words::new("Count from 2001", "从 2001 年起算")),
    platforms: &[],
    apple: apple::LIVE,
};

/// Half of 2033 in seconds. What is bigger is hardly a date of a Live Activity.
const LATEST: u64 = 2_000_000_000;

fn check(context: &Context<'_>, out: &mut Findings) {
    state::leaves(context, &mut |pointer, key, node| {
        if !matches!(node.kind, NodeKind::Number(_)) || !sounds_like_a_date(key) {
            return false;
        }
        let (what, seconds) = match moment::read(node) {
            Moment::Seconds(seconds) | Moment::Fraction(seconds) => ("seconds", seconds),
            Moment::Unit(unit @ "milliseconds", seconds) => (unit, seconds),
            _ => return false,
        };
        if !(EARLIEST..LATEST).contains(&seconds) {
            return false;
        }
        let swift = (seconds - SWIFT_EPOCH).to_string();
        let fix = fix(context.document.set_source(pointer, &swift));
        let args = &[("what", what), ("key", &excerpt(key))];
        out.body(Code::L028, &node.range, pointer, args, fix);
        true
    });
}

/// `endDate`, `startsAt`, `arrival_time`, `date`.
fn sounds_like_a_date(key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    ["date", "time", "until", "deadline", "timestamp"]
        .iter()
        .any(|end| lower.ends_with(end))
        || lower.starts_with("date")
        || key.ends_with("At")
        || key.ends_with("_at")
}
