//! P002: an alert push has an alert, a badge or a sound.
//!
//! Why: Apple defines the push type so; without one of them nothing happens on the phone.
//! Example: `{"aps": {}}`
//! Instead: `{"aps": {"alert": "Hi"}}`

use crate::document::Node;
use crate::finding::{Code, Edit, Severity};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;
use crate::rules::alert::p034_aps_is_at_the_top;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, keys, visible, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P002,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An alert push shows nothing", "提醒推送没有显示任何内容"),
    message: Words::new(
        "This push has no text, no badge and no sound, so nothing would happen on the phone.",
        "这条推送没有文本、角标或声音，手机上不会有任何反应。",
    ),
    cases: &[
        Case {
            what: "empty-alert",
            message: Words::new(
                "The alert has no text, badge or sound, so nothing would happen on the phone.",
                "alert 没有文本，也没有角标和声音，手机上不会有任何反应。",
            ),
            fix_label: None,
        },
        Case {
            what: "background",
            message: Words::new(
                "This push only wakes the app and shows nothing; that is the push type background.",
                "这条推送只唤醒应用，不显示内容；这属于推送类型 background。",
            ),
            fix_label: Some(Words::new("Send it as background", "以 background 发送")),
        },
    ],
    why: Words::new(
        "Push type alert means: something is shown, heard or counted.",
        "推送类型 alert 表示：会显示、播放或计数。",
    ),
    remedy: Words::new(
        "Write a title or a text, or choose the push type background.",
        "写上标题或正文，或选择推送类型 background。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(PushType::Alert), Some(aps)) = (context.push_type, context.aps()) else {
        return;
    };
    let is_for_others = keys::is_for_other_types(aps) && aps.get("content-available").is_none();
    if is_for_others || context.is_pass() || p034_aps_is_at_the_top::inner(aps).is_some() {
        return;
    }
    if walk::is_there(aps.get("badge")) || walk::is_there(aps.get("sound")) {
        return;
    }
    match aps.get("alert").filter(|it| walk::is_there(Some(it))) {
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
