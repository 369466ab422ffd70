//! P016: a plain text has no `%@`.
//!
//! Why: only localized texts have their placeholders filled; in a plain text they are shown as they are.
//! Example: `{"aps": {"alert": {"title": "Hello %@"}}}`
//! Instead: `{"aps": {"alert": {"title-loc-key": "HELLO", "title-loc-args": ["Ada"]}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P016,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A placeholder in a plain text", "普通文本中有占位符"),
    message: Words::new(
        "{found} is shown as it is: only localized texts are filled in.",
        "{found} 会原样显示：只有本地化文本才会填入参数。",
    ),
    cases: &[],
    why: Words::new(
        "The phone fills %@ in texts that the app has under a loc-key. A text in the payload is shown letter by letter.",
        "手机只会填充应用内 loc-key 对应文本中的 %@。负载中的文本会逐字显示。",
    ),
    remedy: Words::new(
        "Write the finished text, or use a loc-key with loc-args.",
        "写上完整的文本，或使用 loc-key 和 loc-args。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    for line in walk::lines(context) {
        if let Some(found) = specifier(line.text) {
            out.body(
                Code::P016,
                line.range,
                line.pointer,
                &[("found", found)],
                Vec::new(),
            );
        }
    }
}

/// `%@`, `%1$@`, `%d`, `%ld`, `%s`; a sign of percent behind a number or before a word is none.
fn specifier(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    for (at, _) in text.match_indices('%') {
        let mut end = at + 1;
        while bytes
            .get(end)
            .is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'$' | b'l'))
        {
            end += 1;
        }
        let is_plain = at > 0 && is_letter(at - 1) || is_letter(end + 1);
        match bytes.get(end) {
            Some(b'@') => {}
            Some(b'd' | b'i' | b'u' | b's') if !is_plain => {}
            _ => continue,
        }
        return text.get(at..=end);
    }
    None
}
