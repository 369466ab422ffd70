//! K001: an MDM push is exactly `{"mdm": "<PushMagic>"}`.
//!
//! Why: a device that gets something else does not contact its server.
//! Example: `{"aps": {}, "mdm": "0A1B2C3D"}`
//! Instead: `{"mdm": "0A1B2C3D"}`
//!
//! Apple: this is the complete message, without `aps`. What stands beside `mdm` may be passed over, so it is a warning.

use crate::document::{Node, NodeKind, excerpt, quote};
use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::{changed, fix, owned};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K001,
    severity: Severity::Error,
    push_types: &[PushType::Mdm],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An MDM push is not its PushMagic", "MDM 推送不是 PushMagic"),
    message: Words::new(
        "An MDM push needs \"mdm\" with the PushMagic text of the device.",
        "MDM 推送需要 \"mdm\"，值为设备的 PushMagic 文本。",
    ),
    cases: &[
        Case {
            what: "empty",
            message: Words::new(
                "mdm is empty; it must be the PushMagic text of the device.",
                "mdm 为空；它必须是设备的 PushMagic 文本。",
            ),
            fix_label: None,
        },
        Case {
            what: "nested",
            message: Words::new(
                "mdm does nothing inside aps; it is the whole payload.",
                "mdm 放在 aps 里不起作用；它就是整个负载。",
            ),
            fix_label: Some(Words::new("Make it the payload", "作为整个负载")),
        },
        Case {
            what: "beside",
            message: Words::new(
                "An MDM push has nothing but mdm; {key} does not belong there.",
                "MDM 推送只有 mdm；不应有 {key}。",
            ),
            fix_label: Some(Words::new("Remove it", "移除")),
        },
    ],
    why: Words::new(
        "The device compares the text with the PushMagic of its enrollment, and contacts its server when they are equal. Nothing is shown.",
        "设备会把该文本与注册时的 PushMagic 比较，相同时联系服务器。不会显示任何内容。",
    ),
    remedy: Words::new(
        "Send {\"mdm\": \"…\"} with the PushMagic from the device's TokenUpdate message, and nothing else.",
        "只发送 {\"mdm\": \"…\"}，值为设备 TokenUpdate 消息中的 PushMagic。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::MDM,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(root) = context.root() else { return };
    let Some(mdm) = root.get("mdm") else {
        let nested = root.get("aps").and_then(|aps| aps.get("mdm"));
        if let Some(magic) = nested
            .and_then(Node::as_str)
            .filter(|magic| !magic.is_empty())
        {
            let whole = crate::Document::parse(["{\"mdm\": ", &quote(magic), "}"].concat());
            let fix = changed(context.document, &whole);
            out.body(Code::K001, &root.range, "", &[("what", "nested")], fix);
        } else {
            out.body(Code::K001, &root.range, "", &[], Vec::new());
        }
        return;
    };
    // A value of another type is P025's business.
    if is_empty(mdm) {
        out.body(
            Code::K001,
            &mdm.range,
            "/mdm",
            &[("what", "empty")],
            Vec::new(),
        );
    }
    // One other key is enough to say it.
    if let Some(member) = root.members().iter().find(|member| member.name != "mdm") {
        let pointer = format!("/{}", crate::document::escape_pointer(&member.name));
        out.add(Finding {
            code: Code::K001,
            severity: Severity::Warning,
            place: Place::Body {
                range: member.key.clone(),
                pointer: pointer.clone(),
            },
            args: owned(&[("what", "beside"), ("key", &excerpt(&member.name))]),
            fix: fix(context.document.remove(&pointer)),
        });
    }
}

fn is_empty(value: &Node) -> bool {
    match &value.kind {
        NodeKind::String(text) => text.trim().is_empty(),
        kind => matches!(kind, NodeKind::Null),
    }
}
