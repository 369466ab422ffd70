//! K003: a File Provider push has `container-identifier`, a text beside where `aps` would be.
//!
//! Why: the system does not know what changed otherwise.
//! Example: `{"aps": {"container-identifier": "NSFileProviderWorkingSetContainerItemIdentifier"}}`
//! Instead: `{"container-identifier": "NSFileProviderWorkingSetContainerItemIdentifier", "domain": "work"}`

use crate::document::{Node, NodeKind, escape_pointer, excerpt};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, spelling};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K003,
    severity: Severity::Error,
    push_types: &[PushType::Fileprovider],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A File Provider push without a container",
        "File Provider 推送没有容器",
    ),
    message: Words::new(
        "A File Provider push needs container-identifier: the item that changed, or the working set.",
        "File Provider 推送需要 container-identifier：发生变化的项目，或工作集。",
    ),
    cases: &[
        Case {
            what: "nested",
            message: Words::new(
                "container-identifier does nothing inside aps; it belongs at the top.",
                "container-identifier 放在 aps 里不起作用；它应放在最外层。",
            ),
            fix_label: Some(Words::new("Move it to the top", "移到最外层")),
        },
        Case {
            what: "misspelled",
            message: Words::new(
                "Apple does not know {key}; it is spelled container-identifier.",
                "Apple 不认识 {key}；正确写法是 container-identifier。",
            ),
            fix_label: Some(Words::new("Repair the spelling", "修正拼写")),
        },
        Case {
            what: "empty",
            message: Words::new(
                "container-identifier is empty; it must name the item that changed, or the working set.",
                "container-identifier 为空；它必须指明发生变化的项目，或工作集。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The system signals the change to this container of the File Provider extension. Without it the push does nothing.",
        "系统会向 File Provider 扩展的此容器发出变化信号。没有它，推送不起作用。",
    ),
    remedy: Words::new(
        "Write \"container-identifier\": \"NSFileProviderWorkingSetContainerItemIdentifier\", or the identifier of an item.",
        "写 \"container-identifier\": \"NSFileProviderWorkingSetContainerItemIdentifier\"，或某个项目的标识符。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::FILE_PROVIDER,
};

const KEY: &str = "container-identifier";
const AT: &str = "/container-identifier";

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(root) = context.root() else { return };
    if let Some(container) = root.get(KEY) {
        // A value of another type is P025's business.
        let is_empty = match &container.kind {
            NodeKind::String(text) => text.trim().is_empty(),
            kind => matches!(kind, NodeKind::Null),
        };
        if is_empty {
            let args = &[("what", "empty")];
            out.body(Code::K003, &container.range, AT, args, Vec::new());
        }
        return;
    }
    let is_text = |value: &Node| value.as_str().is_some_and(|it| !it.trim().is_empty());
    let nested = root.get("aps").and_then(|aps| aps.member(KEY));
    if let Some(member) = nested.filter(|member| is_text(&member.value)) {
        const FROM: &str = "/aps/container-identifier";
        let fix = fix(context.document.relocate(FROM, AT));
        out.body(Code::K003, &member.key, FROM, &[("what", "nested")], fix);
        return;
    }
    let is_slip = |name: &str| spelling::nearest(name, &[KEY]).is_some();
    let mut members = root.members().iter().take(100);
    if let Some(member) = members.find(|it| is_text(&it.value) && is_slip(&it.name)) {
        let pointer = format!("/{}", escape_pointer(&member.name));
        let fix = fix(context.document.rename(&pointer, KEY));
        let args = &[("what", "misspelled"), ("key", &excerpt(&member.name))];
        out.body(Code::K003, &member.key, &pointer, args, fix);
        return;
    }
    out.body(Code::K003, &root.range, "", &[], Vec::new());
}
