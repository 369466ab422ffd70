//! P034: `aps` is at the top.
//!
//! Why: Apple looks for it there only.
//! Example: `{"payload": {"aps": {"alert": "Hi"}}}`
//! Instead: `{"aps": {"alert": "Hi"}}`

use crate::document::{Document, Member, Node, escape_pointer, excerpt};
use crate::finding::{Code, Edit, Severity};
use crate::rules::alert::p033_message_is_apples;
use crate::rules::{
    Case, Context, Findings, Rule, Text, Words, apple,
    context::{changed, fix},
    keys,
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P034,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("aps is wrapped in something", "aps 被包在其他内容里"),
    message: Words::new(
        "aps is inside {key}; Apple looks for it at the top only.",
        "aps 在 {key} 里面；Apple 只在顶层查找它。",
    ),
    cases: &[
        Case {
            what: "text",
            message: Words::new(
                "aps is inside {key}, which is text in quotes; Apple looks for it at the top only.",
                "aps 在 {key} 里面，而后者是引号中的文本；Apple 只在顶层查找它。",
            ),
            fix_label: None,
        },
        Case {
            what: "twice",
            message: Words::new(
                "There is another aps inside aps; Apple reads the outer one only.",
                "aps 里面还有一个 aps；Apple 只读取外层。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Tools and libraries wrap the payload in objects of their own. Apple does not look inside.",
        "工具和库会把负载包在自己的对象里。Apple 不会查看其中的内容。",
    ),
    remedy: Words::new(
        "Put aps at the top of the payload.",
        "把 aps 放在负载的顶层。",
    ),
    fix_label: Some(Words::new("Unwrap it", "取出来")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

/// The member that holds `aps`, where there is none at the top. As text in quotes it is read from there.
pub(in crate::rules) fn wrapper(root: &Node) -> Option<(&Member, Option<Document>)> {
    if root.get("aps").is_some() {
        return None;
    }
    root.members()
        .iter()
        .find_map(|member| match member.value.as_str() {
            None => member
                .value
                .get("aps")
                .filter(|aps| aps.is_object())
                .map(|_| (member, None)),
            Some(text) if text.contains("\"aps\"") => {
                let inner = Document::parse(text);
                let is_payload = inner.node("/aps").is_some_and(Node::is_object);
                is_payload.then_some((member, Some(inner)))
            }
            Some(_) => None,
        })
}

/// An `aps` inside `aps`.
pub(in crate::rules) fn inner(aps: &Node) -> Option<&Member> {
    aps.member("aps").filter(|it| it.value.is_object())
}

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(root) = context.root() else { return };
    let document = context.document;
    if let Some((aps, inner)) = context.aps().and_then(|aps| Some((aps, inner(aps)?))) {
        let fix = if aps.members().len() == 1 {
            fix(document.set("/aps", document.source(&inner.value)))
        } else {
            Vec::new()
        };
        out.body(
            Code::P034,
            &inner.key,
            "/aps/aps",
            &[("what", "twice")],
            fix,
        );
        return;
    }
    if !keys::needs_aps(context.push_type) || p033_message_is_apples::service(root).is_some() {
        return;
    }
    if let Some((member, text)) = wrapper(root) {
        let pointer = format!("/{}", escape_pointer(&member.name));
        let what = if text.is_some() { "text" } else { "object" };
        let args = &[("what", what), ("key", &*excerpt(&member.name))];
        let fix = unwrapped(document, root, member, &pointer, text.as_ref());
        out.body(Code::P034, &member.key, &pointer, args, fix);
    }
}

fn unwrapped(
    document: &Document,
    root: &Node,
    member: &Member,
    pointer: &str,
    text: Option<&Document>,
) -> Vec<Edit> {
    let is_alone = root.members().len() == 1;
    match text {
        _ if is_alone => fix(document.set(
            "",
            text.map_or(document.source(&member.value), Document::text),
        )),
        None => {
            let Ok(patch) = document.relocate(&format!("{pointer}/aps"), "/aps") else {
                return Vec::new();
            };
            let mut moved = document.patched(&patch);
            if moved
                .node(pointer)
                .is_some_and(|it| it.members().is_empty())
                && let Ok(patch) = moved.remove(pointer)
            {
                moved = moved.patched(&patch);
            }
            changed(document, &moved)
        }
        Some(_) => Vec::new(),
    }
}
