//! H010: a call expires at once, or within a minute.
//!
//! Why: without an expiration Apple keeps the push for up to 30 days, and the phone rings for a call that is long over.
//! Example: `apns-push-type: voip` without `apns-expiration`
//! Instead: `apns-expiration: 0`
//!
//! Apple's pages name no number; senders use 0 or a few seconds.

use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::headers::h006_expiration_is_unix_seconds::date;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H010,
    severity: Severity::Hint,
    push_types: &[PushType::Voip],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A call does not expire soon", "来电推送没有尽快过期"),
    message: Words::new(
        "A call should expire at once or within seconds; this one expires in {seconds} seconds.",
        "来电应立即或在数秒内过期；这一条在 {seconds} 秒后才过期。",
    ),
    cases: &[Case {
        what: "missing",
        message: Words::new(
            "A call without an expiration is kept for up to 30 days: the phone may ring for a call that is long over.",
            "没有过期时间的来电最多保存 30 天：手机可能为早已结束的来电响铃。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "A phone that was offline gets a kept push later, and the app must then show a call that nobody is waiting for.",
        "离线的手机之后会收到保存的推送，应用只好显示一个早已无人等待的来电。",
    ),
    remedy: Words::new(
        "Use 0, so that Apple tries once and keeps nothing.",
        "使用 0，让 Apple 只尝试一次、不做保存。",
    ),
    fix_label: Some(Words::new("Try once", "只尝试一次")),
    platforms: &[],
    apple: apple::SEND,
};

/// "A few seconds", read generously.
const LONGEST: u64 = 60;

fn check(context: &Context<'_>, out: &mut Findings) {
    let fix = vec![Edit::Header {
        name: HeaderName::Expiration,
        value: "0".to_owned(),
    }];
    if context.headers.expiration.is_empty() {
        out.header(
            Code::H010,
            HeaderName::Expiration,
            &[("what", "missing")],
            fix,
        );
        return;
    }
    let (Some(now), Some(date)) = (context.target.now, date(context)) else {
        return;
    };
    let ahead = date.saturating_sub(now);
    if ahead > LONGEST {
        let seconds = ahead.to_string();
        out.header(
            Code::H010,
            HeaderName::Expiration,
            &[("seconds", &seconds)],
            fix,
        );
    }
}
