//! K010: a website push has `url-args`, a list of texts.
//!
//! Why: Safari opens no page without it.
//! Example: `apns-topic: web.com.example` with `{"aps": {"alert": {"title": "News", "body": "Read it"}}}`
//! Instead: `{"aps": {"alert": {"title": "News", "body": "Read it"}, "url-args": ["news", "42"]}}`
//!
//! What else can be wrong with the list, P026 says.

use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Context, Findings, Platform, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K010,
    severity: Severity::Error,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A website push without url-args", "网站推送没有 url-args"),
    message: Words::new(
        "A website push needs url-args, the values for the placeholders of the website's address; it may be empty.",
        "网站推送需要 url-args，即网站地址占位符的值；可以为空列表。",
    ),
    cases: &[],
    why: Words::new(
        "Safari puts the values into the address that the website gave when people subscribed. Their number must be the number of placeholders.",
        "Safari 把这些值填入用户订阅时网站给出的地址。数量必须与占位符一致。",
    ),
    remedy: Words::new(
        "Write \"url-args\": [] in aps, with one text for each placeholder of urlFormatString.",
        "在 aps 中写 \"url-args\": []，urlFormatString 的每个占位符对应一个文本。",
    ),
    fix_label: Some(Words::new("Add an empty list", "添加空列表")),
    platforms: &[Platform::Macos],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps().filter(|_| context.is_website()) else {
        return;
    };
    if !walk::is_there(aps.get("url-args")) {
        let fix = fix(context.document.set_source("/aps/url-args", "[]"));
        out.body(Code::K010, &aps.range, "/aps", &[], fix);
    }
}
