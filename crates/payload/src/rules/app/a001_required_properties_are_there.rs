//! A001: every property that the app requires is there.
//!
//! Why: Swift's decoding gives up at the first key it misses; APNs answers 200 and the activity stays as it was. Synthesized
//! decoding does not use default values, so `var round = 1` needs its key too. An error: whoever pastes the app's own types
//! has said what decides.
//! Example: `{"aps": {"content-state": {"homescore": 2}}}` for `var homeScore: Int`
//! Instead: `{"aps": {"content-state": {"homeScore": 2}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A001,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A property that the app requires is missing",
        "缺少 App 必需的属性",
    ),
    message: Words::new(
        "{key} lacks {near}, which {type} requires.",
        "{key} 缺少 {type} 必需的 {near}。",
    ),
    cases: &[
        Case {
            what: "missing",
            message: Words::new(
                "{key} lacks {near}: {type} requires it as {expected}.",
                "{key} 缺少 {near}：{type} 要求它存在，类型为 {expected}。",
            ),
            fix_label: None,
        },
        Case {
            what: "default",
            message: Words::new(
                "{key} lacks {near}. Its default value in {type} does not help: Swift's decoding does not use it.",
                "{key} 缺少 {near}。它在 {type} 中的默认值不起作用：Swift 解码时不使用默认值。",
            ),
            fix_label: None,
        },
        Case {
            what: "misspelled",
            message: Words::new(
                "The app does not read {key}; {type} requires {near}.",
                "App 不读取 {key}；{type} 要求的是 {near}。",
            ),
            fix_label: Some(Words::new("Repair the spelling", "更正拼写")),
        },
    ],
    why: Words::new(
        "APNs takes the push and answers 200, but the device cannot decode it: nothing changes on the screen, and nobody is told.",
        "APNs 会接收推送并返回 200，但设备无法解码：屏幕上没有任何变化，也没有人会收到通知。",
    ),
    remedy: Words::new(
        "Add the key with a value, or make the property optional in the app.",
        "加上这个键和值，或者在 App 中把该属性改为可选。",
    ),
    fix_label: Some(Words::new("Repair the spelling", "更正拼写")),
    platforms: &[],
    apple: apple::LIVE_UPDATES,
};
