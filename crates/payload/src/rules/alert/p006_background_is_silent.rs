//! P006: a background push has `content-available: 1` and nothing to show.
//!
//! Why: the service may delay or drop a background push that shows something, and one without the flag does not wake the app.
//! Example: `{"aps": {"content-available": 1, "sound": "default"}}`
//! Instead: `{"aps": {"content-available": 1}}`

use crate::finding::{Code, Edit, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::alert::p034_aps_is_at_the_top;
use crate::rules::context::fix;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, keys, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P006,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A background push is not silent", "后台推送并不静默"),
    message: Words::new(
        "A background push needs \"content-available\": 1 to wake the app.",
        "后台推送需要 \"content-available\": 1 才能唤醒应用。",
    ),
    cases: &[Case {
        what: "visible",
        message: Words::new(
            "A background push shows nothing, but this one has {key}.",
            "后台推送不显示任何内容，但这一条含有 {key}。",
        ),
        fix_label: Some(Words::new("Send it as an alert", "以 alert 发送")),
    }],
    why: Words::new(
        "Push type background means: wake the app and show nothing. Apple may drop what contradicts that.",
        "推送类型 background 表示：唤醒应用，不显示任何内容。与此矛盾的推送可能被 Apple 丢弃。",
    ),
    remedy: Words::new(
        "Set content-available to 1 and remove alert, badge and sound, or send it as an alert.",
        "把 content-available 设为 1，并移除 alert、badge 和 sound；或以 alert 发送。",
    ),
    fix_label: Some(Words::new(
        "Add content-available",
        "添加 content-available",
    )),
    platforms: &[],
    apple: apple::BACKGROUND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(PushType::Background), Some(aps)) = (context.push_type, context.aps()) else {
        return;
    };
    let is_twice = p034_aps_is_at_the_top::inner(aps).is_some();
    if keys::is_for_other_types(aps) || context.is_pass() || is_twice {
        return;
    }
    for key in ["alert", "badge", "sound"] {
        let Some(member) = aps.member(key).filter(|it| walk::is_there(Some(&it.value))) else {
            continue;
        };
        let args = &[("what", "visible"), ("key", key)];
        out.body(
            Code::P006,
            &member.key,
            &format!("/aps/{key}"),
            args,
            vec![as_alert()],
        );
        // One visible key is enough to say it.
        return;
    }
    // Another spelling or value of the flag is P007's business.
    if !aps.members().iter().any(|member| {
        member.name == "content-available"
            || keys::misspelled_flag(&member.name) == Some("content-available")
    }) {
        out.body(
            Code::P006,
            &aps.range,
            "/aps",
            &[],
            fix(context.document.set_source("/aps/content-available", "1")),
        );
    }
}

/// Nothing that was written is lost: an alert push may wake the app, too.
fn as_alert() -> Edit {
    Edit::Header {
        name: HeaderName::PushType,
        value: PushType::Alert.as_str().to_owned(),
    }
}
