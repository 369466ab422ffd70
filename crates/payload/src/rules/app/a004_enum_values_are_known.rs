//! A004: every enum value is one that the app knows.
//!
//! Why: a raw value that no case has fails the decoding, and the whole update vanishes. So does an enum without raw values
//! whose object does not have exactly one of its cases as the key.
//! Example: `{"aps": {"content-state": {"phase": "onTheWay"}}}` for `case onTheWay = "on_the_way"`
//! Instead: `{"aps": {"content-state": {"phase": "on_the_way"}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A004,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The app does not know this enum value",
        "App 不认识这个枚举值",
    ),
    message: Words::new(
        "{key}: the app's {type} does not know {found}; it knows {expected}.",
        "{key}：App 的 {type} 不认识 {found}；可用的有 {expected}。",
    ),
    cases: &[
        Case {
            what: "unknown",
            message: Words::new(
                "{key}: the app's {type} does not know {found}; it knows {expected}.",
                "{key}：App 的 {type} 不认识 {found}；可用的有 {expected}。",
            ),
            fix_label: None,
        },
        Case {
            what: "misspelled",
            message: Words::new(
                "{key}: the app's {type} does not know {found}; you probably mean {near}.",
                "{key}：App 的 {type} 不认识 {found}；您可能是指 {near}。",
            ),
            fix_label: Some(Words::new("Use the app's spelling", "使用 App 的写法")),
        },
        Case {
            what: "one-case",
            message: Words::new(
                "{key} must have exactly one case of {type} as its key: {expected}.",
                "{key} 必须恰好以 {type} 的一个枚举值为键：{expected}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "APNs takes the push and answers 200, but the device cannot decode it: nothing changes on the screen, and nobody is told.",
        "APNs 会接收推送并返回 200，但设备无法解码：屏幕上没有任何变化，也没有人会收到通知。",
    ),
    remedy: Words::new(
        "Use one of the values that the enum has, spelled as its raw value.",
        "使用枚举中已有的值，并按其原始值书写。",
    ),
    fix_label: Some(Words::new("Use the app's spelling", "使用 App 的写法")),
    platforms: &[],
    apple: apple::LIVE_UPDATES,
};
