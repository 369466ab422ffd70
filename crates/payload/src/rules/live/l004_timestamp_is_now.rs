//! L004: `timestamp` is the present.
//!
//! Why: an older state than the shown one is ignored, and after a timestamp in the future every true one is older.
//! Example: a timestamp of yesterday
//! Instead: the moment of sending
//!
//! An old one is only ignored when a newer one was there, so an hour is a hint. A Live Activity is over after twelve hours
//! (eight active, four on the Lock Screen), so a longer one is a warning. Five minutes ahead are allowed for clocks that differ.

use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::{fix, owned};
use crate::rules::moment;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L004,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("timestamp is not the present", "timestamp 不是当前时间"),
    message: Words::new(
        "timestamp is {hours} hours in the past; the phone ignores it if it has seen a newer one.",
        "timestamp 是 {hours} 小时前；如果手机已有更新的状态，会忽略它。",
    ),
    cases: &[
        Case {
            what: "ancient",
            message: Words::new(
                "timestamp is {found}, long before there were Live Activities.",
                "timestamp 是 {found}，远早于实时活动出现的时间。",
            ),
            fix_label: None,
        },
        Case {
            what: "future",
            message: Words::new(
                "timestamp is {minutes} minutes in the future; until then the phone ignores updates with the true time.",
                "timestamp 在 {minutes} 分钟之后；在那之前，手机会忽略使用真实时间的更新。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "The phone shows the state with the latest timestamp and ignores every older one.",
        "手机显示 timestamp 最新的状态，忽略所有更早的状态。",
    ),
    remedy: Words::new(
        "Send the time at which the state became true, which is usually now.",
        "使用状态生效的时间，通常就是现在。",
    ),
    fix_label: Some(Words::new("Use the present time", "使用当前时间")),
    platforms: &[],
    apple: apple::LIVE,
};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
/// As long as a Live Activity can be seen.
const LIFE: u64 = 12 * HOUR;

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(date) = context.aps().and_then(|aps| aps.get("timestamp")) else {
        return;
    };
    let Some(seconds) = moment::in_seconds(date) else {
        return;
    };
    let now = context.target.now;
    let ago = now.map_or(0, |now| now.saturating_sub(seconds));
    let ahead = now.map_or(0, |now| seconds.saturating_sub(now));
    let (what, severity) = match seconds {
        ..moment::EARLIEST => ("ancient", Severity::Warning),
        _ if ahead > 5 * MINUTE => ("future", Severity::Warning),
        _ if ago > LIFE => ("past", Severity::Warning),
        _ if ago > HOUR => ("past", Severity::Hint),
        _ => return,
    };
    let fix = now.map_or_else(Vec::new, |now| {
        fix(context
            .document
            .set_source("/aps/timestamp", &now.to_string()))
    });
    out.add(Finding {
        code: Code::L004,
        severity,
        place: Place::Body {
            range: date.range.clone(),
            pointer: "/aps/timestamp".to_owned(),
        },
        args: owned(&[
            ("what", what),
            ("found", &context.shown(date)),
            ("hours", &(ago / HOUR).to_string()),
            ("minutes", &(ahead / MINUTE).to_string()),
        ]),
        fix,
    });
}
