//! A007: the pasted Swift is understood.
//!
//! Why: what is not understood is not checked: it accepts every value, so that nothing right is called wrong. Most of it is
//! a hint; a warning where the text is broken or has no type to check against.
//! Example: `struct RideAttributes: ActivityAttributes { var fare: Money }` without `struct Money`
//! Instead: the same with `struct Money: Codable { … }` below it

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A007,
    severity: Severity::Hint,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A part of the Swift text is not checked",
        "部分 Swift 文本未被检查",
    ),
    message: Words::new(
        "{found} is not understood here, so it is not checked.",
        "这里无法理解 {found}，因此不做检查。",
    ),
    cases: &[
        Case {
            what: "unclosed-comment",
            message: Words::new("This comment has no end.", "这个注释没有结束。"),
            fix_label: None,
        },
        Case {
            what: "unclosed-string",
            message: Words::new(
                "This text has no closing quote.",
                "这段文本缺少结束的引号。",
            ),
            fix_label: None,
        },
        Case {
            what: "unclosed-bracket",
            message: Words::new("{found} is never closed.", "{found} 没有闭合。"),
            fix_label: None,
        },
        Case {
            what: "stray-bracket",
            message: Words::new("{found} closes nothing.", "{found} 没有对应的开括号。"),
            fix_label: None,
        },
        Case {
            what: "too-deep",
            message: Words::new(
                "This nests too deeply to be read.",
                "这里嵌套过深，无法读取。",
            ),
            fix_label: None,
        },
        Case {
            what: "no-type",
            message: Words::new(
                "There is no Swift struct in this text. Paste the type that conforms to ActivityAttributes.",
                "这段文本中没有 Swift 结构体。请粘贴遵循 ActivityAttributes 的类型。",
            ),
            fix_label: None,
        },
        Case {
            what: "no-content-state",
            message: Words::new(
                "{found} has no ContentState here, so content-state is not checked.",
                "{found} 在这里没有 ContentState，因此不检查 content-state。",
            ),
            fix_label: None,
        },
        Case {
            what: "taken-for-state",
            message: Words::new(
                "No type here conforms to ActivityAttributes; {found} is taken for the content state.",
                "这里没有遵循 ActivityAttributes 的类型；{found} 被当作 content-state 的类型。",
            ),
            fix_label: None,
        },
        Case {
            what: "unknown-type",
            message: Words::new(
                "The type {found} is not known here, so its values are not checked.",
                "这里不认识类型 {found}，因此不检查它的值。",
            ),
            fix_label: None,
        },
        Case {
            what: "generic",
            message: Words::new(
                "{found} depends on a generic parameter, so its values are not checked.",
                "{found} 取决于泛型参数，因此不检查它的值。",
            ),
            fix_label: None,
        },
        Case {
            what: "tuple",
            message: Words::new(
                "Swift cannot decode a tuple; {found} is not checked.",
                "Swift 无法解码元组；不检查 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "not-codable",
            message: Words::new(
                "Swift cannot decode {found} without help from the app; it is not checked.",
                "没有 App 的帮助，Swift 无法解码 {found}；不做检查。",
            ),
            fix_label: None,
        },
        Case {
            what: "wrapper",
            message: Words::new(
                "{found} has a property wrapper or stands in #if, so its type is not checked.",
                "{found} 带有属性包装器或位于 #if 中，因此不检查它的类型。",
            ),
            fix_label: None,
        },
        Case {
            what: "no-written-type",
            message: Words::new(
                "The type of {found} is not written, so its values are not checked.",
                "没有写明 {found} 的类型，因此不检查它的值。",
            ),
            fix_label: None,
        },
        Case {
            what: "own-decoding",
            message: Words::new(
                "{found} decides itself how it is decoded, so its values are not checked.",
                "{found} 自行决定如何解码，因此不检查它的值。",
            ),
            fix_label: None,
        },
        Case {
            what: "no-codable",
            message: Words::new(
                "{found} does not say Codable here, so its values are not checked.",
                "{found} 在这里没有声明 Codable，因此不检查它的值。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Only what is understood can be checked; everything else accepts every value.",
        "只有能理解的内容才能检查；其余内容接受任何值。",
    ),
    remedy: Words::new(
        "Paste the missing types too, or repair the text.",
        "把缺少的类型也粘贴进来，或者修正文本。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE_UPDATES,
};
