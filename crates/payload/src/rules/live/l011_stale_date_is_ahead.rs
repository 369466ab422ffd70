//! L011: `stale-date` is later than the push.
//!
//! Why: otherwise the Live Activity is out of date as soon as it is shown.
//! Example: `{"aps": {"timestamp": 1790000000, "stale-date": 1789999000, …}}`
//! Instead: `{"aps": {"timestamp": 1790000000, "stale-date": 1790003600, …}}`

use super::activity::{self, Event};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::moment;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L011,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("stale-date is not ahead", "stale-date 不在将来"),
    message: Words::new(
        "stale-date is in the past, so the Live Activity would be out of date at once.",
        "stale-date 在过去，实时活动会立即被标为过期。",
    ),
    cases: &[
        Case {
            what: "duration",
            message: Words::new(
                "{found} is a moment in the 1970s or so, not a duration: the Live Activity would be out of date at once.",
                "{found} 表示 1970 年代前后的时刻，而不是时长：实时活动会立即被标为过期。",
            ),
            fix_label: None,
        },
        Case {
            what: "before",
            message: Words::new(
                "stale-date is not later than timestamp, so the Live Activity would be out of date at once.",
                "stale-date 不晚于 timestamp，实时活动会立即被标为过期。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "From this moment on the app shows the Live Activity as out of date.",
        "从这一时刻起，应用把实时活动显示为过期。",
    ),
    remedy: Words::new(
        "Write a moment after which the state is no longer to be trusted.",
        "写一个时刻，此后该状态不再可信。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let Some(date) = aps.get("stale-date") else {
        return;
    };
    // In an end it is not read at all.
    if activity::event(context) == Some(Event::End) {
        return;
    }
    let timestamp = aps.get("timestamp").and_then(moment::in_seconds);
    let what = match moment::in_seconds(date) {
        Some(..moment::EARLIEST) => "duration",
        Some(seconds) if timestamp.is_some_and(|then| seconds <= then) => "before",
        Some(seconds) if context.target.now.is_some_and(|now| seconds <= now) => "past",
        _ => return,
    };
    let args = &[("what", what), ("found", &context.shown(date))];
    out.body(Code::L011, &date.range, "/aps/stale-date", args, Vec::new());
}
