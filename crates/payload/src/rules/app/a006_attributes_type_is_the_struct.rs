//! A006: `attributes-type` is the name of the app's struct.
//!
//! Why: the device looks for an activity of exactly that name, without its module; it starts nothing when there is none. An
//! error where the name is nearly the one in the app. A warning where it is another one altogether: the pasted text may not be all.
//! Example: `{"aps": {"attributes-type": "Ride.RideAttributes"}}` for `struct RideAttributes: ActivityAttributes`
//! Instead: `{"aps": {"attributes-type": "RideAttributes"}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A006,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "attributes-type is not the name of the app's struct",
        "attributes-type 不是 App 中结构体的名称",
    ),
    message: Words::new(
        "attributes-type {found} is not in the app's types; there is {expected}.",
        "App 的类型中没有 attributes-type {found}；有 {expected}。",
    ),
    cases: &[
        Case {
            what: "misspelled",
            message: Words::new(
                "attributes-type must be {near}, the name of the app's struct; you wrote {found}.",
                "attributes-type 必须是 App 中结构体的名称 {near}；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Use the struct's name", "使用结构体的名称")),
        },
        Case {
            what: "other",
            message: Words::new(
                "attributes-type {found} is not among the types that you pasted; there is {expected}.",
                "您粘贴的类型中没有 attributes-type {found}；有 {expected}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The device starts an activity only when the app has a type of exactly this name.",
        "只有 App 中存在完全同名的类型时，设备才会启动活动。",
    ),
    remedy: Words::new(
        "Write the name of the struct that conforms to ActivityAttributes, without the module's name.",
        "写遵循 ActivityAttributes 的结构体的名称，不带模块名。",
    ),
    fix_label: Some(Words::new("Use the struct's name", "使用结构体的名称")),
    platforms: &[],
    apple: apple::LIVE_UPDATES,
};
