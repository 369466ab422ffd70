//! One of a list, by the browser's own menu: right on every device.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::Choice;
use super::field::FieldContext;
use super::icon::{Glyph, Icon, IconSize};

/// Properties of [`Select`].
#[derive(Clone, PartialEq, Properties)]
pub struct SelectProps {
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The chosen value.
    pub value: AttrValue,
    /// Another was chosen.
    #[prop_or_default]
    pub on_change: Callback<AttrValue>,
    /// Its id, outside a [`super::Field`].
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Its name, outside a [`super::Field`].
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Whether it takes no input.
    #[prop_or_default]
    pub disabled: bool,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// One of a list, tied to the [`super::Field`] around it.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let field = use_context::<FieldContext>();
    let on_change = props.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            on_change.emit(AttrValue::from(select.value()));
        }
    });
    html! {
        <span class="c-select">
            <select
                class="c-input c-select__control"
                id={field.as_ref().map(|field| field.id.clone()).or_else(|| props.id.clone())}
                disabled={props.disabled}
                aria-label={props.label.clone()}
                aria-describedby={field.as_ref().and_then(|field| field.described_by.clone())}
                aria-invalid={field.as_ref().is_some_and(|field| field.invalid).then_some("true")}
                data-testid={props.testid.clone()}
                {onchange}
            >
                { for props.choices.iter().map(|choice| html! {
                    <option key={choice.value.to_string()} value={choice.value.clone()} selected={choice.value == props.value}>{ choice.label.clone() }</option>
                }) }
            </select>
            <Icon glyph={Glyph::ChevronDown} size={IconSize::Small} />
        </span>
    }
}
