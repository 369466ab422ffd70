//! L008: a start has an alert that says something.
//!
//! Why: Apple asks for it: people shall notice what appears on their phone.
//! Example: `{"aps": {"event": "start", "attributes-type": "ScoreAttributes", "attributes": {}, …}}`
//! Instead: `{…, "alert": {"title": "Kick-off", "body": "Red against Blue"}}`

use super::activity::{self, Event};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, visible};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L008,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A start without an alert", "开始推送没有提醒"),
    message: Words::new(
        "A start needs an alert with a title and a body.",
        "开始实时活动需要带标题和正文的 alert。",
    ),
    cases: &[Case {
        what: "empty",
        message: Words::new(
            "The alert of a start must say something; this one has no text.",
            "开始推送的 alert 必须有内容；这一条没有文本。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "Apple starts a Live Activity from a push only together with an alert, so that people notice it.",
        "Apple 只有在推送同时带有提醒时才会开始实时活动，以便人们注意到它。",
    ),
    remedy: Words::new(
        "Write \"alert\": {\"title\": \"…\", \"body\": \"…\"} in aps.",
        "在 aps 中写 \"alert\": {\"title\": \"…\", \"body\": \"…\"}。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    if activity::event(context) != Some(Event::Start) {
        return;
    }
    match aps.get("alert") {
        Some(alert) if visible::says_nothing(alert) => {
            let args = &[("what", "empty")];
            out.body(Code::L008, &alert.range, "/aps/alert", args, Vec::new());
        }
        None if activity::lacks(context, "alert", |_| false).is_some() => {
            out.body(Code::L008, &aps.range, "/aps", &[], Vec::new());
        }
        _ => {}
    }
}
