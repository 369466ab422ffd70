//! V001: a placeholder is written `{{name|fallback}}`.
//!
//! Why: What is not one would be sent as it stands, braces and all.
//! Example: `"Hi {{name}"`
//! Instead: `"Hi {{name}}"`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::V001,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A placeholder is not well written", "占位符书写有误"),
    message: Words::new(
        "A placeholder begins here, but its }} is missing.",
        "此处开始了一个占位符，但缺少 }}。",
    ),
    cases: &[
        Case {
            what: "empty",
            message: Words::new(
                "There is no column name between the braces.",
                "花括号之间没有列名。",
            ),
            fix_label: None,
        },
        Case {
            what: "name",
            message: Words::new(
                "A column name cannot contain “{found}”. Use letters, digits, spaces, _ - or . and rename the column if need be.",
                "列名不能包含“{found}”。请使用字母、数字、空格、_、- 或 .，必要时重命名该列。",
            ),
            fix_label: None,
        },
        Case {
            what: "logic",
            message: Words::new(
                "“{found}” is not a column name. Placeholders only put values in; they have no conditions and no loops.",
                "“{found}”不是列名。占位符只能填入值，不支持条件和循环。",
            ),
            fix_label: None,
        },
        Case {
            what: "triple",
            message: Words::new(
                "Two braces on each side are enough.",
                "两侧各两个花括号即可。",
            ),
            fix_label: Some(Words::new("Write two braces", "改为两个花括号")),
        },
        Case {
            what: "wide",
            message: Words::new(
                "A placeholder is written with the plain signs { } | : ( ), not with wide ones.",
                "占位符须使用半角符号 { } | : ( )，不能使用全角符号。",
            ),
            fix_label: Some(Words::new("Use the plain signs", "改用半角符号")),
        },
    ],
    why: Words::new(
        "People would read the braces on their phones.",
        "用户会在手机上看到花括号。",
    ),
    remedy: Words::new(
        "Write {{name}} or {{name|fallback}}. Two braces that are meant as text are written {{{{.",
        "写成 {{name}} 或 {{name|备用文本}}。若要显示两个花括号本身，请写 {{{{。",
    ),
    fix_label: Some(Words::new("Add the missing brace", "补上缺少的花括号")),
    platforms: &[],
    apple: apple::PAYLOAD,
};
