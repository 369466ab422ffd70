//! L025: an end says when the Live Activity leaves the Lock Screen.
//!
//! Why: it stays there for up to four hours otherwise.
//! Example: `{"aps": {"event": "end", "content-state": {"score": 3}, …}}`
//! Instead: `{"aps": {"event": "end", "dismissal-date": 1790000900, …}}`

use super::activity::{self, Event};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L025,
    severity: Severity::Hint,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "An end without dismissal-date",
        "结束推送没有 dismissal-date",
    ),
    message: Words::new(
        "Without dismissal-date the ended Live Activity stays on the Lock Screen for up to four hours.",
        "没有 dismissal-date，已结束的实时活动会在锁定屏幕上保留最多四小时。",
    ),
    cases: &[],
    why: Words::new(
        "People may want to read the final state for a while; a result of yesterday is only in the way.",
        "人们可能想看一会儿最终状态；过时的结果只会碍事。",
    ),
    remedy: Words::new(
        "Write a moment within four hours, or one in the past to remove it at once.",
        "写四小时以内的时刻，或写过去的时刻立即移除。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(event) = context.aps().and_then(|aps| aps.get("event")) else {
        return;
    };
    if activity::event(context) == Some(Event::End)
        && activity::lacks(context, "dismissal-date", |_| false).is_some()
    {
        out.body(Code::L025, &event.range, "/aps/event", &[], Vec::new());
    }
}
