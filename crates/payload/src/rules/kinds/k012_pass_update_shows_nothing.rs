//! K012: the push for a Wallet pass shows nothing.
//!
//! Why: Wallet fetches the pass, and its `changeMessage` is what people read.
//! Example: `apns-topic: pass.com.example.ticket` with `{"aps": {"alert": "Gate 12"}}`
//! Instead: `{"aps": {}}`, and a `changeMessage` in the pass

use super::shown;
use crate::finding::{Code, Severity};
use crate::rules::context::fix;
use crate::rules::{Context, Findings, Platform, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K012,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An alert for a Wallet pass", "Wallet 卡券推送带有提醒"),
    message: Words::new(
        "Wallet does not show {key}; what people read is the changeMessage of the new pass.",
        "Wallet 不会显示 {key}；人们看到的是新卡券的 changeMessage。",
    ),
    cases: &[],
    why: Words::new(
        "The push only makes Wallet ask your web service for the new pass.",
        "推送只会让 Wallet 向您的网络服务请求新卡券。",
    ),
    remedy: Words::new(
        "Send {\"aps\": {}} and write changeMessage in the field of the pass that changed.",
        "发送 {\"aps\": {}}，并在卡券发生变化的字段中写 changeMessage。",
    ),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[Platform::Ios, Platform::Watchos],
    apple: apple::WALLET,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if !context.is_pass() {
        return;
    }
    if let Some(member) = shown::first(context) {
        let pointer = ["/aps/", &member.name].concat();
        let fix = fix(context.document.remove(&pointer));
        out.body(
            Code::K012,
            &member.key,
            &pointer,
            &[("key", &member.name)],
            fix,
        );
    }
}
