//! P013: a key without a value is left out.
//!
//! Why: Apple names dictionaries, arrays, strings, numbers and Booleans; a `null` is a missing value that costs bytes, and apps trip over it.
//! Example: `{"aps": {"alert": "Hi", "badge": null}}`
//! Instead: `{"aps": {"alert": "Hi"}}`
//!
//! The two flags (`P007`), and what a Live Activity keeps for the app, where `null` can mean an empty optional, are not its business. `action-loc-key: null` once had a meaning.

use crate::document::{NodeKind, excerpt};
use crate::finding::{Code, Severity};
use crate::keys::{Home, Key};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, context::fix, keys, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P013,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A value is null", "值为 null"),
    message: Words::new(
        "{key} is null, which is no value to Apple.",
        "{key} 为 null，Apple 不把它当作值。",
    ),
    cases: &[Case {
        what: "data",
        message: Words::new(
            "{key} is null; Apple does not list null among the values of a payload.",
            "{key} 为 null；Apple 列出的负载值类型中没有 null。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "Apple names dictionaries, arrays, strings, numbers and Booleans. What is null has no effect, costs bytes, and some apps trip over it.",
        "Apple 列出的类型是字典、数组、字符串、数字和布尔值。null 不起作用、占用字节，有些应用还会因此出错。",
    ),
    remedy: Words::new("Leave the key out.", "去掉该键。"),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::keys(context, &mut |spot| {
        let (NodeKind::Null, Some(home)) = (&spot.node.kind, spot.home) else {
            return false;
        };
        let key = spot.key();
        let (what, severity) = match Key::find(home, key, context.push_type) {
            _ if home == Home::Root && (key == "aps" || spot.row(context).is_some()) => {
                return false;
            }
            _ if home == Home::Root => ("data", Severity::Hint),
            Some(row) if is_ours(row) => ("key", Severity::Warning),
            _ => return false,
        };
        let pointer = spot.pointer();
        let args = &[("what", what), ("key", &*excerpt(key))];
        let fix = fix(context.document.remove(&pointer));
        out.weighed(
            (Code::P013, severity),
            &spot.node.range,
            &pointer,
            args,
            fix,
        );
        true
    });
}

fn is_ours(row: &Key) -> bool {
    !keys::FLAGS.contains(&row.name)
        && row.name != "action-loc-key"
        && row.push_types != [PushType::Liveactivity]
}
