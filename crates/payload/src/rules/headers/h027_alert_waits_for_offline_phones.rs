//! H027: an alert is kept for devices that are offline.
//!
//! Why: with expiration 0 Apple tries once, and whoever is offline never sees it.
//! Example: a campaign with `apns-expiration: 0`
//! Instead: a moment at which the news is old, or no expiration
//!
//! Time-sensitive and critical alerts are often meant for this moment only.

use crate::finding::{Code, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::headers::{h006_expiration_is_unix_seconds, h020_urgent_alert_is_immediate};
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H027,
    severity: Severity::Hint,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "An alert that offline devices never get",
        "离线设备收不到的提醒",
    ),
    message: Words::new(
        "With expiration 0 Apple tries once: a device that is offline never gets this alert.",
        "过期时间为 0 时 Apple 只尝试一次：离线的设备永远收不到此提醒。",
    ),
    cases: &[],
    why: Words::new(
        "Phones are offline in flights, lifts and at night; without storing, those people are never reached.",
        "手机在飞机上、电梯里或夜间可能离线；不做保存，就永远无法触达这些人。",
    ),
    remedy: Words::new(
        "Keep 0 for what is only true now; otherwise write when the news gets old, or leave it empty.",
        "只在此刻有效的内容保留 0；否则写上内容失效的时刻，或留空。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let is_once = h006_expiration_is_unix_seconds::date(context) == Some(0);
    let is_shown = context.aps().is_some_and(|aps| aps.get("alert").is_some());
    let is_urgent = h020_urgent_alert_is_immediate::urgent_level(context).is_some();
    if is_once && is_shown && !is_urgent {
        out.header(Code::H027, HeaderName::Expiration, &[], Vec::new());
    }
}
