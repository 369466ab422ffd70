//! P028: an alert has a title.
//!
//! Why: the Apple Watch's short look and the lists show the title first, and many people read nothing else.
//! Example: `{"aps": {"alert": {"body": "Your order has left the house."}}}`
//! Instead: `{"aps": {"alert": {"title": "On its way", "body": "Your order has left the house."}}}`

use crate::document::Member;
use crate::finding::{Code, Severity};
use crate::keys::{Home, Key};
use crate::push_type::PushType;
use crate::rules::{
    Context, Findings, Rule, Text, Words, apple, {visible, walk},
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P028,
    severity: Severity::Hint,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An alert without a title", "提醒没有标题"),
    message: Words::new(
        "There is no title; Apple Watch shows only the app's name at first then.",
        "没有标题；Apple Watch 起初只会显示应用名称。",
    ),
    cases: &[],
    why: Words::new(
        "The short look on Apple Watch shows the title and not the text, and in lists the title is what people see first.",
        "Apple Watch 的短视图显示标题而不显示正文；在列表中，人们最先看到的也是标题。",
    ),
    remedy: Words::new("Add a short title.", "添加简短的标题。"),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(member) = context.aps().and_then(|aps| aps.member("alert")) else {
        return;
    };
    let alert = &member.value;
    let has_title = ["title", "title-loc-key"]
        .iter()
        .any(|key| walk::is_there(alert.get(key)));
    // A misspelled title is P008's business.
    let is_known =
        |it: &Member| Key::is_known(Home::Alert, &it.name) || Key::is_known(Home::Aps, &it.name);
    let is_sure = alert.members().iter().all(is_known);
    // Of a website push K011 says it.
    let is_sure = is_sure && !context.is_website();
    if alert.is_object() && is_sure && !has_title && !visible::says_nothing(alert) {
        out.body(Code::P028, &member.key, "/aps/alert", &[], Vec::new());
    }
}
