//! H009: an expiration is not in the past.
//!
//! Why: Apple does not keep such a push for a device that is offline, and may drop it.
//! Example: `apns-expiration` of yesterday
//! Instead: a moment ahead, or 0 to try once
//!
//! The small numbers that are durations are H006.

use crate::finding::{Code, Severity};
use crate::headers::HeaderName;
use crate::rules::headers::h006_expiration_is_unix_seconds::date;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H009,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The expiration is in the past", "过期时间已过"),
    message: Words::new(
        "The expiration is in the past; the push is expired before it is sent.",
        "过期时间已过；推送在发送前就已失效。",
    ),
    cases: &[
        Case {
            what: "seconds",
            message: Words::new(
                "The expiration passed {ago} seconds ago; the push is expired before it is sent.",
                "过期时间已过 {ago} 秒；推送在发送前就已失效。",
            ),
            fix_label: None,
        },
        Case {
            what: "hours",
            message: Words::new(
                "The expiration passed {ago} hours ago; the push is expired before it is sent.",
                "过期时间已过 {ago} 小时；推送在发送前就已失效。",
            ),
            fix_label: None,
        },
        Case {
            what: "days",
            message: Words::new(
                "The expiration passed {ago} days ago; the push is expired before it is sent.",
                "过期时间已过 {ago} 天；推送在发送前就已失效。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Apple does not store an expired push: a phone that is not reachable this moment never gets it.",
        "Apple 不会保存已过期的推送：此刻无法连接的手机永远收不到。",
    ),
    remedy: Words::new(
        "Choose a moment ahead, or 0 to try once on purpose.",
        "选择将来的时刻；若只想尝试一次，请写 0。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(now), Some(date)) = (context.target.now, date(context)) else {
        return;
    };
    if date == 0 || date > now {
        return;
    }
    let (what, ago) = match now - date {
        ago if ago >= 2 * DAY => ("days", ago / DAY),
        ago if ago >= 2 * HOUR => ("hours", ago / HOUR),
        ago => ("seconds", ago),
    };
    let args = &[("what", what), ("ago", &ago.to_string())];
    out.header(Code::H009, HeaderName::Expiration, args, Vec::new());
}
