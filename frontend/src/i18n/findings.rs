//! What the rules say, in Simplified Chinese. English stands in `payload`, beside the rules themselves.

use payload::finding::fill;
use payload::{Code, Finding};
use yew::AttrValue;

use super::Lang;

/// The sentences of one rule.
struct Sentences {
    title: &'static str,
    message: &'static str,
    why: &'static str,
    remedy: &'static str,
    fix_label: Option<&'static str>,
    /// Other sentences by the finding's argument `what`: the message, and what the button says.
    cases: &'static [(&'static str, &'static str, Option<&'static str>)],
}

/// What is wrong and how to put it right.
pub fn message(lang: Lang, finding: &Finding) -> AttrValue {
    match lang {
        Lang::En => finding.message().into(),
        Lang::Zh => fill(
            case(finding).map_or(zh(finding.code).message, |(_, message, _)| message),
            &finding.args,
        )
        .into(),
    }
}

/// What the button says that repairs it; `None` when only a person can.
pub fn fix_label(lang: Lang, finding: &Finding) -> Option<AttrValue> {
    let english = finding.fix_label()?;
    Some(AttrValue::from(match lang {
        Lang::En => english,
        Lang::Zh => case(finding)
            .and_then(|(_, _, label)| *label)
            .or(zh(finding.code).fix_label)
            .unwrap_or(english),
    }))
}

/// The rule's heading.
pub fn title(lang: Lang, code: Code) -> AttrValue {
    AttrValue::from(match lang {
        Lang::En => code.rule().title,
        Lang::Zh => zh(code).title,
    })
}

/// Why the rule matters.
pub fn why(lang: Lang, code: Code) -> AttrValue {
    AttrValue::from(match lang {
        Lang::En => code.rule().why,
        Lang::Zh => zh(code).why,
    })
}

/// What to do.
pub fn remedy(lang: Lang, code: Code) -> AttrValue {
    AttrValue::from(match lang {
        Lang::En => code.rule().remedy,
        Lang::Zh => zh(code).remedy,
    })
}

fn case(finding: &Finding) -> Option<&'static (&'static str, &'static str, Option<&'static str>)> {
    let (_, what) = finding.args.iter().find(|(name, _)| *name == "what")?;
    zh(finding.code)
        .cases
        .iter()
        .find(|(name, _, _)| name == what)
}

const fn zh(code: Code) -> &'static Sentences {
    match code {
        Code::J001 => &J001,
        Code::J002 => &J002,
        Code::J003 => &J003,
        Code::J004 => &J004,
        Code::J005 => &J005,
        Code::P001 => &P001,
        Code::P002 => &P002,
        Code::P003 => &P003,
        Code::P004 => &P004,
        Code::P005 => &P005,
        Code::P006 => &P006,
        Code::P007 => &P007,
        Code::P008 => &P008,
        Code::P009 => &P009,
        Code::P010 => &P010,
        Code::P011 => &P011,
        Code::P012 => &P012,
        Code::H001 => &H001,
        Code::H002 => &H002,
        Code::H003 => &H003,
        Code::H004 => &H004,
        Code::H005 => &H005,
        Code::H006 => &H006,
        Code::T001 => &T001,
        Code::S001 => &S001,
    }
}

