//! A002: every value has the type that the app decodes.
//!
//! Why: a `JSONDecoder` with default strategies converts nothing: `"5"` is no number, `1` is no `true`, `null` is no value
//! where the type is not optional. One wrong value makes the whole update vanish. `5.0` is taken for an `Int`, as Foundation does.
//! Example: `{"aps": {"content-state": {"minutes": "5"}}}` for `var minutes: Int`
//! Instead: `{"aps": {"content-state": {"minutes": 5}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A002,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A value has another type than in the app",
        "值的类型与 App 不符",
    ),
    message: Words::new(
        "{key} does not fit the app's type {type}; you wrote {found}.",
        "{key} 不符合 App 的类型 {type}；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "quoted",
            message: Words::new(
                "{key} must be a number without quotes: the app reads {type}, you wrote {found}.",
                "{key} 必须是不带引号的数字：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Remove the quotes", "去掉引号")),
        },
        Case {
            what: "text",
            message: Words::new(
                "{key} must be text in quotes: the app reads {type}, you wrote {found}.",
                "{key} 必须是带引号的文本：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Put it in quotes", "加上引号")),
        },
        Case {
            what: "flag",
            message: Words::new(
                "{key} must be true or false: the app reads {type}, you wrote {found}.",
                "{key} 必须是 true 或 false：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Use true or false", "改为 true 或 false")),
        },
        Case {
            what: "whole",
            message: Words::new(
                "{key} must be a whole number: the app reads {type}, you wrote {found}.",
                "{key} 必须是整数：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "fraction",
            message: Words::new(
                "{key} must be a whole number, without a fraction: the app reads {type}, you wrote {found}.",
                "{key} 必须是没有小数的整数：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "range",
            message: Words::new(
                "{key} must be from {first} to {last}, because the app reads {type}; you wrote {found}.",
                "{key} 必须在 {first} 到 {last} 之间，因为 App 读取的是 {type}；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "number",
            message: Words::new(
                "{key} must be a number: the app reads {type}, you wrote {found}.",
                "{key} 必须是数字：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "null",
            message: Words::new(
                "{key} cannot be null: {type} is not optional in the app.",
                "{key} 不能是 null：{type} 在 App 中不是可选类型。",
            ),
            fix_label: None,
        },
        Case {
            what: "list",
            message: Words::new(
                "{key} must be a list in square brackets: the app reads {type}, you wrote {found}.",
                "{key} 必须是方括号中的列表：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "map",
            message: Words::new(
                "{key} must be an object with your own keys: the app reads {type}, you wrote {found}.",
                "{key} 必须是带有自定义键的对象：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "number-key",
            message: Words::new(
                "{key}: every key must be a whole number in quotes, because the app reads {type}; you wrote {found}.",
                "{key}：每个键都必须是引号中的整数，因为 App 读取的是 {type}；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "pairs",
            message: Words::new(
                "{key} must be a list in which keys and values take turns: Swift reads {type} so, because its keys are neither String nor Int.",
                "{key} 必须是键和值交替排列的列表：{type} 的键既不是 String 也不是 Int，Swift 会这样读取。",
            ),
            fix_label: None,
        },
        Case {
            what: "object",
            message: Words::new(
                "{key} must be an object: the app reads {type}, you wrote {found}.",
                "{key} 必须是对象：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "bounds",
            message: Words::new(
                "{key} must be a list of a lower and an upper bound: the app reads {type}, you wrote {found}.",
                "{key} 必须是由下限和上限组成的列表：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "bounds-order",
            message: Words::new(
                "The lower bound of {key} must come first and not be greater than the upper one; you wrote {found}.",
                "{key} 的下限必须在前，且不能大于上限；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "data",
            message: Words::new(
                "{key} must be Base64 with its padding: the app reads {type}, you wrote {found}.",
                "{key} 必须是带填充的 Base64：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Use standard Base64", "改为标准 Base64")),
        },
        Case {
            what: "url",
            message: Words::new(
                "{key} must be an address in quotes: the app reads {type}, you wrote {found}.",
                "{key} 必须是带引号的网址：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "uuid",
            message: Words::new(
                "{key} must be a UUID of 36 characters in quotes: the app reads {type}, you wrote {found}.",
                "{key} 必须是带引号的 36 个字符的 UUID：App 读取的是 {type}，您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "case",
            message: Words::new(
                "{key} must be an object with one case of {type} as its key, such as {\"name\": {}}: the app's enum has no raw values. You wrote {found}; it knows {expected}.",
                "{key} 必须是以 {type} 的一个枚举值为键的对象，例如 {\"name\": {}}：App 的枚举没有原始值。您写的是 {found}；可用的有 {expected}。",
            ),
            fix_label: Some(Words::new("Make it an object", "改为对象")),
        },
        Case {
            what: "case-values",
            message: Words::new(
                "{key} must be an object with the values of {type}, empty when it has none; you wrote {found}.",
                "{key} 必须是包含 {type} 各个值的对象，没有值时为空对象；您写的是 {found}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "APNs takes the push and answers 200, but the device cannot decode it: nothing changes on the screen, and nobody is told.",
        "APNs 会接收推送并返回 200，但设备无法解码：屏幕上没有任何变化，也没有人会收到通知。",
    ),
    remedy: Words::new(
        "Write the value as the app's type wants it.",
        "按照 App 中的类型书写该值。",
    ),
    fix_label: Some(Words::new("Use the app's type", "使用 App 的类型")),
    platforms: &[],
    apple: apple::LIVE_UPDATES,
};
