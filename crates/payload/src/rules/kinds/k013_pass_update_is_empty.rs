//! K013: the push for a Wallet pass is empty.
//!
//! Why: nothing in it is read.
//! Example: `apns-topic: pass.com.example.ticket` with `{"aps": {}, "gate": 12}`
//! Instead: `{"aps": {}}`

use crate::document::{escape_pointer, excerpt};
use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Platform, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K013,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("Data for a Wallet pass", "Wallet 卡券推送带有数据"),
    message: Words::new(
        "Wallet reads nothing of the push; {key} only costs bytes.",
        "Wallet 不读取推送的任何内容；{key} 只会占用字节。",
    ),
    cases: &[],
    why: Words::new(
        "The push only makes Wallet ask your web service for the new pass.",
        "推送只会让 Wallet 向您的网络服务请求新卡券。",
    ),
    remedy: Words::new("Send {\"aps\": {}}.", "发送 {\"aps\": {}}。"),
    fix_label: None,
    platforms: &[Platform::Ios, Platform::Watchos],
    apple: apple::WALLET,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(root) = context.root().filter(|_| context.is_pass()) else {
        return;
    };
    if let Some(member) = root.members().iter().find(|member| member.name != "aps") {
        let pointer = format!("/{}", escape_pointer(&member.name));
        let args = &[("key", &*excerpt(&member.name))];
        out.body(Code::K013, &member.key, &pointer, args, Vec::new());
    }
}
