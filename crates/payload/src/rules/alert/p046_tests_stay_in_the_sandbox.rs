//! P046: what goes out in production is meant for people.
//!
//! Why: trial messages that reached everybody have made the news.
//! Example: `{"aps": {"alert": "test"}}` in production
//! Instead: the same in the sandbox

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::headers::Environment;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P046,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A trial text in production", "生产环境中的测试文本"),
    message: Words::new(
        "\"{found}\" looks like a trial, and this goes out in production.",
        "“{found}”看起来是测试内容，而这会发送到生产环境。",
    ),
    cases: &[],
    why: Words::new(
        "In production the push reaches the people who use the app.",
        "在生产环境中，推送会送达使用应用的人。",
    ),
    remedy: Words::new(
        "Write what people should read, or send it in the sandbox.",
        "写上要给人看的内容，或发送到沙盒。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

const TRIALS: &[&str] = &[
    "test",
    "testing",
    "test test",
    "test 1",
    "test 2",
    "test 123",
    "test push",
    "test message",
    "test notification",
    "this is a test",
    "just a test",
    "asdf",
    "qwerty",
    "foo",
    "bar",
    "hello world",
    "lorem ipsum",
    "todo",
    "tbd",
    "xxx",
    "测试",
    "测试推送",
    "测试消息",
    "测试通知",
];

fn check(context: &Context<'_>, out: &mut Findings) {
    if context.target.environment != Environment::Production {
        return;
    }
    for line in walk::lines(context) {
        let text = line
            .text
            .trim_matches(|letter: char| letter.is_ascii_punctuation() || letter.is_whitespace());
        let begins = text
            .get(..11)
            .is_some_and(|it| it.eq_ignore_ascii_case("lorem ipsum"));
        if begins || TRIALS.iter().any(|it| it.eq_ignore_ascii_case(text)) {
            out.body(
                Code::P046,
                line.range,
                line.pointer,
                &[("found", &excerpt(text))],
                Vec::new(),
            );
        }
    }
}
