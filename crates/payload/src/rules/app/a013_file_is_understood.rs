//! A013: a file with the app's texts was understood.
//!
//! Why: what was not understood is not checked, and Xcode or the phone may stumble over it, too.
//! Example: `"HELLO" = "Hi"` without a semicolon
//! Instead: `"HELLO" = "Hi";`
//!
//! Never an error: the app that is on the phones may have been built of other files.

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A013,
    severity: Severity::Warning,
    push_types: &[],
    check: found_elsewhere,
};

const fn case(what: &'static str, en: &'static str, zh: &'static str) -> Case {
    Case {
        what,
        message: Words::new(en, zh),
        fix_label: None,
    }
}

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A file of texts was not understood", "未能读懂文本文件"),
    message: Words::new(
        "{file}, line {line}: this was not understood.",
        "{file} 第 {line} 行：无法读懂。",
    ),
    cases: &[
        case(
            "binary",
            "{file} is a binary property list, as built apps have them. Take the file from the project, or convert it: plutil -convert xml1.",
            "{file} 是二进制属性列表，来自已构建的应用。请使用工程中的文件，或用 plutil -convert xml1 转换。",
        ),
        case(
            "catalog",
            "{file} is JSON, but not a string catalog: it has no \"strings\".",
            "{file} 是 JSON，但不是字符串目录：其中没有 \"strings\"。",
        ),
        case(
            "comment",
            "{file}, line {line}: this comment has no end; everything after it is left out.",
            "{file} 第 {line} 行：注释没有结束；其后的内容都被忽略。",
        ),
        case(
            "encoding",
            "{file}, line {line}: some characters are not UTF-8 or UTF-16. Save the file as UTF-8.",
            "{file} 第 {line} 行：有字符不是 UTF-8 或 UTF-16。请将文件存为 UTF-8。",
        ),
        case(
            "end",
            "{file}, line {line}: the file ends before this does.",
            "{file} 第 {line} 行：此处尚未结束，文件就结束了。",
        ),
        case(
            "entity",
            "{file}, line {line}: {found} is not read. Only what XML itself defines is, and nothing is loaded from elsewhere.",
            "{file} 第 {line} 行：不读取 {found}。只支持 XML 自带的实体，不会加载任何外部内容。",
        ),
        case(
            "equals",
            "{file}, line {line}: after {found}, an equals sign or a value is missing.",
            "{file} 第 {line} 行：{found} 后面缺少等号或值。",
        ),
        case(
            "escape",
            "{file}, line {line}: the phone shows \\u as the letter u. Write \\U and four digits.",
            "{file} 第 {line} 行：手机会把 \\u 显示为字母 u。请写成 \\U 加四位数字。",
        ),
        case(
            "json",
            "{file}, line {line}: this is not JSON, so the catalog cannot be read.",
            "{file} 第 {line} 行：不是有效的 JSON，无法读取字符串目录。",
        ),
        case(
            "language",
            "{file} does not say its language. Load it with its folder, such as de.lproj.",
            "无法得知 {file} 的语言。请连同所在文件夹（如 de.lproj）一起载入。",
        ),
        case(
            "nested",
            "{file}, line {line}: this value is not a text.",
            "{file} 第 {line} 行：这个值不是文本。",
        ),
        case(
            "quote",
            "{file}, line {line}: a closing quote is missing; everything after it is left out.",
            "{file} 第 {line} 行：缺少右引号；其后的内容都被忽略。",
        ),
        case(
            "semicolon",
            "{file}, line {line}: a semicolon is missing after {found}. Apple's reader gives the whole file up.",
            "{file} 第 {line} 行：{found} 后面缺少分号。Apple 的解析器会放弃整个文件。",
        ),
        case(
            "source",
            "{file} does not say which language the app is written in (sourceLanguage).",
            "{file} 没有说明应用的源语言（sourceLanguage）。",
        ),
        case(
            "twice",
            "{file}, line {line}: {found} comes again further down; the later text counts.",
            "{file} 第 {line} 行：{found} 在后面又出现了一次；以后面的为准。",
        ),
        case(
            "value",
            "{file}, line {line}: {found} has no text that is understood here.",
            "{file} 第 {line} 行：{found} 没有能读懂的文本。",
        ),
        case(
            "word",
            "{file}, line {line}: {found} begins neither a key nor a comment.",
            "{file} 第 {line} 行：{found} 既不是键的开头，也不是注释。",
        ),
        case(
            "xml",
            "{file}, line {line}: the XML is not that of a property list.",
            "{file} 第 {line} 行：XML 不符合属性列表的格式。",
        ),
    ],
    why: Words::new(
        "What is not understood is not checked, and Xcode may stumble over it, too.",
        "读不懂的内容无法检查，Xcode 也可能在此出错。",
    ),
    remedy: Words::new(
        "Repair the place, or load the file as it is in the Xcode project.",
        "请修正该处，或载入 Xcode 工程中的原文件。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::STRINGS,
};
