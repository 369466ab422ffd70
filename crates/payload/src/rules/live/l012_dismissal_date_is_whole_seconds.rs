//! L012: `dismissal-date` is in whole Unix seconds.
//!
//! Why: the phone reads no other form of a date.
//! Example: `{"aps": {"dismissal-date": "2026-10-01T12:00:00Z", …}}`
//! Instead: `{"aps": {"dismissal-date": 1790856000, …}}`

use super::dates;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L012,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "dismissal-date is not in whole seconds",
        "dismissal-date 不是整秒数",
    ),
    message: Words::new(
        "{key} must be whole seconds since 1970; you wrote {found}.",
        "{key} 必须是自 1970 年起的整秒数；您写的是 {found}。",
    ),
    cases: &[
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
        "The phone removes the ended Live Activity at this moment. It cannot read another form.",
        "手机在这一时刻移除已结束的实时活动。其他形式无法读取。",
    ),
    remedy: Words::new(
        "Write Unix seconds, without quotes and without a fraction.",
        "写 Unix 秒数，不加引号，也不要小数。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    dates::whole_seconds(
        context,
        Code::L012,
        "dismissal-date",
        Severity::Warning,
        out,
    );
}
