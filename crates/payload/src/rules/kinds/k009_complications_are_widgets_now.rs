//! K009: complications of watchOS 10 and later are widgets.
//!
//! Why: `ClockKit`, which this push type is for, is deprecated.
//! Example: `apns-push-type: complication`
//! Instead: `apns-push-type: widgets`

use crate::finding::{Code, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Platform, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K009,
    severity: Severity::Hint,
    push_types: &[PushType::Complication],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("Complications are widgets now", "复杂功能已改为小组件"),
    message: Words::new(
        "This push type is for ClockKit, which is deprecated from watchOS 10 on; its successor is the push type widgets.",
        "此推送类型用于 ClockKit，后者自 watchOS 10 起已弃用；其替代是推送类型 widgets。",
    ),
    cases: &[],
    why: Words::new(
        "A complication made with WidgetKit does not hear complication pushes. Apple allows 50 of them a day.",
        "用 WidgetKit 制作的复杂功能收不到 complication 推送。Apple 每天允许 50 条。",
    ),
    remedy: Words::new(
        "Keep it for apps that still use ClockKit; otherwise send widgets pushes to the widget's token.",
        "仅用于仍使用 ClockKit 的应用；否则向小组件令牌发送 widgets 推送。",
    ),
    fix_label: None,
    platforms: &[Platform::Watchos],
    apple: apple::COMPLICATIONS,
};

fn check(_: &Context<'_>, out: &mut Findings) {
    out.header(Code::K009, HeaderName::PushType, &[], Vec::new());
}
