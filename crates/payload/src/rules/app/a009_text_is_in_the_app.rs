//! A009: the text that the payload names is one of the app's.
//!
//! Why: the phone looks for it in the app's table `Localizable` and shows the key itself where there is none.
//! Example: `{"aps": {"alert": {"loc-key": "ODER_SENT"}}}` for an app with `"ORDER_SENT" = "…";`
//! Instead: `{"aps": {"alert": {"loc-key": "ORDER_SENT"}}}`
//!
//! It weighs less where a file was not wholly understood, where no `Localizable` was loaded, and where a service extension
//! (`mutable-content`) may write a text of its own.

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A009,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The app has no such text", "应用中没有这条文本"),
    message: Words::new(
        "The app's texts have no {key}; the phone would show the key itself.",
        "应用的文本中没有 {key}；手机会直接显示这个键。",
    ),
    cases: &[
        Case {
            what: "near",
            message: Words::new(
                "The app's texts have no {key}, but they have {meant}.",
                "应用的文本中没有 {key}，但有 {meant}。",
            ),
            fix_label: None,
        },
        Case {
            what: "table",
            message: Words::new(
                "{key} is in the table {table}, but for a notification the phone looks in Localizable only.",
                "{key} 在文本表 {table} 中，但手机只在 Localizable 中查找通知的文本。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The phone looks the key up in the app's own texts. Where it finds none, people read the key.",
        "手机会在应用自带的文本中查找这个键。找不到时，用户看到的就是键本身。",
    ),
    remedy: Words::new(
        "Write a key that the app has, or ship a version of the app with this text before sending.",
        "请填写应用中已有的键，或先发布包含这条文本的应用版本，再发送。",
    ),
    fix_label: Some(Words::new("Use the app's key", "改用应用中的键")),
    platforms: &[],
    apple: apple::PAYLOAD,
};
