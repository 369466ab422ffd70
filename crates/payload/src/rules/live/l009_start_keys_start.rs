//! L009: `attributes` and what else belongs to a start is in no update or end.
//!
//! Why: it is not read there.
//! Example: `{"aps": {"event": "update", "attributes": {"home": "Red"}, …}}`
//! Instead: `{"aps": {"event": "update", "content-state": {"score": 3}, …}}`
//!
//! `attributes` costs bytes only. The two that ask for something do not get it, so they weigh more.

use super::activity::{self, Event};
use crate::finding::{Code, Finding, Place, Severity};
use crate::push_type::PushType;
use crate::rules::context::{fix, owned};
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L009,
    severity: Severity::Hint,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A key of a start in another event",
        "其他事件中有 start 的键",
    ),
    message: Words::new(
        "{key} is read only when a Live Activity starts; this event is {event}.",
        "{key} 只在实时活动开始时读取；此事件是 {event}。",
    ),
    cases: &[],
    why: Words::new(
        "Attributes never change after the start, and an update token or a channel can be asked for only then.",
        "attributes 在开始后不再改变，更新令牌或频道也只能在开始时请求。",
    ),
    remedy: Words::new(
        "Remove the key, or send event start.",
        "移除该键，或发送 event start。",
    ),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let event = match activity::event(context) {
        Some(event @ (Event::Update | Event::End)) => event.as_str(),
        _ => return,
    };
    for (key, severity) in [
        ("attributes-type", Severity::Hint),
        ("attributes", Severity::Hint),
        ("input-push-token", Severity::Warning),
        ("input-push-channel", Severity::Warning),
    ] {
        let Some(member) = aps.member(key) else {
            continue;
        };
        let pointer = ["/aps/", key].concat();
        let fix = fix(context.document.remove(&pointer));
        out.add(Finding {
            code: Code::L009,
            severity,
            place: Place::Body {
                range: member.key.clone(),
                pointer,
            },
            args: owned(&[("key", key), ("event", event)]),
            fix,
        });
    }
}
