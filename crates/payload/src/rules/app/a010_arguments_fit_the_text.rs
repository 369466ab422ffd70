//! A010: there are as many arguments as the text takes.
//!
//! Why: a placeholder without an argument shows `(null)` or worse; an argument without a placeholder is never seen.
//! Example: `{"loc-key": "HELLO", "loc-args": ["Ada"]}` for `"HELLO" = "%@ wrote to %@";`
//! Instead: `{"loc-key": "HELLO", "loc-args": ["Ada", "Grace"]}`
//!
//! Too few is an error where no language can be shown right, and a warning where some can. Too many is a warning: what is shown
//! reads well. A language may leave an argument out; only one that every language leaves out is named.

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A010,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The text takes another number of arguments",
        "参数数量与文本不符",
    ),
    message: Words::new(
        "Arguments that the text {key} takes ({languages}): {needed}. {name} has {given}.",
        "文本 {key} 需要 {needed} 个参数（{languages}），但 {name} 只有 {given} 个。",
    ),
    cases: &[
        Case {
            what: "gap",
            message: Words::new(
                "Arguments of {name} that the text {key} never shows: number {found}.",
                "文本 {key} 的任何语言都不显示 {name} 中的第 {found} 个参数。",
            ),
            fix_label: None,
        },
        Case {
            what: "many",
            message: Words::new(
                "Arguments that the text {key} takes: {needed}. {name} has {given}; the rest is never shown.",
                "文本 {key} 只需要 {needed} 个参数，但 {name} 有 {given} 个；多出的不会显示。",
            ),
            fix_label: None,
        },
        Case {
            what: "mixed",
            message: Words::new(
                "The text {key} mixes numbered and plain placeholders ({languages}); which argument goes where is not certain.",
                "文本 {key} 混用了带编号和不带编号的占位符（{languages}）；无法确定参数的对应关系。",
            ),
            fix_label: None,
        },
        Case {
            what: "none",
            message: Words::new(
                "Arguments that the text {key} takes ({languages}): {needed}. There is no {name}.",
                "文本 {key} 需要 {needed} 个参数（{languages}），但没有 {name}。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The phone puts the arguments into the placeholders of the text, in order. Where one is missing, people read a gap or (null).",
        "手机会按顺序把参数填入文本的占位符。缺少参数时，用户会看到空缺或 (null)。",
    ),
    remedy: Words::new(
        "Give one argument for each placeholder: %@ in order, %2$@ for the second.",
        "为每个占位符提供一个参数：%@ 按顺序对应，%2$@ 对应第二个。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
