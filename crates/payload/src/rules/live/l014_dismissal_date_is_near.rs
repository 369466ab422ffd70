//! L014: `dismissal-date` is at most four hours away.
//!
//! Why: the system removes an ended Live Activity after four hours at the latest.
//! Example: `{"aps": {"event": "end", "timestamp": 1790000000, "dismissal-date": 1790086400, …}}`
//! Instead: `{"aps": {"event": "end", "timestamp": 1790000000, "dismissal-date": 1790014400, …}}`
//!
//! A date in the past removes it at once, which is a common wish. Only a small number that looks like a duration is reported.

use super::activity::{self, Event};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::context::fix;
use crate::rules::moment;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L014,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("dismissal-date is too far away", "dismissal-date 太远"),
    message: Words::new(
        "dismissal-date is {hours} hours away; an ended Live Activity stays for four hours at most.",
        "dismissal-date 在 {hours} 小时之后；已结束的实时活动最多保留四小时。",
    ),
    cases: &[Case {
        what: "duration",
        message: Words::new(
            "{found} is a moment in the 1970s or so, not a duration: the Live Activity would be removed at once.",
            "{found} 表示 1970 年代前后的时刻，而不是时长：实时活动会立即被移除。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "Apple takes a date within four hours, or one in the past to remove the Live Activity at once; otherwise the system decides.",
        "Apple 接受四小时以内的日期，或用过去的日期立即移除；否则由系统决定。",
    ),
    remedy: Words::new(
        "Write a moment within four hours, or leave the key out.",
        "写四小时以内的时刻，或不写该键。",
    ),
    fix_label: Some(Words::new("Use four hours", "使用四小时")),
    platforms: &[],
    apple: apple::LIVE,
};

const HOUR: u64 = 3600;
/// What is shorter is a way to say: at once.
const SHORTEST_DURATION: u64 = 60;

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let (Some(date), Some(Event::End)) = (aps.get("dismissal-date"), activity::event(context))
    else {
        return;
    };
    let Some(seconds) = moment::in_seconds(date) else {
        return;
    };
    let timestamp = || aps.get("timestamp").and_then(moment::in_seconds);
    let base = context.target.now.or_else(timestamp);
    let (what, hours, fix) = match (seconds, base) {
        (SHORTEST_DURATION..moment::EARLIEST, _) => ("duration", 0, Vec::new()),
        (_, Some(base)) if base >= moment::EARLIEST && seconds > base + 4 * HOUR => {
            let latest = (base + 4 * HOUR).to_string();
            let fix = fix(context.document.set_source("/aps/dismissal-date", &latest));
            ("far", (seconds - base).div_ceil(HOUR), fix)
        }
        _ => return,
    };
    let args = &[
        ("what", what),
        ("found", &context.shown(date)),
        ("hours", &hours.to_string()),
    ];
    out.body(Code::L014, &date.range, "/aps/dismissal-date", args, fix);
}