const J001: Sentences = Sentences {
    title: "文本不是 JSON",
    message: "{found} 不应出现在这里。",
    why: "Apple 只读取 JSON，不接受仅仅相似的写法：不能有注释、单引号或末尾的逗号。",
    remedy: "请修正标记的位置。大多数笔误都有一键修复按钮。",
    fix_label: Some("修复"),
    cases: &[
        (
            "bad-escape",
            "{found} 不是 JSON 支持的转义。",
            Some("修正反斜杠"),
        ),
        ("comment", "JSON 不支持注释：{found}", Some("移除注释")),
        (
            "control-character",
            "文本中有不可见的控制字符，例如制表符。",
            Some("改写为转义"),
        ),
        (
            "curly-quotes",
            "{found} 使用了弯引号；JSON 需要直引号。",
            Some("使用直引号"),
        ),
        ("empty", "还没有负载。", None),
        ("extra-closing", "多了一个右括号 {found}。", Some("移除")),
        ("extra-comma", "多了一个逗号。", Some("移除逗号")),
        ("key-needed", "这里需要双引号中的键，而不是 {found}。", None),
        (
            "line-break",
            "这段文本跨了多行；JSON 用 \\n 表示换行。",
            Some("改写为 \\n"),
        ),
        (
            "literal-spelling",
            "{found} 不是 JSON 的关键字；关键字只有 true、false 和 null。",
            Some("使用 JSON 的关键字"),
        ),
        ("lone-surrogate", "{found} 只是半个字符，缺少另一半。", None),
        ("missing-colon", "{found} 后面缺少冒号。", Some("添加冒号")),
        ("missing-comma", "{found} 后面缺少逗号。", Some("添加逗号")),
        ("missing-value", "{found} 后面缺少值。", None),
        (
            "more-after-end",
            "负载在此之前已经结束；{found} 是多余的。",
            None,
        ),
        ("not-a-number", "{found} 无法用 JSON 表示。", None),
        (
            "number-spelling",
            "{found} 不是 JSON 的数字写法。",
            Some("改为 JSON 的写法"),
        ),
        (
            "odd-space",
            "这里有 JSON 不认识的特殊空格，可能来自文字处理软件。",
            Some("使用普通空格"),
        ),
        (
            "single-quotes",
            "{found} 使用了单引号；JSON 需要双引号。",
            Some("使用双引号"),
        ),
        ("trailing-comma", "最后一项后面有逗号。", Some("移除逗号")),
        (
            "unclosed",
            "{found} 在这里打开，但没有关闭。",
            Some("关闭它"),
        ),
        ("unclosed-string", "这段文本缺少右引号。", Some("添加引号")),
        ("unexpected", "{found} 不应出现在这里。", Some("移除")),
        ("unquoted-key", "键 {found} 需要双引号。", Some("添加引号")),
        (
            "unquoted-text",
            "文本 {found} 需要双引号。",
            Some("添加引号"),
        ),
        (
            "wrong-sign",
            "JSON 在此处不使用 {found}。",
            Some("改用 JSON 的符号"),
        ),
        (
            "wrong-closing",
            "{found} 与此处打开的括号不匹配。",
            Some("使用正确的括号"),
        ),
    ],
};

const J002: Sentences = Sentences {
    title: "键重复",
    message: "“{key}”在后面又出现了一次；只有最后一个有效。",
    why: "遇到重复的键，多数程序会取最后一个，并悄悄丢弃另一个。",
    remedy: "保留您需要的那一个。",
    fix_label: Some("移除这一个"),
    cases: &[],
};

const J003: Sentences = Sentences {
    title: "负载不是对象",
    message: "负载以 { 开头、以 } 结尾；这里不是。",
    why: "Apple 查找键 aps，而只有花括号中的对象才有键。",
    remedy: "把内容放进 {\"aps\": {…}}。",
    fix_label: None,
    cases: &[
        (
            "array",
            "负载以 { 开头、以 } 结尾；这里是方括号列表。",
            None,
        ),
        (
            "string",
            "负载以 { 开头、以 } 结尾；这里只是一段文本。",
            None,
        ),
    ],
};

const J004: Sentences = Sentences {
    title: "嵌套过深",
    message: "这里的括号嵌套超过 {limit} 层。",
    why: "Apple 没有规定上限，但合理的数据不会嵌套这么深，而且程序迟早会放弃读取。",
    remedy: "请让数据更扁平，或只发送一个 ID，由应用获取其余内容。",
    fix_label: None,
    cases: &[],
};

const J005: Sentences = Sentences {
    title: "文本以字节顺序标记开头",
    message: "第一个括号之前有一个不可见的标记，某些编辑器会把它写进文件。",
    why: "JSON 不能以字节顺序标记开头，许多程序会因此出错。",
    remedy: "移除该标记。",
    fix_label: Some("移除标记"),
    cases: &[],
};

const P001: Sentences = Sentences {
    title: "缺少 aps",
    message: "没有 aps，而 Apple 读取的内容都在其中。",
    why: "没有 aps，设备什么也不显示，Apple 也可能拒绝推送。",
    remedy: "把 alert、badge 和 sound 放进 \"aps\": {…}；您自己的数据放在它旁边。",
    fix_label: Some("添加 aps"),
    cases: &[
        (
            "not-an-object",
            "aps 必须是花括号中的对象；您写的是 {found}。",
            None,
        ),
        (
            "misspelled",
            "Apple 查找的是“aps”；这里写成了“{found}”。",
            Some("改名为 aps"),
        ),
    ],
};

const P002: Sentences = Sentences {
    title: "提醒推送没有显示任何内容",
    message: "这条推送没有文本、角标或声音，手机上不会有任何反应。",
    why: "推送类型 alert 表示：会显示、播放或计数。",
    remedy: "写上标题或正文，或选择推送类型 background。",
    fix_label: None,
    cases: &[
        (
            "empty-alert",
            "alert 没有文本，也没有角标和声音，手机上不会有任何反应。",
            None,
        ),
        (
            "background",
            "这条推送只唤醒应用，不显示内容；这属于推送类型 background。",
            Some("以 background 发送"),
        ),
    ],
};

