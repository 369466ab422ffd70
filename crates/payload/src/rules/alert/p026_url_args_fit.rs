//! P026: `url-args` is a list of texts in a website push.
//!
//! Why: Safari fills the website's address with it; apps never read it.
//! Example: `{"aps": {"alert": "Hi", "url-args": ["7"]}}` to an app
//! Instead: `{"aps": {"alert": "Hi"}, "article": "7"}`

use crate::document::NodeKind;
use crate::finding::{Code, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, context::fix, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P026,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("url-args", "url-args"),
    message: Words::new(
        "url-args is for website pushes in Safari; apps do not read it.",
        "url-args 用于 Safari 的网站推送；应用不会读取它。",
    ),
    cases: &[Case {
        what: "list",
        message: Words::new(
            "url-args must be a list of texts in quotes; you wrote {found}.",
            "url-args 必须是引号中文本的列表；您写的是 {found}。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "Safari puts these texts into the placeholders of the website's address. Any other value makes the push useless.",
        "Safari 会把这些文本填入网站地址的占位符。其他值会使推送无效。",
    ),
    remedy: Words::new(
        "For an app, send your own keys next to aps. For a website, write a list such as [\"7\", \"news\"].",
        "面向应用时，请在 aps 旁边使用自己的键。面向网站时，请写列表，例如 [\"7\", \"news\"]。",
    ),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    const PLACE: &str = "/aps/url-args";
    let Some(member) = context.aps().and_then(|aps| aps.member("url-args")) else {
        return;
    };
    let value = &member.value;
    if !context.is_website() {
        let fix = fix(context.document.remove(PLACE));
        out.body(Code::P026, &member.key, PLACE, &[], fix);
        return;
    }
    let is_list = matches!(value.kind, NodeKind::Array(_))
        && value.elements().iter().all(|it| it.as_str().is_some());
    if !is_list && walk::is_there(Some(value)) {
        let args = &[("what", "list"), ("found", &*context.shown(value))];
        out.weighed(
            (Code::P026, Severity::Error),
            &value.range,
            PLACE,
            args,
            Vec::new(),
        );
    }
}
