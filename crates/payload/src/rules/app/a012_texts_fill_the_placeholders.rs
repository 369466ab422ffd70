//! A012: a text argument can fill every placeholder of the text.
//!
//! Why: `loc-args` is an array of strings, and Apple promises that `%@` is replaced by them, nothing else.
//! Example: `"LEFT" = "%d left";` with `{"loc-key": "LEFT", "loc-args": ["3"]}`
//! Instead: `"LEFT" = "%@ left";`
//!
//! Seen on phones: with `%s` no argument is shown; of a plural only the variable's name is. So it is an error where every language
//! has such a placeholder, and a warning where some have none. A percent sign before a word ("50% discount") weighs less.

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A012,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A placeholder that no text can fill",
        "文本参数无法填入占位符",
    ),
    message: Words::new(
        "{found} in the text {key} ({languages}) wants a number, but {name} are texts: only %@ shows them.",
        "文本 {key}（{languages}）中的 {found} 需要数字，但 {name} 是文本：只有 %@ 能显示。",
    ),
    cases: &[
        Case {
            what: "percent",
            message: Words::new(
                "In the text {key} ({languages}), \"{found}\" is read as a placeholder; write %% for a percent sign.",
                "文本 {key}（{languages}）中的“{found}”会被当作占位符；百分号请写成 %%。",
            ),
            fix_label: None,
        },
        Case {
            what: "plural",
            message: Words::new(
                "The text {key} ({languages}) chooses a plural by a number, but {name} are texts: the phone cannot choose.",
                "文本 {key}（{languages}）按数字选择复数形式，但 {name} 是文本：手机无法选择。",
            ),
            fix_label: None,
        },
        Case {
            what: "text",
            message: Words::new(
                "{found} in the text {key} ({languages}) is not how the phone writes texts; the placeholder for {name} is %@.",
                "文本 {key}（{languages}）中的 {found} 不适用于手机上的文本；{name} 的占位符是 %@。",
            ),
            fix_label: None,
        },
        Case {
            what: "variable",
            message: Words::new(
                "{found} in the text {key} ({languages}) chooses words by a number, but {name} are texts: the phone shows the variable's name.",
                "文本 {key}（{languages}）中的 {found} 按数字选择词形，但 {name} 是文本：手机会显示变量名。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "A notification brings its arguments as texts. A placeholder for a number shows something else than what was sent.",
        "通知携带的参数都是文本。用于数字的占位符显示的不会是发送的内容。",
    ),
    remedy: Words::new(
        "Use %@ in the app's text, and send the number as text. For plurals, use one key for each form.",
        "在应用的文本中使用 %@，并以文本形式发送数字。复数形式请为每种写法使用单独的键。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};
