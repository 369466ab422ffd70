//! P002: an alert push has an alert, a badge or a sound.
//!
//! Why: Apple defines the push type so; without one of them nothing happens on the phone.
//! Example: `{"aps": {}}`
//! Instead: `{"aps": {"alert": "Hi"}}`

use super::{Case, Context, Findings, Rule, apple, visible};
use crate::document::Node;
use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;

pub(super) const RULE: Rule = Rule {
    code: Code::P002,
    severity: Severity::Error,
    title: "An alert push shows nothing",
    message: "This push has no text, no badge and no sound, so nothing would happen on the phone.",
    cases: &[
        Case {
            what: "empty-alert",
            message: "The alert has no text, badge or sound, so nothing would happen on the phone.",
            fix_label: None,
        },
        Case {
            what: "background",
            message: "This push only wakes the app and shows nothing; that is the push type background.",
            fix_label: Some("Send it as background"),
        },
    ],
    why: "Push type alert means: something is shown, heard or counted.",
    remedy: "Write a title or a text, or choose the push type background.",
    fix_label: None,
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(PushType::Alert), Some(aps)) = (context.push_type, context.aps()) else {
        return;
    };
    if aps.get("badge").is_some() || aps.get("sound").is_some() {
        return;
    }
    match aps.get("alert") {
        Some(alert) if visible::says_nothing(alert) => {
            out.body(
                Code::P002,
                &alert.range,
                "/aps/alert",
                &[("what", "empty-alert")],
                Vec::new(),
            );
        }
        Some(_) => {}
        None if aps.get("content-available").is_some_and(Node::is_one) => {
            let mut fix = vec![Edit::Header {
                name: HeaderName::PushType,
                value: PushType::Background.as_str().to_owned(),
            }];
            if !context.headers.priority.is_empty() {
                fix.push(Edit::Header {
                    name: HeaderName::Priority,
                    value: Priority::Considerate.as_str().to_owned(),
                });
            }
            out.body(
                Code::P002,
                &aps.range,
                "/aps",
                &[("what", "background")],
                fix,
            );
        }
        None => out.body(Code::P002, &aps.range, "/aps", &[], Vec::new()),
    }
}
