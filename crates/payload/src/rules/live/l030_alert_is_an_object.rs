//! L030: the alert of a Live Activity is an object.
//!
//! Why: Apple's page knows no other form for it.
//! Example: `{"aps": {"alert": "Goal", …}}`
//! Instead: `{"aps": {"alert": {"body": "Goal"}, …}}`

use crate::document::quote;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, visible};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L030,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The alert is a text", "alert 是文本"),
    message: Words::new(
        "The alert of a Live Activity is an object with title and body, not a text.",
        "实时活动的 alert 是带 title 和 body 的对象，而不是文本。",
    ),
    cases: &[],
    why: Words::new(
        "ActivityKit makes the alert from title, body and sound; a text alone may not be shown.",
        "ActivityKit 由 title、body 和 sound 组成提醒；单独的文本可能不会显示。",
    ),
    remedy: Words::new(
        "Write \"alert\": {\"title\": \"…\", \"body\": \"…\"}.",
        "写 \"alert\": {\"title\": \"…\", \"body\": \"…\"}。",
    ),
    fix_label: Some(Words::new("Make it the body", "作为正文")),
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(alert) = context.aps().and_then(|aps| aps.get("alert")) else {
        return;
    };
    if let Some(text) = alert.as_str().filter(|_| !visible::says_nothing(alert)) {
        let object = ["{\"body\": ", &quote(text), "}"].concat();
        let fix = fix(context.document.set("/aps/alert", &object));
        out.body(Code::L030, &alert.range, "/aps/alert", &[], fix);
    }
}
