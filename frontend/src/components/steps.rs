//! The four steps of a send, each with its light and its time.

use yew::prelude::*;

use super::icon::{Glyph, Icon, IconSize};

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// Not there yet.
    #[default]
    Waiting,
    /// Under way.
    Active,
    /// Done.
    Done,
    /// It ended here.
    Failed,
}

impl StepState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Active, Self::Done, Self::Failed];

    const fn class(self) -> &'static str {
        match self {
            Self::Waiting => "c-step",
            Self::Active => "c-step is-active",
            Self::Done => "c-step is-done",
            Self::Failed => "c-step is-failed",
        }
    }

    /// What tests wait for. Under way is still waiting.
    const fn attribute(self) -> &'static str {
        match self {
            Self::Waiting | Self::Active => "waiting",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// For tests, such as `step-validated`.
    pub testid: AttrValue,
    /// Its name, such as `Accepted`.
    pub label: AttrValue,
    /// How far it is.
    pub state: StepState,
    /// That in words, for screen readers, such as `done`.
    pub state_label: AttrValue,
    /// More about it, such as `200, apns-id …`; empty for nothing.
    pub detail: AttrValue,
    /// When, such as `41 ms`; empty before.
    pub time: AttrValue,
}

/// Properties of [`Steps`].
#[derive(Clone, PartialEq, Properties)]
pub struct StepsProps {
    /// Name of the list.
    pub label: AttrValue,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Extra classes, for its place.
    #[prop_or_default]
    pub class: Classes,
}

/// Steps on one line of time, from top to bottom.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    html! {
        <ol class={classes!("c-steps", props.class.clone())} role="list" aria-label={props.label.clone()}>
            { for props.steps.iter().map(|step| html! {
                <li class={step.state.class()} key={step.testid.to_string()} data-testid={step.testid.clone()} data-state={step.state.attribute()}>
                    <span class="c-step__light" aria-hidden="true">
                        if step.state == StepState::Done {
                            <Icon glyph={Glyph::Check} size={IconSize::Small} />
                        } else if step.state == StepState::Failed {
                            <Icon glyph={Glyph::Close} size={IconSize::Small} />
                        }
                    </span>
                    <span class="c-step__label">{ step.label.clone() }<span class="u-hidden">{ ", " }{ step.state_label.clone() }</span></span>
                    <span class="c-step__time">{ step.time.clone() }</span>
                    if !step.detail.is_empty() {
                        <span class="c-step__detail">{ step.detail.clone() }</span>
                    }
                </li>
            }) }
        </ol>
    }
}