const P003: Sentences = Sentences {
    title: "badge 不是整数",
    message: "badge 必须是整数；您写的是 {found}。",
    why: "图标上的数字是 0 或更大的整数；其他值会被忽略。0 会移除角标。",
    remedy: "写数字，不要加引号，也不要小数。",
    fix_label: Some("使用数字"),
    cases: &[
        (
            "quoted",
            "badge 必须是整数；您把 {found} 写在了引号里。",
            Some("去掉引号"),
        ),
        (
            "negative",
            "badge 必须大于或等于 0；您写的是 {found}。",
            None,
        ),
        (
            "fraction",
            "badge 必须是整数；您写的是 {found}。",
            Some("去掉小数"),
        ),
    ],
};

const P004: Sentences = Sentences {
    title: "alert 的类型不对",
    message: "alert 必须是引号中的文本，或带 title 和 body 的对象；您写的是 {found}。",
    why: "不是文本就无法显示，手机上会什么都没有。",
    remedy: "把文本放进双引号。",
    fix_label: Some("加上引号"),
    cases: &[
        (
            "part",
            "{key} 必须是引号中的文本；您写的是 {found}。",
            Some("加上引号"),
        ),
        (
            "list",
            "{key} 必须是引号中文本的列表；您写的是 {found}。",
            None,
        ),
    ],
};

const P005: Sentences = Sentences {
    title: "sound 的类型或位置不对",
    message: "sound 必须是声音的名称，例如 \"default\"；您写的是 {found}。",
    why: "Apple 无法读取的声音不会播放。带 critical、name 和 volume 的对象用于重要警告。",
    remedy: "写 \"default\" 或应用内声音文件的名称。",
    fix_label: Some("使用默认声音"),
    cases: &[
        (
            "outside",
            "放在这里的 sound 不会播放；它应直接放在 aps 中。",
            Some("移入 aps"),
        ),
        (
            "critical",
            "critical 必须是数字 1；您写的是 {found}。",
            Some("使用数字"),
        ),
        (
            "name",
            "name 必须是引号中的声音名称；您写的是 {found}。",
            None,
        ),
        (
            "volume",
            "volume 必须是 0 到 1 之间的数字；您写的是 {found}。",
            None,
        ),
    ],
};

const P006: Sentences = Sentences {
    title: "后台推送并不静默",
    message: "后台推送需要 \"content-available\": 1 才能唤醒应用。",
    why: "推送类型 background 表示：唤醒应用，不显示任何内容。与此矛盾的推送可能被 Apple 丢弃。",
    remedy: "把 content-available 设为 1，并移除 alert、badge 和 sound；或以 alert 发送。",
    fix_label: Some("添加 content-available"),
    cases: &[(
        "visible",
        "后台推送不显示任何内容，但这一条含有 {key}。",
        Some("以 alert 发送"),
    )],
};

const P007: Sentences = Sentences {
    title: "标志不是数字 1",
    message: "{key} 必须是数字 1；您写的是 {found}。",
    why: "Apple 只认 \"content-available\": 1 和 \"mutable-content\": 1；true、\"1\" 或下划线写法会被忽略。",
    remedy: "写数字 1，不加引号；或移除该键。",
    fix_label: Some("使用数字 1"),
    cases: &[
        (
            "value",
            "{key} 必须是数字 1；您写的是 {found}。",
            Some("使用数字 1"),
        ),
        (
            "off",
            "{key} 要么是 1，要么不写；您写的是 {found}。",
            Some("修正标志"),
        ),
        (
            "spelling",
            "Apple 不认识 {key}；正确写法是 {meant}。",
            Some("修正拼写"),
        ),
    ],
};

const P008: Sentences = Sentences {
    title: "aps 中有 Apple 不认识的键",
    message: "Apple 不认识 {key}；您可能想写 {meant}。",
    why: "Apple 会悄悄忽略 aps 中所有不认识的键。",
    remedy: "修正拼写；您自己的数据应放在 aps 旁边。",
    fix_label: Some("修正拼写"),
    cases: &[
        (
            "misspelled",
            "Apple 不认识 {key}；您可能想写 {meant}。",
            Some("修正拼写"),
        ),
        (
            "unknown",
            "Apple 不认识 {key}；您自己的数据应放在 aps 旁边。",
            Some("移到 aps 旁边"),
        ),
    ],
};

