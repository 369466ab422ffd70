//! L003: a date counts in seconds since 1970.
//!
//! Why: in milliseconds it is tens of thousands of years away; since 2001 it is 31 years too early.
//! Example: `{"aps": {"timestamp": 1790000000000, …}}`
//! Instead: `{"aps": {"timestamp": 1790000000, …}}`
//!
//! Only a wrong `timestamp` is an error; with the other dates the activity is shown nevertheless, too long or too short.

use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::{fix, owned};
use crate::rules::moment::{self, Moment};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L003,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A date counts in the wrong unit", "日期的单位不对"),
    message: Words::new(
        "{key} has too many digits for seconds; it is probably in milliseconds.",
        "{key} 的位数对秒来说太多，可能是毫秒。",
    ),
    cases: &[
        Case {
            what: "microseconds",
            message: Words::new(
                "{key} has too many digits for seconds; it is probably in microseconds.",
                "{key} 的位数对秒来说太多，可能是微秒。",
            ),
            fix_label: None,
        },
        Case {
            what: "nanoseconds",
            message: Words::new(
                "{key} has too many digits for seconds; it is probably in nanoseconds.",
                "{key} 的位数对秒来说太多，可能是纳秒。",
            ),
            fix_label: None,
        },
        Case {
            what: "since-2001",
            message: Words::new(
                "{key} is a date in the 1990s; it probably counts from 2001 as Swift does, and Apple counts from 1970.",
                "{key} 是 1990 年代的日期；它可能像 Swift 那样从 2001 年起算，而 Apple 从 1970 年起算。",
            ),
            fix_label: Some(Words::new("Count from 1970", "从 1970 年起算")),
        },
    ],
    why: Words::new(
        "JavaScript and Java count milliseconds, Swift counts from 2001; Apple reads seconds since 1970. With a timestamp in the far future, later updates are ignored.",
        "JavaScript 和 Java 以毫秒计，Swift 从 2001 年起算；Apple 读取自 1970 年起的秒数。如果 timestamp 在遥远的未来，之后的更新会被忽略。",
    ),
    remedy: Words::new(
        "Write Unix seconds: ten digits.",
        "写 Unix 秒数：十位数字。",
    ),
    fix_label: Some(Words::new("Use seconds", "使用秒")),
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    for key in ["timestamp", "stale-date", "dismissal-date"] {
        let Some(date) = aps.get(key) else { continue };
        let Moment::Unit(unit, seconds) = moment::read(date) else {
            continue;
        };
        let pointer = ["/aps/", key].concat();
        let fix = fix(context.document.set_source(&pointer, &seconds.to_string()));
        out.add(Finding {
            code: Code::L003,
            severity: if key == "timestamp" && unit != "since-2001" {
                Severity::Error
            } else {
                Severity::Warning
            },
            place: Place::Body {
                range: date.range.clone(),
                pointer,
            },
            args: owned(&[("what", unit), ("key", key)]),
            fix,
        });
    }
}
