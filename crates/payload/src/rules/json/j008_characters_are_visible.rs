//! J008: keys, and what Apple compares, have no invisible characters; shown texts have none that do harm.
//!
//! Why: a zero-width space that came along from a web page makes another key of it, and nobody sees why it does not work.
//! Example: `{"aps": {"alert": "Hi", "category": "\u200bNEWS"}}`
//! Instead: `{"aps": {"alert": "Hi", "category": "NEWS"}}`
//!
//! In shown texts joiners, direction marks and soft hyphens have their place (emoji, Persian, Hebrew, long words), so only control characters, byte-order marks, forced directions and zero-width spaces are reported there.

use crate::document::{excerpt, quote};
use crate::finding::{Code, Severity};
use crate::rules::alert::p001_aps_is_there;
use crate::rules::{
    Case, Context, Findings, Rule, Text, Words, apple, {invisible, walk},
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::J008,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("There is an invisible character", "含有不可见字符"),
    message: Words::new(
        "{key} has an invisible character ({found}), so it is not equal to what it looks like.",
        "{key} 含有不可见字符（{found}），因此与看上去的内容并不相同。",
    ),
    cases: &[
        Case {
            what: "key",
            message: Words::new(
                "The key {key} has an invisible character ({found}), so nobody will find it by its name.",
                "键 {key} 含有不可见字符（{found}），按名称将无法找到它。",
            ),
            fix_label: None,
        },
        Case {
            what: "text",
            message: Words::new(
                "The text has an invisible character ({found}) that does not belong into a message.",
                "文本中含有不属于消息的不可见字符（{found}）。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Such characters come along when text is copied from web pages and documents. Comparisons fail because of them, and control characters can cut a text short.",
        "从网页和文档复制文本时会带上这类字符。它们会使比较失败，控制字符还可能截断文本。",
    ),
    remedy: Words::new("Remove the character.", "请移除该字符。"),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::values(context, &mut |spot| {
        let mut is_said = false;
        if let (Some(member), Some(parent)) = (spot.member, spot.parent)
            && let Some(found) = invisible::first(&member.name, false)
            && !(parent.parent.is_none() && p001_aps_is_there::is_meant(parent.node, &member.name))
        {
            let clean = invisible::without(&member.name, false);
            let fix = if parent.node.get(&clean).is_none() {
                walk::rewritten(&member.key, quote(&clean))
            } else {
                Vec::new()
            };
            let args = &[
                ("what", "key"),
                ("key", &*excerpt(&clean)),
                ("found", &*found),
            ];
            out.body(Code::J008, &member.key, &spot.pointer(), args, fix);
            is_said = true;
        }
        let Some(text) = spot.node.as_str().filter(|_| spot.is_apples) else {
            return is_said;
        };
        let key = spot.key();
        let is_shown = matches!(
            key,
            "alert"
                | "title"
                | "subtitle"
                | "body"
                | "loc-args"
                | "title-loc-args"
                | "subtitle-loc-args"
        );
        let Some(found) = invisible::first(text, is_shown) else {
            return is_said;
        };
        let what = if is_shown { "text" } else { "value" };
        let fix = walk::rewritten(&spot.node.range, quote(&invisible::without(text, is_shown)));
        let args = &[("what", what), ("key", &*excerpt(key)), ("found", &*found)];
        out.body(Code::J008, &spot.node.range, &spot.pointer(), args, fix);
        true
    });
}