const P009: Sentences = Sentences {
    title: "interruption-level 的值无效",
    message: "interruption-level 必须是 passive、active、time-sensitive 或 critical；您写的是 {found}。",
    why: "手机不认识其他级别，会当作普通推送处理。",
    remedy: "从四个值中选择一个。time-sensitive 和 critical 需要应用具备相应权限。",
    fix_label: Some("修正拼写"),
    cases: &[],
};

const P010: Sentences = Sentences {
    title: "relevance-score 超出范围",
    message: "relevance-score 必须是 0 到 1 之间的数字；您写的是 {found}。",
    why: "通知摘要按此数字排序，必须在 0 到 1 之间。只有实时活动可以使用任意数字。",
    remedy: "写一个数字，例如 0.5，不加引号。",
    fix_label: Some("去掉引号"),
    cases: &[(
        "activity",
        "relevance-score 必须是数字；您写的是 {found}。",
        Some("去掉引号"),
    )],
};

const P011: Sentences = Sentences {
    title: "有 mutable-content 但没有提醒",
    message: "没有带文本的 alert，mutable-content 不起作用。",
    why: "应用的服务扩展只在有可显示的提醒时运行。",
    remedy: "写上标题或正文，或移除 mutable-content。",
    fix_label: Some("移除 mutable-content"),
    cases: &[],
};

const P012: Sentences = Sentences {
    title: "键的位置不对",
    message: "{key} 放在这里不起作用；它应放在 {home} 中。",
    why: "Apple 只在一个位置读取每个键，放在其他位置会被忽略。",
    remedy: "把键移到正确的位置。",
    fix_label: Some("移到那里"),
    cases: &[],
};

const H001: Sentences = Sentences {
    title: "推送类型缺失或未知",
    message: "Apple 不认识推送类型“{found}”。",
    why: "Apple 根据推送类型决定如何投递；缺少它，推送可能被延迟或丢弃。",
    remedy: "从十一种推送类型中选择一种。",
    fix_label: Some("修正推送类型"),
    cases: &[("missing", "缺少推送类型。", Some("设置推送类型"))],
};

const H002: Sentences = Sentences {
    title: "主题与推送类型不符",
    message: "此推送类型的主题必须是 {expected}；您写的是 {found}。",
    why: "主题告诉 Apple 推送属于哪个应用及其哪个部分；错误的主题会被拒绝。",
    remedy: "主题留空即可：它由应用和推送类型得出。",
    fix_label: Some("使用正确的主题"),
    cases: &[
        (
            "mdm",
            "MDM 推送需要其证书中的主题，例如 com.apple.mgmt.External.…",
            None,
        ),
        ("no-app", "没有主题：请选择应用，或写上它的套装 ID。", None),
        (
            "characters",
            "主题只能包含字母、数字、点和连字符；您写的是 {found}。",
            Some("使用正确的主题"),
        ),
        (
            "doubled-suffix",
            "主题的结尾重复了；应为 {expected}。",
            Some("使用正确的主题"),
        ),
        (
            "wrong-suffix",
            "{found} 是另一种推送类型的主题；这一种需要 {expected}。",
            Some("使用正确的主题"),
        ),
        (
            "missing-suffix",
            "此推送类型的主题必须是 {expected}；缺少结尾。",
            Some("使用正确的主题"),
        ),
        (
            "other-app",
            "{found} 是另一个应用的主题，与所选应用不符。",
            Some("使用所选应用"),
        ),
    ],
};

const H003: Sentences = Sentences {
    title: "优先级不是 10、5 或 1",
    message: "优先级必须是 10、5 或 1；您写的是 {found}。",
    why: "Apple 会拒绝其他优先级。",
    remedy: "10 立即投递，5 在电量允许时投递，1 不会唤醒手机。",
    fix_label: Some("修正优先级"),
    cases: &[],
};

const H004: Sentences = Sentences {
    title: "后台推送使用了优先级 10",
    message: "后台推送需要优先级 5；10 用于人能看到的推送。",
    why: "Apple 将后台推送的优先级 10 视为错误，可能拒绝或丢弃。",
    remedy: "使用优先级 5。优先级留空时会发送 5。",
    fix_label: Some("使用优先级 5"),
    cases: &[],
};

const H005: Sentences = Sentences {
    title: "折叠 ID 过长",
    message: "折叠 ID 有 {bytes} 字节；Apple 最多接受 {limit} 字节。",
    why: "Apple 会拒绝更长的折叠 ID。基本拉丁字母以外的字符每个超过一个字节。",
    remedy: "使用简短的 ID，例如 match-42。",
    fix_label: None,
    cases: &[(
        "characters",
        "折叠 ID 只能包含基本拉丁字母、数字和符号，首尾不能有空格。",
        Some("移除首尾空格"),
    )],
};

