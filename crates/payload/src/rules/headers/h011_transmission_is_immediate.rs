//! H011: a Push to Talk push goes with priority 10 and expiration 0.
//!
//! Why: Apple asks for both: a transmission is heard now or not at all.
//! Example: `apns-push-type: pushtotalk` without `apns-expiration`
//! Instead: `apns-expiration: 0`

use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::headers::h006_expiration_is_unix_seconds::date;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H011,
    severity: Severity::Hint,
    push_types: &[PushType::Pushtotalk],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A Push to Talk push is not immediate", "对讲推送不是即时的"),
    message: Words::new(
        "A Push to Talk push should have expiration 0: a transmission that comes later is of no use.",
        "对讲推送的过期时间应为 0：迟到的通话没有意义。",
    ),
    cases: &[Case {
        what: "priority",
        message: Words::new(
            "A Push to Talk push should have priority 10, so that people hear it at once.",
            "对讲推送应使用优先级 10，让人立即听到。",
        ),
        fix_label: Some(Words::new("Use priority 10", "使用优先级 10")),
    }],
    why: Words::new(
        "Apple asks for both: people hear a transmission now or not at all.",
        "Apple 对两者都有要求：对讲内容要么立即听到，要么错过。",
    ),
    remedy: Words::new(
        "Use priority 10 and expiration 0.",
        "使用优先级 10 和过期时间 0。",
    ),
    fix_label: Some(Words::new("Try once", "只尝试一次")),
    platforms: &[],
    apple: apple::PUSH_TO_TALK,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let is_slow = matches!(
        Priority::parse(&context.headers.priority),
        Some(Priority::Considerate | Priority::PowerFirst)
    );
    if is_slow {
        let fix = vec![Edit::Header {
            name: HeaderName::Priority,
            value: Priority::Immediate.as_str().to_owned(),
        }];
        let args = &[("what", "priority")];
        out.header(Code::H011, HeaderName::Priority, args, fix);
    }
    let is_kept = date(context).is_some_and(|date| date > 0);
    if is_kept || context.headers.expiration.is_empty() {
        let fix = vec![Edit::Header {
            name: HeaderName::Expiration,
            value: "0".to_owned(),
        }];
        out.header(Code::H011, HeaderName::Expiration, &[], fix);
    }
}
