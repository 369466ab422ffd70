//! K006: a widget or control push has `aps`, not `apn`.
//!
//! Why: a sentence of Apple's page says `apn`; its sample and every sender say `aps`.
//! Example: `{"apn": {"content-changed": true}}`
//! Instead: `{"aps": {"content-changed": true}}`
//!
//! Apple disagrees with itself here (widgets: text against sample; controls: `aps` only), so it is a warning and not P001's error.

use crate::document::NodeKind;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K006,
    severity: Severity::Warning,
    push_types: &[PushType::Widgets, PushType::Controls],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("apn instead of aps", "写成了 apn 而不是 aps"),
    message: Words::new(
        "Apple reads aps; apn is a slip in a sentence of its page.",
        "Apple 读取的是 aps；apn 是其文档中一处笔误。",
    ),
    cases: &[],
    why: Words::new(
        "Apple's own samples and all known senders use aps.",
        "Apple 自己的示例和所有已知的发送端都使用 aps。",
    ),
    remedy: Words::new("Write aps.", "写 aps。"),
    fix_label: Some(Words::new("Rename it to aps", "改名为 aps")),
    platforms: &[],
    apple: apple::WIDGETS,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(root) = context.root() else { return };
    if let Some(member) = root.member("apn").filter(|_| root.get("aps").is_none()) {
        let changed = member.value.get("content-changed");
        let fix = match changed.map(|value| &value.kind) {
            Some(NodeKind::Bool(true)) => fix(context.document.rename("/apn", "aps")),
            _ => Vec::new(),
        };
        out.body(Code::K006, &member.key, "/apn", &[], fix);
    }
}
