//! P022: an alert with `content-available` may wake the app, or not.
//!
//! Why: the alert is shown at once, but waking the app follows the rules of background pushes.
//! Example: `{"aps": {"alert": "Hi", "content-available": 1}}`
//! Instead: put all that the app needs into the payload

use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P022,
    severity: Severity::Hint,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An alert that also wakes the app", "提醒同时唤醒应用"),
    message: Words::new(
        "The alert is shown, but iOS does not promise to wake the app for content-available.",
        "提醒会显示，但 iOS 不保证因 content-available 唤醒应用。",
    ),
    cases: &[],
    why: Words::new(
        "Waking the app is limited to a few times an hour and does not happen after a person has force-quit it. The alert is shown in any case.",
        "唤醒应用每小时只有几次机会，用户强制退出应用后不再唤醒。提醒则始终显示。",
    ),
    remedy: Words::new(
        "Put what the app must know into the payload, and let it catch up when it is opened.",
        "把应用必须知道的内容放进负载，并让应用在打开时补齐数据。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::BACKGROUND,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let is_shown = ["alert", "badge", "sound"]
        .iter()
        .any(|key| walk::is_there(aps.get(key)));
    if let Some(flag) = aps
        .get("content-available")
        .filter(|flag| flag.is_one() && is_shown)
    {
        out.body(
            Code::P022,
            &flag.range,
            "/aps/content-available",
            &[],
            Vec::new(),
        );
    }
}
