//! H008: an expiration lies at most 30 days ahead.
//!
//! Why: Apple keeps no push for longer, whatever the header says.
//! Example: `apns-expiration` of next year
//! Instead: a moment within 30 days

use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::headers::h006_expiration_is_unix_seconds::date;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H008,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "The expiration is more than 30 days away",
        "过期时间超过 30 天",
    ),
    message: Words::new(
        "The expiration is {days} days away; Apple keeps a push for 30 days at most.",
        "过期时间在 {days} 天之后；Apple 最多保存推送 30 天。",
    ),
    cases: &[],
    why: Words::new(
        "A phone that is offline for longer than 30 days does not get the push, whatever the expiration says.",
        "离线超过 30 天的手机不会收到推送，无论过期时间如何设置。",
    ),
    remedy: Words::new(
        "Choose a moment within 30 days, or leave the expiration empty.",
        "选择 30 天以内的时刻，或将过期时间留空。",
    ),
    fix_label: Some(Words::new("Use 30 days from now", "改为 30 天后")),
    platforms: &[],
    apple: apple::SEND,
};

const DAY: u64 = 24 * 60 * 60;
const LONGEST: u64 = 30 * DAY;

fn check(context: &Context<'_>, out: &mut Findings) {
    // Calls and transmissions have rules of their own (H010, H011); a channel keeps a broadcast for hours.
    let is_urgent = matches!(
        context.push_type,
        Some(PushType::Voip | PushType::Pushtotalk)
    );
    let (Some(now), Some(date)) = (context.target.now, date(context)) else {
        return;
    };
    let ahead = date.saturating_sub(now);
    if ahead > LONGEST && !is_urgent && !context.headers.is_broadcast() {
        let fix = vec![Edit::Header {
            name: HeaderName::Expiration,
            value: now.saturating_add(LONGEST).to_string(),
        }];
        let days = ahead.div_ceil(DAY).to_string();
        out.header(Code::H008, HeaderName::Expiration, &[("days", &days)], fix);
    }
}
