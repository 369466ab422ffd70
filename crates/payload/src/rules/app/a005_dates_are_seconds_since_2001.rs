//! A005: a `Date` is a number of seconds since 2001-01-01 00:00 UTC.
//!
//! Why: that is the default strategy of `JSONDecoder`, which Live Activities use. A text fails the decoding: an error. Unix seconds
//! do decode, to a day 31 years later: a warning, because nothing is dropped and no clock is read here. What counts as Unix seconds
//! lies from 2017 to 2048 by Unix, which is after 2048 in seconds since 2001.
//! Example: `{"aps": {"content-state": {"arrival": 1795341600}}}` for `var arrival: Date`
//! Instead: `{"aps": {"content-state": {"arrival": 817034400}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A005,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A date is not in seconds since 2001",
        "日期不是自 2001 年起的秒数",
    ),
    message: Words::new(
        "{key} must be a number of seconds since 2001-01-01 UTC; you wrote {found}.",
        "{key} 必须是自 2001-01-01 UTC 起的秒数；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "unix",
            message: Words::new(
                "{key} would be {day} in the app: it counts seconds since 2001-01-01 UTC, and {found} looks like Unix seconds. Write {meant}.",
                "{key} 在 App 中会是 {day}：App 从 2001-01-01 UTC 起计秒，而 {found} 像是 Unix 秒数。请写 {meant}。",
            ),
            fix_label: Some(Words::new(
                "Write seconds since 2001",
                "改为自 2001 年起的秒数",
            )),
        },
        Case {
            what: "milliseconds",
            message: Words::new(
                "{key} would be a day tens of thousands of years away: the app counts seconds since 2001-01-01 UTC, and {found} looks like Unix milliseconds. Write {meant}.",
                "{key} 会是几万年后的日期：App 从 2001-01-01 UTC 起计秒，而 {found} 像是 Unix 毫秒数。请写 {meant}。",
            ),
            fix_label: Some(Words::new(
                "Write seconds since 2001",
                "改为自 2001 年起的秒数",
            )),
        },
        Case {
            what: "iso",
            message: Words::new(
                "{key} must be a number, not text: the app counts seconds since 2001-01-01 UTC. Instead of {found} write {meant}.",
                "{key} 必须是数字，而不是文本：App 从 2001-01-01 UTC 起计秒。请把 {found} 写成 {meant}。",
            ),
            fix_label: Some(Words::new(
                "Write seconds since 2001",
                "改为自 2001 年起的秒数",
            )),
        },
        Case {
            what: "quoted",
            message: Words::new(
                "{key} must be a number without quotes, in seconds since 2001-01-01 UTC: {meant} instead of {found}.",
                "{key} 必须是不带引号的数字，即自 2001-01-01 UTC 起的秒数：把 {found} 写成 {meant}。",
            ),
            fix_label: Some(Words::new(
                "Write seconds since 2001",
                "改为自 2001 年起的秒数",
            )),
        },
        Case {
            what: "text",
            message: Words::new(
                "{key} must be a number of seconds since 2001-01-01 UTC, not text; you wrote {found}.",
                "{key} 必须是自 2001-01-01 UTC 起的秒数，而不是文本；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "other",
            message: Words::new(
                "{key} must be a number of seconds since 2001-01-01 UTC; you wrote {found}.",
                "{key} 必须是自 2001-01-01 UTC 起的秒数；您写的是 {found}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Live Activities are decoded with default strategies. Text where a date belongs makes the device drop the whole update; Unix seconds show a day 31 years too late.",
        "实时活动按默认策略解码。日期处写成文本会使设备丢弃整次更新；写成 Unix 秒数则会显示晚 31 年的日期。",
    ),
    remedy: Words::new(
        "Write Unix seconds minus 978307200.",
        "写 Unix 秒数减去 978307200。",
    ),
    fix_label: Some(Words::new(
        "Write seconds since 2001",
        "改为自 2001 年起的秒数",
    )),
    platforms: &[],
    apple: apple::LIVE_UPDATES,
};
