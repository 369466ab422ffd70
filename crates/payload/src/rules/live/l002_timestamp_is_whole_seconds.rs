//! L002: `timestamp` is there, in whole Unix seconds.
//!
//! Why: the phone keeps the newest state by it, and passes over a push without it.
//! Example: `{"aps": {"timestamp": "1790000000", …}}`
//! Instead: `{"aps": {"timestamp": 1790000000, …}}`
//!
//! A fraction weighs less: Apple asks for whole seconds, but nobody has seen a fraction refused.

use super::{activity, dates};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::moment;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L002,
    severity: Severity::Error,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "timestamp is missing or not in whole seconds",
        "timestamp 缺失或不是整秒数",
    ),
    message: Words::new(
        "{key} must be whole seconds since 1970; you wrote {found}.",
        "{key} 必须是自 1970 年起的整秒数；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "missing",
            message: Words::new(
                "There is no timestamp, so the phone cannot tell which state is the newest.",
                "没有 timestamp，手机无法判断哪个状态最新。",
            ),
            fix_label: Some(Words::new("Use the present time", "使用当前时间")),
        },
        Case {
            what: "beside",
            message: Words::new(
                "timestamp does nothing here; it belongs in aps.",
                "timestamp 放在这里不起作用；它应放在 aps 中。",
            ),
            fix_label: Some(Words::new("Move it into aps", "移入 aps")),
        },
        Case {
            what: "quoted",
            message: Words::new(
                "{key} must be a number; you wrote {found} in quotes.",
                "{key} 必须是数字；您把 {found} 写在了引号里。",
            ),
            fix_label: Some(Words::new("Remove the quotes", "去掉引号")),
        },
        Case {
            what: "fraction",
            message: Words::new(
                "{key} must be in whole seconds; you wrote {found}.",
                "{key} 必须是整秒数；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Remove the fraction", "去掉小数")),
        },
        Case {
            what: "written",
            message: Words::new(
                "{key} must be a number of seconds; you wrote the date in words, {found}.",
                "{key} 必须是秒数；您写的是文字日期 {found}。",
            ),
            fix_label: Some(Words::new("Use seconds", "使用秒")),
        },
    ],
    why: Words::new(
        "Pushes can overtake each other. The phone shows the state with the latest timestamp, counted in whole Unix seconds.",
        "推送的到达顺序可能颠倒。手机显示 timestamp 最新的状态，它以整秒 Unix 时间计。",
    ),
    remedy: Words::new(
        "Write the present time in Unix seconds, without quotes and without a fraction.",
        "写当前时间的 Unix 秒数，不加引号，也不要小数。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    dates::whole_seconds(context, Code::L002, "timestamp", Severity::Error, out);
    let is_right = |value: &_| moment::in_seconds(value).is_some();
    if let Some((what, moved)) = activity::lacks(context, "timestamp", is_right) {
        let fix = match context.target.now {
            Some(now) if moved.is_empty() => fix(context
                .document
                .set_source("/aps/timestamp", &now.to_string())),
            _ => moved,
        };
        out.body(Code::L002, &aps.range, "/aps", &[("what", what)], fix);
    }
}
