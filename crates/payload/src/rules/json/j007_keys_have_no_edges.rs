//! J007: a key has a name, without white space around it.
//!
//! Why: the app looks for the name without the space and finds nothing.
//! Example: `{"aps": {"alert": "Hi"}, "order ": 7}`
//! Instead: `{"aps": {"alert": "Hi"}, "order": 7}`

use crate::document::{excerpt, quote};
use crate::finding::{Code, Severity};
use crate::keys::{Home, Key};
use crate::rules::alert::p001_aps_is_there;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::J007,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A key is empty or has spaces around it",
        "键为空或首尾有空格",
    ),
    message: Words::new(
        "The key \"{key}\" begins or ends with white space.",
        "键“{key}”的首尾有空白。",
    ),
    cases: &[Case {
        what: "empty",
        message: Words::new("A key here is empty.", "这里有一个空的键。"),
        fix_label: None,
    }],
    why: Words::new(
        "A key is compared letter by letter. An app that looks for the name without the space finds nothing.",
        "键会逐字比较。应用按不带空格的名称查找时，什么也找不到。",
    ),
    remedy: Words::new(
        "Remove the white space, or give the key a name.",
        "去掉空白，或给键取一个名称。",
    ),
    fix_label: Some(Words::new("Remove the white space", "去掉空白")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::values(context, &mut |spot| {
        let (Some(member), Some(parent)) = (spot.member, spot.parent) else {
            return false;
        };
        let name = member.name.trim();
        if name.len() == member.name.len() && !name.is_empty() {
            return false;
        }
        // What Apple would know without the space is a slip that other rules speak of.
        let is_apples = match spot.home {
            Some(Home::Root) => p001_aps_is_there::is_meant(parent.node, name),
            Some(home) => Key::is_known(home, name),
            None => false,
        };
        if is_apples {
            return false;
        }
        let (what, fix) = match name {
            "" => ("empty", Vec::new()),
            _ if parent.node.get(name).is_some() => ("edges", Vec::new()),
            _ => ("edges", walk::rewritten(&member.key, quote(name))),
        };
        let args = &[("what", what), ("key", &excerpt(&member.name))];
        out.body(Code::J007, &member.key, &spot.pointer(), args, fix);
        true
    });
}