const H006: Sentences = Sentences {
    title: "过期时间不是 Unix 秒",
    message: "过期时间必须是自 1970 年起的整秒数，或用 0 表示只尝试一次；您写的是 {found}。",
    why: "手机离线时，Apple 会把推送保存到这一时刻，并将该数字理解为自 1970 年起的秒数。",
    remedy: "写 Unix 秒表示的时刻，或写 0 只尝试一次，或留空。",
    fix_label: Some("使用秒"),
    cases: &[
        (
            "duration",
            "{found} 表示 1970 年代前后的时刻，而不是时长：推送在发送前就已过期。",
            None,
        ),
        (
            "milliseconds",
            "{found} 的位数对秒来说太多，可能是毫秒。",
            Some("使用秒"),
        ),
    ],
};

const T001: Sentences = Sentences {
    title: "这不是设备令牌",
    message: "这不是设备令牌。",
    why: "Apple 通过此令牌找到手机，其他内容一律拒绝。",
    remedy: "复制应用从 Apple 获得的令牌，使用十六进制数字。",
    fix_label: None,
    cases: &[
        (
            "base64",
            "这看起来是 base64；设备令牌使用十六进制数字（0-9、a-f）。",
            None,
        ),
        ("empty", "没有设备令牌。", None),
        (
            "fcm",
            "这是 Firebase 令牌，Apple 不认识。请在应用中获取 APNs 令牌。",
            None,
        ),
        ("not-hex", "设备令牌只包含数字 0-9 和字母 a-f。", None),
        ("odd-digits", "少了一位：设备令牌的位数是偶数。", None),
        ("too-long", "这比任何设备令牌都长；可能粘贴了两个。", None),
        (
            "truncated-description",
            "这是令牌的缩略描述，中间部分缺失。应用必须打印所有字节。",
            None,
        ),
        ("uuid", "这是 UUID 或设备标识符，不是设备令牌。", None),
    ],
};

const S001: Sentences = Sentences {
    title: "负载超过 Apple 的上限",
    message: "负载有 {sent} 字节；Apple 对此推送类型最多接受 {limit} 字节。请减少 {excess} 字节。",
    why: "Apple 会拒绝过长的负载。基本拉丁字母以外的字符和表情符号每个占多个字节；各项之间的空白不会发送。",
    remedy: "缩短文本，或只发送一个 ID，由应用获取其余内容。",
    fix_label: None,
    cases: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    /// The `{names}` in a sentence, sorted.
    fn placeholders(sentence: &str) -> Vec<&str> {
        let pieces = sentence
            .split('{')
            .skip(1)
            .filter_map(|piece| piece.split_once('}').map(|(name, _)| name));
        let mut names: Vec<_> = pieces
            .filter(|name| {
                name.chars()
                    .all(|letter| letter.is_ascii_lowercase() || letter == '_')
                    && !name.is_empty()
            })
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn chinese_sentences_have_the_placeholders_of_the_english_ones() {
        for &code in Code::ALL {
            assert_eq!(
                placeholders(zh(code).message),
                placeholders(code.rule().message),
                "{code:?}"
            );
            for english in code.rule().cases {
                let chinese = zh(code)
                    .cases
                    .iter()
                    .find(|(what, _, _)| *what == english.what);
                let (_, message, label) =
                    chinese.unwrap_or_else(|| panic!("{code:?} lacks the case {}", english.what));
                assert_eq!(
                    placeholders(message),
                    placeholders(english.message),
                    "{code:?} {}",
                    english.what
                );
                assert_eq!(
                    label.is_some(),
                    english.fix_label.is_some(),
                    "{code:?} {}",
                    english.what
                );
            }
        }
    }

    #[test]
    fn chinese_has_no_case_that_english_lacks() {
        for &code in Code::ALL {
            let english: Vec<_> = code.rule().cases.iter().map(|case| case.what).collect();
            for (what, _, _) in zh(code).cases {
                assert!(english.contains(what), "{code:?} {what}");
            }
            assert_eq!(
                zh(code).fix_label.is_some(),
                code.rule().fix_label.is_some(),
                "{code:?}"
            );
        }
    }

    #[test]
    fn a_sentence_is_filled_in_both_languages() {
        let finding = Finding {
            code: Code::P003,
            severity: payload::Severity::Error,
            place: payload::Place::Token,
            args: vec![("what", "quoted".to_owned()), ("found", "\"3\"".to_owned())],
            fix: Vec::new(),
        };
        for lang in Lang::ALL {
            let message = message(lang, &finding);
            assert!(
                message.contains("\"3\"") && !message.contains('{'),
                "{message}"
            );
        }
    }
}
