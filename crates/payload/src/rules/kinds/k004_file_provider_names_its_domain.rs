//! K004: a File Provider push has `domain`, the identifier of the domain that changed.
//!
//! Why: with domains of its own an app hears nothing without it.
//! Example: `{"container-identifier": "NSFileProviderWorkingSetContainerItemIdentifier"}`
//! Instead: `{"container-identifier": "NSFileProviderWorkingSetContainerItemIdentifier", "domain": "work"}`
//!
//! An app without domains of its own needs none, so a missing one is a hint.

use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K004,
    severity: Severity::Hint,
    push_types: &[PushType::Fileprovider],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A File Provider push without a domain",
        "File Provider 推送没有域",
    ),
    message: Words::new(
        "Without domain nothing happens in an app that added domains itself.",
        "如果应用自行添加了域，没有 domain 就不会有任何反应。",
    ),
    cases: &[Case {
        what: "nested",
        message: Words::new(
            "domain does nothing inside aps; it belongs at the top.",
            "domain 放在 aps 里不起作用；它应放在最外层。",
        ),
        fix_label: Some(Words::new("Move it to the top", "移到最外层")),
    }],
    why: Words::new(
        "The system looks for the container in this domain of the File Provider extension.",
        "系统在 File Provider 扩展的此域中查找容器。",
    ),
    remedy: Words::new(
        "Write \"domain\" with the identifier of the NSFileProviderDomain.",
        "写上 \"domain\"，值为 NSFileProviderDomain 的标识符。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::FILE_PROVIDER,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(root) = context.root() else { return };
    let nested = root.get("aps").and_then(|aps| aps.member("domain"));
    if walk::is_there(root.get("domain")) {
        return;
    }
    if let Some(member) = nested.filter(|_| root.get("domain").is_none()) {
        const FROM: &str = "/aps/domain";
        let moved = fix(context.document.relocate(FROM, "/domain"));
        let args = &[("what", "nested")];
        let weight = (Code::K004, Severity::Warning);
        out.weighed(weight, &member.key, FROM, args, moved);
    } else {
        out.body(Code::K004, &root.range, "", &[], Vec::new());
    }
}
