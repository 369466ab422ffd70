//! K014: `Simulator Target Bundle` is in no push.
//!
//! Why: it is for files that are dropped onto Xcode's Simulator; over the air it is data of the app.
//! Example: `{"aps": {"alert": "Hi"}, "Simulator Target Bundle": "com.example.demo"}`
//! Instead: `{"aps": {"alert": "Hi"}}`

use crate::finding::{Code, Finding, Place, Severity};
use crate::rules::context::{fix, owned};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K014,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A key for Xcode's Simulator", "Xcode 模拟器专用的键"),
    message: Words::new(
        "Simulator Target Bundle is for files that are dropped onto Xcode's Simulator; a push does not need it.",
        "Simulator Target Bundle 用于拖到 Xcode 模拟器上的文件；推送不需要它。",
    ),
    cases: &[Case {
        what: "other-app",
        message: Words::new(
            "Simulator Target Bundle names {found}, another app than the one that this push is for.",
            "Simulator Target Bundle 指定的是 {found}，与此推送的应用不同。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "The app gets it as its own data, and its bytes count.",
        "应用会把它当作自己的数据收到，并且它占用字节。",
    ),
    remedy: Words::new("Remove the key before sending.", "发送前移除该键。"),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::SIMULATOR,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    const AT: &str = "/Simulator Target Bundle";
    let member = context
        .root()
        .and_then(|root| root.member("Simulator Target Bundle"));
    let Some(member) = member else { return };
    let app = context.target.bundle_id.as_str();
    let is_other = |name: &str| !app.is_empty() && name != app;
    let (what, severity) = if member.value.as_str().is_some_and(is_other) {
        ("other-app", Severity::Warning)
    } else {
        ("key", Severity::Hint)
    };
    out.add(Finding {
        code: Code::K014,
        severity,
        place: Place::Body {
            range: member.key.clone(),
            pointer: AT.to_owned(),
        },
        args: owned(&[("what", what), ("found", &context.shown(&member.value))]),
        fix: fix(context.document.remove(AT)),
    });
}
