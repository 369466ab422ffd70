//! L027: an update has something in `content-state`.
//!
//! Why: an empty one fits only a type without properties.
//! Example: `{"aps": {"event": "update", "content-state": {}, …}}`
//! Instead: `{"aps": {"event": "update", "content-state": {"score": 3}, …}}`

use super::activity::{self, Event};
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::L027,
    severity: Severity::Hint,
    push_types: &[PushType::Liveactivity],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An update with an empty state", "更新的状态为空"),
    message: Words::new(
        "content-state is empty; it must have every property of the app's ContentState that is not optional.",
        "content-state 为空；它必须包含应用 ContentState 中所有非可选的属性。",
    ),
    cases: &[],
    why: Words::new(
        "An update replaces the whole state. A missing property makes it fail, and Apple answers 200 all the same.",
        "更新会替换整个状态。缺少属性会使更新失败，而 Apple 仍会返回 200。",
    ),
    remedy: Words::new(
        "Write the whole state, not only what changed.",
        "写完整的状态，而不只是变化的部分。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::LIVE,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let state = context.aps().and_then(|aps| aps.get("content-state"));
    let is_empty =
        |state: &&_| crate::document::Node::is_object(state) && state.members().is_empty();
    if let Some(state) = state.filter(is_empty)
        && activity::event(context) == Some(Event::Update)
    {
        out.body(
            Code::L027,
            &state.range,
            "/aps/content-state",
            &[],
            Vec::new(),
        );
    }
}
