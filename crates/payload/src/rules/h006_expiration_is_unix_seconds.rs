//! H006: `apns-expiration` is a date in whole Unix seconds, or 0.
//!
//! Why: Apple answers `BadExpirationDate`, or takes milliseconds for a date in the far future.
//! Example: `apns-expiration: 1790000000000`
//! Instead: `apns-expiration: 1790000000`

use super::context::owned;
use super::{Case, Context, Findings, Rule, apple};
use crate::document::excerpt;
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::headers::HeaderName;

pub(super) const RULE: Rule = Rule {
    code: Code::H006,
    severity: Severity::Error,
    title: "The expiration is not in Unix seconds",
    message: "The expiration must be whole seconds since 1970, or 0 to try once; you wrote {found}.",
    cases: &[
        Case {
            what: "duration",
            message: "{found} is a moment in the 1970s or so, not a duration: the push would be expired before it is sent.",
            fix_label: None,
        },
        Case {
            what: "milliseconds",
            message: "{found} has too many digits for seconds; it is probably in milliseconds.",
            fix_label: Some("Use seconds"),
        },
    ],
    why: "Apple stores the push for an offline phone until this moment, and reads the number as seconds since 1970.",
    remedy: "Write the moment in Unix seconds, or 0 to try once, or leave it empty.",
    fix_label: Some("Use seconds"),
    apple: apple::SEND,
    check,
};

/// The first moment of 2001 in seconds. What is smaller is a duration that somebody took for a date.
const EARLIEST: u64 = 978_307_200;
/// The year 5138 in seconds, 1973 in milliseconds.
const LATEST: u64 = 100_000_000_000;

fn check(context: &Context<'_>, out: &mut Findings) {
    let typed = context.headers.expiration.as_str();
    if typed.is_empty() {
        return;
    }
    let seconds = typed
        .parse::<u64>()
        .ok()
        .filter(|_| typed.bytes().all(|byte| byte.is_ascii_digit()));
    let (what, weight, repaired) = match seconds {
        Some(0 | EARLIEST..LATEST) => return,
        Some(1..EARLIEST) => ("duration", Severity::Warning, None),
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
