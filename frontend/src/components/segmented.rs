//! One of a few, all in sight.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Choice;
use super::icon::{Icon, IconSize};

/// Properties of [`Segmented`].
#[derive(Clone, PartialEq, Properties)]
pub struct SegmentedProps {
    /// Name of the group on this page; also its radio buttons' `name`.
    pub id: AttrValue,
    /// What is chosen.
    pub label: AttrValue,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The chosen value.
    pub value: AttrValue,
    /// Another was chosen.
    #[prop_or_default]
    pub on_change: Callback<AttrValue>,
    /// Extra classes, for its place.
    #[prop_or_default]
    pub class: Classes,
}

/// A group of radio buttons that looks like one control: arrow keys, one stop for Tab, all by the browser.
#[component]
pub fn Segmented(props: &SegmentedProps) -> Html {
    let on_change = props.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on_change.emit(AttrValue::from(input.value()));
        }
    });
    html! {
        <div class={classes!("c-segmented", props.class.clone())} role="radiogroup" aria-label={props.label.clone()}>
            { for props.choices.iter().map(|choice| html! {
                <label class="c-segmented__part" key={choice.value.to_string()}>
                    <input
                        type="radio"
                        class="c-segmented__input"
                        name={props.id.clone()}
                        value={choice.value.clone()}
                        checked={choice.value == props.value}
                        onchange={onchange.clone()}
                        data-testid={choice.testid.clone()}
                    />
                    <span class="c-segmented__face">
                        if let Some(glyph) = choice.icon {
                            <Icon {glyph} size={IconSize::Small} />
                        }
                        <span>{ choice.label.clone() }</span>
                        if !choice.count.is_empty() {
                            <span class="c-count">{ choice.count.clone() }</span>
                        }
                    </span>
                </label>
            }) }
        </div>
    }
}
