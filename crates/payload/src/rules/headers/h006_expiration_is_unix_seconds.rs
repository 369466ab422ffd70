//! H006: `apns-expiration` is a date in whole Unix seconds, or 0.
//!
//! Why: Apple answers `BadExpirationDate`, or takes milliseconds for a date in the far future.
//! Example: `apns-expiration: 1790000000000`
//! Instead: `apns-expiration: 1790000000`

use crate::document::excerpt;
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::headers::HeaderName;
use crate::rules::context::owned;
use crate::rules::headers::h017_values_are_plain::is_plain;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H006,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The expiration is not in Unix seconds",
        "过期时间不是 Unix 秒",
    ),
    message: Words::new(
        "The expiration must be whole seconds since 1970, or 0 to try once; you wrote {found}.",
        "过期时间必须是自 1970 年起的整秒数，或用 0 表示只尝试一次；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "duration",
            message: Words::new(
                "{found} is a moment in the 1970s or so, not a duration: the push would be expired before it is sent.",
                "{found} 表示 1970 年代前后的时刻，而不是时长：推送在发送前就已过期。",
            ),
            fix_label: Some(Words::new("Count it from now", "从现在算起")),
        },
        Case {
            what: "milliseconds",
            message: Words::new(
                "{found} has too many digits for seconds; it is probably in milliseconds.",
                "{found} 的位数对秒来说太多，可能是毫秒。",
            ),
            fix_label: Some(Words::new("Use seconds", "使用秒")),
        },
    ],
    why: Words::new(
        "Apple stores the push for an offline phone until this moment, and reads the number as seconds since 1970.",
        "手机离线时，Apple 会把推送保存到这一时刻，并将该数字理解为自 1970 年起的秒数。",
    ),
    remedy: Words::new(
        "Write the moment in Unix seconds, or 0 to try once, or leave it empty.",
        "写 Unix 秒表示的时刻，或写 0 只尝试一次，或留空。",
    ),
    fix_label: Some(Words::new("Use seconds", "使用秒")),
    platforms: &[],
    apple: apple::SEND,
};

/// The first moment of 2001 in seconds. What is smaller is a duration that somebody took for a date.
const EARLIEST: u64 = 978_307_200;
/// The year 5138 in seconds, 1973 in milliseconds.
const LATEST: u64 = 100_000_000_000;

fn check(context: &Context<'_>, out: &mut Findings) {
    let typed = context.headers.expiration.as_str();
    if typed.is_empty() || !is_plain(typed) {
        return;
    }
    let (what, weight, repaired) = match seconds(typed) {
        Some(0 | EARLIEST..LATEST) => return,
        Some(duration @ 1..EARLIEST) => (
            "duration",
            Severity::Warning,
            context.target.now.map(|now| now.saturating_add(duration)),
        ),
        Some(number) => ("milliseconds", Severity::Error, Some(in_seconds(number))),
        None => ("text", Severity::Error, whole(typed)),
    };
    let fix = repaired.map(|seconds| Edit::Header {
        name: HeaderName::Expiration,
        value: seconds.to_string(),
    });
    let place = Place::Header {
        name: HeaderName::Expiration,
    };
    let args = &[("what", what), ("found", &excerpt(typed))];
    out.add(Finding {
        code: Code::H006,
        severity: weight,
        place,
        args: owned(args),
        fix: fix.into_iter().collect(),
    });
}

/// The number, when it is nothing but digits.
fn seconds(typed: &str) -> Option<u64> {
    let is_digits = typed.bytes().all(|byte| byte.is_ascii_digit());
    typed.parse().ok().filter(|_| is_digits)
}

/// The date that is typed, in Unix seconds; 0 means to try once. `None` where this rule has something to say.
pub(in crate::rules) fn date(context: &Context<'_>) -> Option<u64> {
    seconds(&context.headers.expiration).filter(|seconds| matches!(seconds, 0 | EARLIEST..LATEST))
}

/// Milliseconds, microseconds or nanoseconds, whichever gives a date.
fn in_seconds(mut number: u64) -> u64 {
    while number >= LATEST {
        number /= 1000;
    }
    number
}

/// A number with spaces around it or with a fraction.
fn whole(typed: &str) -> Option<u64> {
    let typed = typed.trim();
    let number: u64 = typed
        .split_once('.')
        .map_or(typed, |(whole, _)| whole)
        .parse()
        .ok()?;
    (number == 0 || (EARLIEST..LATEST).contains(&number)).then_some(number)
}
