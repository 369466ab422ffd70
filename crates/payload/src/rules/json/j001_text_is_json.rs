//! J001: the text is JSON by RFC 8259.
//!
//! Why: Apple reads JSON and nothing that looks like it; a push that is not JSON shows nothing.
//! Example: `{'aps': {},}`
//! Instead: `{"aps": {}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::J001,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The text is not JSON", "文本不是 JSON"),
    message: Words::new("{found} does not belong here.", "{found} 不应出现在这里。"),
    cases: &[
        Case {
            what: "bad-escape",
            message: Words::new(
                "{found} is an escape that JSON does not have.",
                "{found} 不是 JSON 支持的转义。",
            ),
            fix_label: Some(Words::new("Repair the backslash", "修正反斜杠")),
        },
        Case {
            what: "bare-placeholder",
            message: Words::new(
                "A placeholder can only stand inside a text in double quotes.",
                "占位符只能出现在双引号中的文本里。",
            ),
            fix_label: None,
        },
        Case {
            what: "base64",
            message: Words::new(
                "This is Base64, not JSON; it has to be decoded first.",
                "这是 Base64 编码，不是 JSON；需要先解码。",
            ),
            fix_label: None,
        },
        Case {
            what: "comment",
            message: Words::new("JSON has no comments: {found}", "JSON 不支持注释：{found}"),
            fix_label: Some(Words::new("Remove the comment", "移除注释")),
        },
        Case {
            what: "control-character",
            message: Words::new(
                "There is an invisible control character, such as a tab, inside a text.",
                "文本中有不可见的控制字符，例如制表符。",
            ),
            fix_label: Some(Words::new("Write it as an escape", "改写为转义")),
        },
        Case {
            what: "curly-quotes",
            message: Words::new(
                "{found} is in curly quotes; JSON needs straight ones.",
                "{found} 使用了弯引号；JSON 需要直引号。",
            ),
            fix_label: Some(Words::new("Use straight quotes", "使用直引号")),
        },
        Case {
            what: "doubled-quotes",
            message: Words::new(
                "Every quote is doubled, as a spreadsheet writes it.",
                "每个引号都写成了两个，像是来自电子表格。",
            ),
            fix_label: Some(Words::new("Undouble them", "改为单个引号")),
        },
        Case {
            what: "empty",
            message: Words::new("There is no payload yet.", "还没有负载。"),
            fix_label: None,
        },
        Case {
            what: "escaped",
            message: Words::new(
                "The quotes have backslashes before them, because this was taken out of another text.",
                "引号前带有反斜杠，因为这段内容取自另一段文本。",
            ),
            fix_label: Some(Words::new("Remove the backslashes", "移除反斜杠")),
        },
        Case {
            what: "extra-closing",
            message: Words::new(
                "There is one closing {found} too many.",
                "多了一个右括号 {found}。",
            ),
            fix_label: Some(Words::new("Remove it", "移除")),
        },
        Case {
            what: "extra-comma",
            message: Words::new("There is one comma too many.", "多了一个逗号。"),
            fix_label: Some(Words::new("Remove the comma", "移除逗号")),
        },
        Case {
            what: "full-width",
            message: Words::new(
                "{found} is a full-width character; JSON needs the ordinary one.",
                "{found} 是全角字符；JSON 需要半角字符。",
            ),
            fix_label: Some(Words::new("Use the ordinary one", "改用半角字符")),
        },
        Case {
            what: "html-escapes",
            message: Words::new(
                "This was copied out of a web page's source: {found} stands for a quote.",
                "这段内容复制自网页源代码：{found} 代表引号。",
            ),
            fix_label: Some(Words::new("Decode it", "解码")),
        },
        Case {
            what: "inner-quotes",
            message: Words::new(
                "The quotes inside this text need a backslash before them.",
                "文本内部的引号前需要加反斜杠。",
            ),
            fix_label: Some(Words::new("Add the backslashes", "添加反斜杠")),
        },
        Case {
            what: "key-needed",
            message: Words::new(
                "A key in double quotes belongs here, not {found}.",
                "这里需要双引号中的键，而不是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "left-out",
            message: Words::new(
                "{found} says that something was left out; the payload is needed in full.",
                "{found} 表示内容被省略；需要完整的负载。",
            ),
            fix_label: None,
        },
        Case {
            what: "line-break",
            message: Words::new(
                "This text spans several lines; JSON writes a line break as \\n.",
                "这段文本跨了多行；JSON 用 \\n 表示换行。",
            ),
            fix_label: Some(Words::new("Write it as \\n", "改写为 \\n")),
        },
        Case {
            what: "literal-spelling",
            message: Words::new(
                "{found} is not one of JSON's words, which are true, false and null.",
                "{found} 不是 JSON 的关键字；关键字只有 true、false 和 null。",
            ),
            fix_label: Some(Words::new("Use JSON's word", "使用 JSON 的关键字")),
        },
        Case {
            what: "lone-surrogate",
            message: Words::new(
                "{found} begins one half of a character; the other half is missing.",
                "{found} 只是半个字符，缺少另一半。",
            ),
            fix_label: None,
        },
        Case {
            what: "markup",
            message: Words::new(
                "This is XML or HTML, not JSON.",
                "这是 XML 或 HTML，不是 JSON。",
            ),
            fix_label: None,
        },
        Case {
            what: "missing-colon",
            message: Words::new("There is no colon after {found}.", "{found} 后面缺少冒号。"),
            fix_label: Some(Words::new("Add the colon", "添加冒号")),
        },
        Case {
            what: "missing-comma",
            message: Words::new("There is no comma after {found}.", "{found} 后面缺少逗号。"),
            fix_label: Some(Words::new("Add the comma", "添加逗号")),
        },
        Case {
            what: "missing-value",
            message: Words::new(
                "A value is missing here, after {found}.",
                "{found} 后面缺少值。",
            ),
            fix_label: None,
        },
        Case {
            what: "more-after-end",
            message: Words::new(
                "The payload is complete before this; {found} is extra.",
                "负载在此之前已经结束；{found} 是多余的。",
            ),
            fix_label: None,
        },
        Case {
            what: "no-braces",
            message: Words::new(
                "The curly brackets around the whole payload are missing.",
                "整个负载外面缺少花括号。",
            ),
            fix_label: Some(Words::new("Add the brackets", "添加花括号")),
        },
        Case {
            what: "not-a-number",
            message: Words::new(
                "{found} cannot be written in JSON.",
                "{found} 无法用 JSON 表示。",
            ),
            fix_label: None,
        },
        Case {
            what: "nul",
            message: Words::new(
                "There are invisible NUL characters, perhaps from a file in UTF-16.",
                "有不可见的 NUL 字符，文件可能是 UTF-16 编码。",
            ),
            fix_label: Some(Words::new("Remove them", "移除")),
        },
        Case {
            what: "number-spelling",
            message: Words::new(
                "{found} is not how JSON spells a number.",
                "{found} 不是 JSON 的数字写法。",
            ),
            fix_label: Some(Words::new("Spell it as JSON does", "改为 JSON 的写法")),
        },
        Case {
            what: "odd-space",
            message: Words::new(
                "There is a special space that JSON does not know, perhaps from a word processor.",
                "这里有 JSON 不认识的特殊空格，可能来自文字处理软件。",
            ),
            fix_label: Some(Words::new("Use an ordinary space", "使用普通空格")),
        },
        Case {
            what: "other-language",
            message: Words::new(
                "This is how Swift, Objective-C or another language writes a dictionary, not JSON.",
                "这是 Swift、Objective-C 等语言的字典写法，不是 JSON。",
            ),
            fix_label: Some(Words::new("Write it as JSON", "改写为 JSON")),
        },
        Case {
            what: "other-quotes",
            message: Words::new(
                "{found} is in quotes that JSON does not have; it needs double ones.",
                "{found} 使用了 JSON 不支持的引号；需要双引号。",
            ),
            fix_label: Some(Words::new("Use double quotes", "使用双引号")),
        },
        Case {
            what: "plain-text",
            message: Words::new(
                "This is plain text; a payload begins with { and ends with }.",
                "这是普通文本；负载以 { 开头、以 } 结尾。",
            ),
            fix_label: None,
        },
        Case {
            what: "second-payload",
            message: Words::new(
                "A second payload begins here; a push has only one.",
                "这里开始了第二个负载；一次推送只能有一个负载。",
            ),
            fix_label: None,
        },
        Case {
            what: "single-quotes",
            message: Words::new(
                "{found} is in single quotes; JSON needs double ones.",
                "{found} 使用了单引号；JSON 需要双引号。",
            ),
            fix_label: Some(Words::new("Use double quotes", "使用双引号")),
        },
        Case {
            what: "text-around",
            message: Words::new(
                "Only what stands between the outer { and } is the payload; the rest does not belong.",
                "只有最外层 { 与 } 之间的内容是负载；其余部分不属于负载。",
            ),
            fix_label: Some(Words::new("Keep only the payload", "只保留负载")),
        },
        Case {
            what: "trailing-comma",
            message: Words::new(
                "There is a comma after the last entry.",
                "最后一项后面有逗号。",
            ),
            fix_label: Some(Words::new("Remove the comma", "移除逗号")),
        },
        Case {
            what: "unclosed",
            message: Words::new(
                "{found} is opened here and never closed.",
                "{found} 在这里打开，但没有关闭。",
            ),
            fix_label: Some(Words::new("Close it", "关闭它")),
        },
        Case {
            what: "unclosed-string",
            message: Words::new("This text has no closing quote.", "这段文本缺少右引号。"),
            fix_label: Some(Words::new("Add the quote", "添加引号")),
        },
        Case {
            what: "unexpected",
            message: Words::new("{found} does not belong here.", "{found} 不应出现在这里。"),
            fix_label: Some(Words::new("Remove it", "移除")),
        },
        Case {
            what: "unopened-string",
            message: Words::new(
                "There is no opening quote before {found}.",
                "{found} 前面缺少左引号。",
            ),
            fix_label: Some(Words::new("Add the quote", "添加引号")),
        },
        Case {
            what: "unquoted-key",
            message: Words::new(
                "The key {found} needs double quotes.",
                "键 {found} 需要双引号。",
            ),
            fix_label: Some(Words::new("Add the quotes", "添加引号")),
        },
        Case {
            what: "unquoted-text",
            message: Words::new(
                "The text {found} needs double quotes.",
                "文本 {found} 需要双引号。",
            ),
            fix_label: Some(Words::new("Add the quotes", "添加引号")),
        },
        Case {
            what: "url-encoded",
            message: Words::new(
                "This is encoded for a web address: {found} stands for a bracket.",
                "这段内容经过网址编码：{found} 代表括号。",
            ),
            fix_label: Some(Words::new("Decode it", "解码")),
        },
        Case {
            what: "wrong-closing",
            message: Words::new(
                "{found} does not close what is open here.",
                "{found} 与此处打开的括号不匹配。",
            ),
            fix_label: Some(Words::new("Use the right bracket", "使用正确的括号")),
        },
        Case {
            what: "wrong-sign",
            message: Words::new(
                "JSON does not use {found} here.",
                "JSON 在此处不使用 {found}。",
            ),
            fix_label: Some(Words::new("Use JSON's sign", "改用 JSON 的符号")),
        },
        Case {
            what: "yaml",
            message: Words::new(
                "This looks like YAML; JSON needs curly brackets, double quotes and commas.",
                "这看起来是 YAML；JSON 需要花括号、双引号和逗号。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Apple reads JSON and nothing that only looks like it: no comments, no single quotes, no commas at the end.",
        "Apple 只读取 JSON，不接受仅仅相似的写法：不能有注释、单引号或末尾的逗号。",
    ),
    remedy: Words::new(
        "Repair the place that is marked. Most slips can be fixed with one press.",
        "请修正标记的位置。大多数笔误都有一键修复按钮。",
    ),
    fix_label: Some(Words::new("Repair it", "修复")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J001);
}
