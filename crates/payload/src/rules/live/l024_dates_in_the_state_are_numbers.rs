//! L024: a date in `content-state` and `attributes` is a number.
//!
//! Why: the app's decoder takes no text for a `Date`, and one wrong value spoils the whole state.
//! Example: `{"content-state": {"kickoff": "2026-10-01T12:00:00Z"}}`
//! Instead: `{"content-state": {"kickoff": 812548800}}`
//!
//! A property of type `String` may hold such a text. What the type is, only the app's source says (family A).

use super::state;
use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::moment::{self, SWIFT_EPOCH, Written};
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L024,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A date in words in the state", "状态中有文字日期"),
    message: Words::new(
        "{key} is a date in words; if it is a Date in the app, it must be a number of seconds since 2001.",
        "{key} 是文字日期；如果它在应用中是 Date，就必须是自 2001 年起的秒数。",
    ),
    cases: &[],
    why: Words::new(
        "The system decodes with the standard settings of JSONDecoder, where a Date is a number of seconds since 2001. A text makes the whole update fail, and Apple answers 200 all the same.",
        "系统使用 JSONDecoder 的默认设置解码，其中 Date 是自 2001 年起的秒数。文本会使整个更新失败，而 Apple 仍会返回 200。",
    ),
    remedy: Words::new(
        "Write the Unix seconds minus 978307200, or make the property a String.",
        "写 Unix 秒数减去 978307200，或把该属性改为 String。",
    ),
    fix_label: Some(Words::new(
        "Use seconds since 2001",
        "使用自 2001 年起的秒数",
    )),
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    state::leaves(context, &mut |pointer, key, node| {
        let Some(date) = node.as_str().and_then(moment::written) else {
            return false;
        };
        let seconds = match date {
            Written::At(seconds) => seconds.checked_sub(SWIFT_EPOCH),
            Written::Somewhere => None,
        };
        let fix = seconds.map_or_else(Vec::new, |seconds| {
            fix(context.document.set_source(pointer, &seconds.to_string()))
        });
        out.body(
            Code::L024,
            &node.range,
            pointer,
            &[("key", &excerpt(key))],
            fix,
        );
        true
    });
}
