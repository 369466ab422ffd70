//! A labelled control: label, control, hint and error are one thing, so that what ties them together cannot drift.

use yew::prelude::*;

use super::icon::{Glyph, Icon, IconSize};

/// What a field tells the control in it: its id, what describes it, whether it is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldContext {
    /// Id of the control.
    pub id: AttrValue,
    /// Ids of hint and error; `None` without either.
    pub described_by: Option<AttrValue>,
    /// Whether there is an error.
    pub invalid: bool,
    /// Whether a value is needed.
    pub required: bool,
}

/// Properties of [`Field`].
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// Id of the control; the others are derived from it.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// The control: [`super::TextInput`], [`super::TextArea`] or [`super::Select`].
    pub children: Children,
    /// How to fill it in; empty for none.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is wrong and how to put it right; empty for nothing.
    #[prop_or_default]
    pub error: AttrValue,
    /// Beside the error: a button that repairs it.
    #[prop_or_default]
    pub action: Html,
    /// At the end of the label's line: a count, or what the value is called in the payload.
    #[prop_or_default]
    pub note: Html,
    /// Whether a value is needed.
    #[prop_or_default]
    pub required: bool,
    /// Extra classes, for its place.
    #[prop_or_default]
    pub class: Classes,
}

/// A labelled control with hint and error.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let (hint_id, error_id) = (format!("{}-hint", props.id), format!("{}-error", props.id));
    let (hinted, invalid) = (!props.hint.is_empty(), !props.error.is_empty());
    let described_by = match (hinted, invalid) {
        (false, false) => None,
        (true, false) => Some(AttrValue::from(hint_id.clone())),
        (false, true) => Some(AttrValue::from(error_id.clone())),
        (true, true) => Some(AttrValue::from(format!("{error_id} {hint_id}"))),
    };
    let context = FieldContext {
        id: props.id.clone(),
        described_by,
        invalid,
        required: props.required,
    };
    html! {
        <div class={classes!("c-field", invalid.then_some("is-invalid"), props.class.clone())}>
            <div class="c-field__head">
                <label class="c-field__label" for={props.id.clone()}>{ props.label.clone() }</label>
                <span class="c-field__note">{ props.note.clone() }</span>
            </div>
            { yew::provide(context, html! { { props.children.clone() } }) }
            if hinted {
                <p class="c-field__hint" id={hint_id}>{ props.hint.clone() }</p>
            }
            if invalid {
                <div class="c-field__problem">
                    <p class="c-field__error" id={error_id}><Icon glyph={Glyph::Error} size={IconSize::Small} /><span>{ props.error.clone() }</span></p>
                    { props.action.clone() }
                </div>
            }
        </div>
    }
}
