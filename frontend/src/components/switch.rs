//! On or off, at once.

use yew::prelude::*;

/// Properties of [`Switch`].
#[derive(Clone, PartialEq, Properties)]
pub struct SwitchProps {
    /// What it switches.
    pub label: AttrValue,
    /// Whether it is on.
    pub on: bool,
    /// It was switched.
    #[prop_or_default]
    pub on_change: Callback<bool>,
    /// What it does, below the label; empty for nothing.
    #[prop_or_default]
    pub hint: AttrValue,
    /// Whether it takes no input.
    #[prop_or_default]
    pub disabled: bool,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A switch with its label.
#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let (on_change, on) = (props.on_change.clone(), props.on);
    let onclick = Callback::from(move |_: MouseEvent| on_change.emit(!on));
    html! {
        <button
            type="button"
            role="switch"
            class="c-switch"
            aria-checked={if props.on { "true" } else { "false" }}
            disabled={props.disabled}
            data-testid={props.testid.clone()}
            {onclick}
        >
            <span class="c-switch__words">
                <span class="c-switch__label">{ props.label.clone() }</span>
                if !props.hint.is_empty() {
                    <span class="c-switch__hint">{ props.hint.clone() }</span>
                }
            </span>
            <span class="c-switch__track" aria-hidden="true"><span class="c-switch__thumb"></span></span>
        </button>
    }
}
