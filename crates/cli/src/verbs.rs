//! The commands and their options: one table that the parser reads and the help prints, so that they cannot differ.

use payload::Words;

/// One command.
#[derive(Debug)]
pub struct Verb {
    /// What is typed.
    pub name: &'static str,
    /// What is typed after it.
    pub arguments: &'static str,
    /// What it does, in one line.
    pub about: Words,
    /// What else to know.
    pub notes: &'static [Words],
    /// Its options, in the order of the help.
    pub options: &'static [&'static Opt],
    /// Calls to copy.
    pub examples: &'static [&'static str],
}

/// One option.
#[derive(Debug)]
pub struct Opt {
    /// Without the hyphens.
    pub name: &'static str,
    /// One letter for it.
    pub short: Option<char>,
    /// What its value is called in the help; empty where it takes none.
    pub value: &'static str,
    /// What it does.
    pub help: Words,
}

macro_rules! options {
    ($($id:ident = $name:literal $(/ $short:literal)?, $value:literal, $en:literal, $zh:literal;)*) => {
        $(const $id: Opt = Opt {
            name: $name,
            short: options!(@short $($short)?),
            value: $value,
            help: Words::new($en, $zh),
        };)*
    };
    (@short $short:literal) => { Some($short) };
    (@short) => { None };
}

options! {
    PUSH_TYPE = "push-type", "T", "the push type: alert, background, location, voip, complication, fileprovider, mdm, liveactivity, pushtotalk, widgets or controls; guessed from the payload when absent", "推送类型：alert、background、location、voip、complication、fileprovider、mdm、liveactivity、pushtotalk、widgets 或 controls；省略时根据负载推断";
    TOPIC = "topic", "TOPIC", "the header apns-topic", "标头 apns-topic";
    HEADERS = "headers", "FILE", "the headers: a JSON object with Apple's header names and string values; they are then checked as they are, and options win over them", "标头：JSON 对象，键为 Apple 的标头名，值为字符串；将按原样检查，命令行选项优先";
    BUNDLE_ID = "bundle-id", "ID", "the app's bundle id; default: \"Simulator Target Bundle\" of an .apns file, or what the topic says", "应用的套装 ID；默认取 .apns 文件的 “Simulator Target Bundle”，或由主题得出";
    ENVIRONMENT = "environment", "E", "sandbox, production or simulator; default: sandbox", "sandbox（沙盒）、production（生产）或 simulator；默认 sandbox";
    TOKEN = "token", "TOKEN", "the device token, to check it as well", "设备令牌，一并检查";
    NOW = "now", "UNIX", "the time that dates are checked against, in Unix seconds; default: the clock; none: dates are not compared with the time", "检查日期所用的时间（Unix 秒）；默认取系统时钟；none 表示不与当前时间比较";
    FORMAT = "format", "F", "text, json, sarif or github; default: text", "text、json、sarif 或 github；默认 text";
    FORMAT_TWO = "format", "F", "text or json; default: text", "text 或 json；默认 text";
    LANG = "lang", "L", "en or zh; default: the environment's language", "en 或 zh；默认取环境语言";
    COLOR = "color", "WHEN", "auto, always or never; default: auto, which heeds NO_COLOR", "auto、always 或 never；默认 auto，遵循 NO_COLOR";
    QUIET = "quiet" / 'q', "", "one line for each finding and nothing else", "每个问题只占一行，不输出其他内容";
    DENY = "deny", "WHAT", "warnings or hints: exit 1 for these too", "warnings 或 hints：出现这些时也以 1 退出";
    WRITE = "write" / 'w', "", "write the repaired text into the file", "将修复后的文本写回文件";
    CHECK = "check", "", "change nothing; exit 1 when something would change", "不做更改；若有可更改之处则以 1 退出";
    PRINT = "print", "", "print the repaired text instead of what changes; so it is for standard input", "输出修复后的文本而不是差异；标准输入即如此";
    ONLY = "only", "CODES", "only the fixes of these rules, separated by commas", "只应用这些规则的修复，以逗号分隔";
    HINTS = "hints", "", "apply the fixes of hints, too", "同时应用提示级问题的修复";
    LIST = "list", "", "every rule and every reason, one line each", "列出全部规则和全部原因，每项一行";
    STRINGS = "strings", "FILE", "the app's texts (.strings, .stringsdict, .xcstrings); once for each file, with its language in the path (de.lproj/Localizable.strings)", "应用的文本（.strings、.stringsdict、.xcstrings）；每个文件写一次，路径中含其语言（de.lproj/Localizable.strings）";
    SWIFT = "swift", "FILE", "Swift source with the app's ActivityAttributes: what a Live Activity carries is checked against it", "含应用 ActivityAttributes 的 Swift 源文件：据此检查实时活动的数据";
    SCHEMA = "schema", "FILE", "the app's own JSON Schema: the payload is checked against it", "应用自己的 JSON Schema：据此检查负载";
    ROWS = "rows", "FILE", "an audience (CSV with headings): {{name}} in the payload is filled with each row's values, and what a row breaks is said", "受众（带标题行的 CSV）：用每一行的值填充负载中的 {{name}}，并指出哪一行有问题";
    LANGUAGE = "language", "TAG", "the language that the phone is set to, such as de or zh-Hans; default: the one of the output", "手机所用的语言，例如 de 或 zh-Hans；默认与输出语言相同";
    APP = "app", "NAME", "the app's name, as it stands above a notification", "通知上方显示的应用名称";
    REQUEST = "request", "", "the schema of a --headers file instead of a payload's", "输出 --headers 文件的 schema，而不是负载的";
    HELP = "help" / 'h', "", "print this", "显示此帮助";
}

