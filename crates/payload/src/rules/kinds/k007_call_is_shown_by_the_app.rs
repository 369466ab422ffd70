//! K007: what a voip push shows comes from the app.
//!
//! Why: the system shows none of `alert`, `badge` and `sound`.
//! Example: `apns-push-type: voip` with `{"aps": {"alert": "Anna is calling"}}`
//! Instead: `{"caller": "Anna", "call-id": "5f1d3b0e"}`
//!
//! Apple's pages differ on watchOS: one says that voip is not there, PushKit's says watchOS 9. It is not held against the push.

use super::shown;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K007,
    severity: Severity::Hint,
    push_types: &[PushType::Voip],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A call with an alert", "通话推送带有提醒"),
    message: Words::new(
        "The phone does not show {key} of a voip push; the app must report the call to CallKit, with texts from its own data.",
        "手机不会显示 voip 推送的 {key}；应用必须用自己的数据向 CallKit 报告来电。",
    ),
    cases: &[],
    why: Words::new(
        "A voip push wakes the app, which reports the call at once; the system shows its own screen. An app that does not is stopped, and in the end no longer woken.",
        "voip 推送会唤醒应用，由应用立即报告来电，系统显示自己的界面。不这样做的应用会被终止，最终不再被唤醒。",
    ),
    remedy: Words::new(
        "Put the caller's name and the call's id next to aps.",
        "把来电者姓名和通话 ID 放在 aps 旁边。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::VOIP,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if let Some(member) = shown::first(context) {
        let pointer = ["/aps/", &member.name].concat();
        out.body(
            Code::K007,
            &member.key,
            &pointer,
            &[("key", &member.name)],
            Vec::new(),
        );
    }
}
