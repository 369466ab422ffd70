//! A011: the text is there in every language of the app.
//!
//! Why: a phone does not look into another language: where the app's language lacks the text, people read the key.
//! Example: `{"loc-key": "ORDER_SENT"}` for an app in English and German, whose German table has no `ORDER_SENT`
//! Instead: a text in both tables
//!
//! `needs_review` and `stale` are what Xcode writes into a String Catalog; both are shown on the phone, so they are hints. A text
//! for notifications is always stale unless its key is marked as managed manually, because no code names it.

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A011,
    severity: Severity::Warning,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A language lacks the text", "有语言缺少这条文本"),
    message: Words::new(
        "The text {key} is missing in {languages}; there the phone shows the key.",
        "文本 {key} 缺少这些语言：{languages}；手机会显示键本身。",
    ),
    cases: &[
        Case {
            what: "key",
            message: Words::new(
                "The text {key} has no words in {languages}; there the phone shows the key.",
                "文本 {key} 在 {languages} 中没有内容；手机会显示键本身。",
            ),
            fix_label: None,
        },
        Case {
            what: "new",
            message: Words::new(
                "The text {key} is not translated into {languages} yet.",
                "文本 {key} 尚未翻译成：{languages}。",
            ),
            fix_label: None,
        },
        Case {
            what: "review",
            message: Words::new(
                "The text {key} is marked for review in {languages}.",
                "文本 {key} 在 {languages} 中标记为待审核。",
            ),
            fix_label: None,
        },
        Case {
            what: "stale",
            message: Words::new(
                "Xcode finds no code that uses {key} and may drop it; mark the key as managed manually.",
                "Xcode 没有找到使用 {key} 的代码，可能会将其移除；请把这个键标记为手动管理。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The phone shows the app in one language and takes the text from that language only.",
        "手机以一种语言显示应用，也只从这种语言中取文本。",
    ),
    remedy: Words::new(
        "Have the text translated, and ship it with the app, before you send to people who use these languages.",
        "在向使用这些语言的用户发送之前，请完成翻译并随应用发布。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::CATALOG,
};
