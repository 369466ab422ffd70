//! Findings as people read them: how much it weighs, where it is, what to do, and the repair beside it.

use payload::Severity;
use yew::prelude::*;

use super::badge::tone_of;
use super::button::{Button, ButtonLook, ButtonSize};
use super::icon::{Glyph, Icon, IconSize};

/// Properties of [`ProblemList`].
#[derive(Clone, PartialEq, Properties)]
pub struct ProblemListProps {
    /// Name of the list.
    pub label: AttrValue,
    /// The [`ProblemItem`]s.
    #[prop_or_default]
    pub children: Children,
    /// Said when there is none, such as `No problems.`
    #[prop_or_default]
    pub empty: AttrValue,
}

/// A list of problems, or the sentence that there is none.
#[component]
pub fn ProblemList(props: &ProblemListProps) -> Html {
    html! {
        <div class="c-problems" data-testid="problem-list">
            if props.children.is_empty() {
                <p class="c-problems__none"><Icon glyph={Glyph::CheckCircle} size={IconSize::Small} /><span>{ props.empty.clone() }</span></p>
            } else {
                <ul class="c-problems__list" role="list" aria-label={props.label.clone()}>{ props.children.clone() }</ul>
            }
        </div>
    }
}

/// Properties of [`ProblemItem`].
#[derive(Clone, PartialEq, Properties)]
pub struct ProblemItemProps {
    /// The rule's code.
    pub code: AttrValue,
    /// How much it weighs.
    pub severity: Severity,
    /// That in words, such as `Blocks sending`.
    pub severity_label: AttrValue,
    /// Where it is, such as `Line 9` or `apns-priority`; empty for nowhere in particular.
    #[prop_or_default]
    pub place: AttrValue,
    /// What is wrong and how to put it right.
    pub message: AttrValue,
    /// Words of the button that repairs it; `None` when only a person can.
    #[prop_or_default]
    pub fix_label: Option<AttrValue>,
    /// The repair was pressed.
    #[prop_or_default]
    pub on_fix: Callback<()>,
    /// Words of the line that opens the reason; `None` for no such line.
    #[prop_or_default]
    pub why_label: Option<AttrValue>,
    /// The reason.
    #[prop_or_default]
    pub why: Html,
    /// The place was pressed: show it.
    #[prop_or_default]
    pub on_go: Option<Callback<()>>,
}

/// One problem.
#[component]
pub fn ProblemItem(props: &ProblemItemProps) -> Html {
    let open = use_state_eq(|| false);
    let tone = tone_of(props.severity);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let why_id = format!(
        "why-{}-{}",
        props.code,
        props
            .place
            .replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    );
    html! {
        <li class={classes!("c-problem", tone.class())} data-testid="problem" data-code={props.code.clone()}>
            <Icon glyph={tone.glyph()} size={IconSize::Small} />
            <div class="c-problem__words">
                <p class="c-problem__message">
                    <span class="u-hidden">{ props.severity_label.clone() }{ ": " }</span>
                    { props.message.clone() }
                </p>
                <p class="c-problem__meta">
                    <span class="c-problem__severity" aria-hidden="true">{ props.severity_label.clone() }</span>
                    if !props.place.is_empty() {
                        if let Some(on_go) = props.on_go.clone() {
                            <button type="button" class="c-link" onclick={move |_| on_go.emit(())}>{ props.place.clone() }</button>
                        } else {
                            <span>{ props.place.clone() }</span>
                        }
                    }
                    <span class="c-problem__code">{ props.code.clone() }</span>
                    if let Some(label) = &props.why_label {
                        <button type="button" class="c-link" aria-expanded={if *open { "true" } else { "false" }} aria-controls={open.then(|| why_id.clone())} onclick={toggle}>
                            { label.clone() }
                        </button>
                    }
                </p>
                if *open {
                    <div class="c-problem__why" id={why_id}>{ props.why.clone() }</div>
                }
            </div>
            if let Some(label) = &props.fix_label {
                <Button look={ButtonLook::Secondary} size={ButtonSize::Small} icon={Glyph::Wrench} on_press={props.on_fix.clone()} testid="fix">{ label.clone() }</Button>
            }
        </li>
    }
}