/// Every command, in the order of the help.
pub const VERBS: &[Verb] = &[
    Verb {
        name: "lint",
        arguments: "[OPTIONS] FILE…",
        about: Words::new(
            "check payloads against Apple's rules",
            "按 Apple 的规则检查负载",
        ),
        notes: &[
            Words::new(
                "FILE is a payload (.json) or a file for Apple's simulator (.apns); - is standard input, which is also read when there is no FILE. Folders are not walked: let the shell do it.",
                "FILE 是负载（.json）或 Apple 模拟器文件（.apns）；- 表示标准输入，未给出 FILE 时也读取标准输入。不会遍历文件夹，请交给 shell。",
            ),
            Words::new(
                "Exit: 0 nothing to complain about, 1 findings of error severity (or denied ones), 2 wrong usage or an unreadable file.",
                "退出码：0 无问题；1 有错误级（或 --deny 指定的）问题；2 用法错误或文件无法读取。",
            ),
        ],
        options: &[
            &PUSH_TYPE,
            &TOPIC,
            &HEADERS,
            &BUNDLE_ID,
            &ENVIRONMENT,
            &TOKEN,
            &ROWS,
            &SWIFT,
            &SCHEMA,
            &STRINGS,
            &NOW,
            &FORMAT,
            &DENY,
            &QUIET,
            &COLOR,
            &LANG,
            &HELP,
        ],
        examples: &[
            "carillon lint promo.json",
            "carillon lint --push-type background --deny warnings push/*.apns",
            "carillon lint --headers promo.headers.json promo.json",
            "carillon lint --format sarif push/*.json > carillon.sarif",
            "carillon lint --swift RideAttributes.swift --push-type liveactivity ride.json",
            "carillon lint --rows audience.csv --now none promo.json",
            "render-template promo | carillon lint -",
        ],
    },
    Verb {
        name: "fix",
        arguments: "[OPTIONS] FILE…",
        about: Words::new("repair what a machine can repair", "修复机器能修复的问题"),
        notes: &[
            Words::new(
                "Applies the fixes of errors and warnings again and again until nothing changes; a fix that would add an error is left out. Only what is wrong is touched: the rest stays byte for byte. Shows what would change; --write does it.",
                "反复应用错误和警告的修复，直到不再变化；会引入新错误的修复不会应用。只改动有问题之处，其余逐字节不变。默认只显示将要更改的内容，--write 才会写入。",
            ),
            Words::new(
                "Exit: 0; with --check 1 when something would change; 2 wrong usage or a file that cannot be read or written.",
                "退出码：0；使用 --check 且有可更改之处时为 1；用法错误或文件无法读写时为 2。",
            ),
        ],
        options: &[
            &WRITE,
            &CHECK,
            &PRINT,
            &ONLY,
            &HINTS,
            &PUSH_TYPE,
            &TOPIC,
            &HEADERS,
            &BUNDLE_ID,
            &ENVIRONMENT,
            &NOW,
            &COLOR,
            &LANG,
            &HELP,
        ],
        examples: &[
            "carillon fix promo.json",
            "carillon fix --write push/*.json",
            "carillon fix --only J001 - < broken.json > repaired.json",
        ],
    },
    Verb {
        name: "size",
        arguments: "[OPTIONS] FILE…",
        about: Words::new(
            "bytes as typed and as sent, against Apple's limit",
            "原文与实际发送的字节数，对照 Apple 的上限",
        ),
        notes: &[Words::new(
            "What is sent is the text without the white space between its words. Exit: 0 it fits, 1 it does not, 2 wrong usage, or a text that is no JSON.",
            "发送的是去掉词间空白后的文本。退出码：0 未超限；1 超限；2 用法错误或文本不是 JSON。",
        )],
        options: &[&PUSH_TYPE, &HEADERS, &FORMAT_TWO, &LANG, &HELP],
        examples: &[
            "carillon size promo.json",
            "carillon size --push-type voip --format json call.json",
        ],
    },
    Verb {
        name: "preview",
        arguments: "[OPTIONS] FILE…",
        about: Words::new(
            "what each surface shows, and what VoiceOver says",
            "各处显示的内容，以及旁白朗读的内容",
        ),
        notes: &[Words::new(
            "How many lines a surface has is about: Apple publishes no numbers, and lays the text out itself.",
            "各处的行数为约数：Apple 没有公布数字，文本由系统排版。",
        )],
        options: &[
            &PUSH_TYPE,
            &APP,
            &STRINGS,
            &LANGUAGE,
            &FORMAT_TWO,
            &LANG,
            &HELP,
        ],
        examples: &[
            "carillon preview --app Roastery promo.json",
            "carillon preview --strings de.lproj/Localizable.strings --language de promo.apns",
        ],
    },
    Verb {
        name: "explain",
        arguments: "CODE|REASON…",
        about: Words::new(
            "what a rule, or a reason that Apple gives, means",
            "解释一条规则，或 Apple 给出的一个原因",
        ),
        notes: &[],
        options: &[&LIST, &LANG, &HELP],
        examples: &[
            "carillon explain P003",
            "carillon explain BadDeviceToken",
            "carillon explain --list",
        ],
    },
    Verb {
        name: "schema",
        arguments: "--push-type T",
        about: Words::new(
            "the JSON Schema of a payload, for editors",
            "负载的 JSON Schema，供编辑器使用",
        ),
        notes: &[Words::new(
            "Draft 2020-12, made from the same table as the rules. It describes types and ranges; what depends on headers, time or size only lint can say.",
            "Draft 2020-12，与规则出自同一张表。它描述类型与取值范围；与标头、时间或大小有关的只能由 lint 判断。",
        )],
        options: &[&PUSH_TYPE, &REQUEST, &LANG, &HELP],
        examples: &[
            "carillon schema --push-type liveactivity > liveactivity.schema.json",
            "carillon schema --request",
        ],
    },
];

impl Verb {
    /// The command of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        VERBS.iter().find(|verb| verb.name == name)
    }
}
