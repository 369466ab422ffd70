//! H017: a header's value has plain characters only.
//!
//! Why: a header cannot carry others; some cannot even be seen, or look just like plain ones.
//! Example: `apns-priority: １０` in full-width digits
//! Instead: `apns-priority: 10`
//!
//! The collapse id has H005, the channel id a rule among those of broadcasts.

use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H017,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A header has characters that it cannot carry",
        "标头含有无法携带的字符",
    ),
    message: Words::new(
        "{header} has the character \"{found}\", which a header cannot carry.",
        "{header} 含有标头无法携带的字符“{found}”。",
    ),
    cases: &[
        Case {
            what: "invisible",
            message: Words::new(
                "{header} has an invisible character ({found}), probably from copying.",
                "{header} 含有不可见字符（{found}），可能来自复制粘贴。",
            ),
            fix_label: None,
        },
        Case {
            what: "wide",
            message: Words::new(
                "{header} is typed in full-width characters, which Apple does not read.",
                "{header} 使用了全角字符，Apple 无法识别。",
            ),
            fix_label: Some(Words::new("Use plain characters", "改用半角字符")),
        },
    ],
    why: Words::new(
        "Headers are plain Latin text. What looks the same to people is another value to Apple.",
        "标头是基本拉丁文本。在人看来相同的内容，对 Apple 来说是另一个值。",
    ),
    remedy: Words::new(
        "Type the value again with plain letters and digits.",
        "请用普通的字母和数字重新输入。",
    ),
    fix_label: Some(Words::new(
        "Remove the invisible characters",
        "移除不可见字符",
    )),
    platforms: &[],
    apple: apple::SEND,
};

const HEADERS: [HeaderName; 5] = [
    HeaderName::PushType,
    HeaderName::Topic,
    HeaderName::Priority,
    HeaderName::Expiration,
    HeaderName::Id,
];

fn check(context: &Context<'_>, out: &mut Findings) {
    for name in HEADERS {
        let value = context.headers.get(name);
        let Some(first) = value.chars().find(|character| !is_printable(*character)) else {
            continue;
        };
        let found = match first {
            '!'..='~' | '\u{a1}'.. if !is_invisible(first) => first.to_string(),
            _ => format!("U+{:04X}", u32::from(first)),
        };
        let what = if is_invisible(first) {
            "invisible"
        } else if is_wide(first) {
            "wide"
        } else {
            ""
        };
        let cleaned: String = value.chars().filter_map(plain).collect();
        let cleaned = cleaned.trim();
        let fix = (is_plain(cleaned) && !cleaned.is_empty()).then(|| Edit::Header {
            name,
            value: cleaned.to_owned(),
        });
        let args = &[("what", what), ("header", name.as_str()), ("found", &found)];
        out.header(Code::H017, name, args, fix.into_iter().collect());
    }
}

/// Whether a header can carry a value. Spaces are for the header's own rule to judge.
pub(super) fn is_plain(value: &str) -> bool {
    value.chars().all(is_printable)
}

const fn is_printable(character: char) -> bool {
    matches!(character, ' '..='~')
}

const fn is_wide(character: char) -> bool {
    matches!(character, '\u{ff01}'..='\u{ff5e}')
}

/// Control characters, and the spaces, joiners and marks that come along when text is copied.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{a0}'
            | '\u{ad}'
            | '\u{2000}'..='\u{200f}'
            | '\u{2028}'..='\u{202f}'
            | '\u{205f}'..='\u{2064}'
            | '\u{3000}'
            | '\u{feff}'
    )
}

/// The plain character that one stands for; `None` for what cannot be seen.
fn plain(character: char) -> Option<char> {
    if is_wide(character) {
        char::from_u32(u32::from(character) - 0xfee0)
    } else {
        (!is_invisible(character)).then_some(character)
    }
}
