//! L013: `dismissal-date` belongs to an end, `stale-date` to a start or an update.
//!
//! Why: in another event it is not read.
//! Example: `{"aps": {"event": "update", "dismissal-date": 1790003600, …}}`
//! Instead: `{"aps": {"event": "end", "dismissal-date": 1790003600, …}}`
//!
//! `stale-date` in an end does no harm, so it is a hint.

use super::activity::{self, Event};
use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::{fix, owned};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L013,
    severity: Severity::Warning,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A date that this event does not read", "此事件不读取的日期"),
    message: Words::new(
        "dismissal-date is read only when a Live Activity ends; this event is {event}.",
        "dismissal-date 只在实时活动结束时读取；此事件是 {event}。",
    ),
    cases: &[Case {
        what: "stale",
        message: Words::new(
            "stale-date does nothing in an end.",
            "stale-date 在 end 中不起作用。",
        ),
        fix_label: Some(Words::new("Remove stale-date", "移除 stale-date")),
    }],
    why: Words::new(
        "A Live Activity that has not ended stays where it is, and one that has ended does not become out of date.",
        "未结束的实时活动会留在原处，已结束的不会再变为过期。",
    ),
    remedy: Words::new(
        "Remove the date, or send the event that reads it.",
        "移除该日期，或发送会读取它的 event。",
    ),
    fix_label: Some(Words::new("Remove dismissal-date", "移除 dismissal-date")),
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(aps), Some(event)) = (context.aps(), activity::event(context)) else {
        return;
    };
    let (key, what, severity) = match event {
        Event::End => ("stale-date", "stale", Severity::Hint),
        Event::Start | Event::Update => ("dismissal-date", "dismissal", Severity::Warning),
    };
    let Some(member) = aps.member(key) else {
        return;
    };
    let pointer = ["/aps/", key].concat();
    let fix = fix(context.document.remove(&pointer));
    out.add(Finding {
        code: Code::L013,
        severity,
        place: Place::Body {
            range: member.key.clone(),
            pointer,
        },
        args: owned(&[("what", what), ("event", event.as_str())]),
        fix,
    });
}
