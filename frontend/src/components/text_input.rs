//! One line of text.

use web_sys::{FocusEvent, HtmlInputElement, InputEvent};
use yew::prelude::*;

use super::field::FieldContext;

/// What is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Prose, in any script and direction.
    #[default]
    Text,
    /// Code: an id, a token, a topic.
    Code,
    /// A number. The text stays the truth, so this is a text field with the number keyboard.
    Number,
    /// Something to find.
    Search,
}

/// Properties of [`TextInput`].
#[derive(Clone, PartialEq, Properties)]
pub struct TextInputProps {
    /// Its text.
    pub value: AttrValue,
    /// Each change.
    #[prop_or_default]
    pub on_input: Callback<String>,
    /// The focus came.
    #[prop_or_default]
    pub on_focus: Callback<()>,
    /// The focus left.
    #[prop_or_default]
    pub on_blur: Callback<()>,
    /// What is typed.
    #[prop_or_default]
    pub kind: InputKind,
    /// An example; empty for none. Never instead of a label.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// Its id, outside a [`super::Field`].
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Its name, outside a [`super::Field`].
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Whether it takes no input.
    #[prop_or_default]
    pub disabled: bool,
    /// Where the page finds it.
    #[prop_or_default]
    pub node_ref: NodeRef,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// One line of text, tied to the [`super::Field`] around it.
#[component]
pub fn TextInput(props: &TextInputProps) -> Html {
    let field = use_context::<FieldContext>();
    let (on_input, on_focus, on_blur) = (
        props.on_input.clone(),
        props.on_focus.clone(),
        props.on_blur.clone(),
    );
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on_input.emit(input.value());
        }
    });
    let onfocus = Callback::from(move |_: FocusEvent| on_focus.emit(()));
    let onblur = Callback::from(move |_: FocusEvent| on_blur.emit(()));
    let code = matches!(props.kind, InputKind::Code | InputKind::Number);
    html! {
        <input
            ref={props.node_ref.clone()}
            type={if props.kind == InputKind::Search { "search" } else { "text" }}
            class={classes!("c-input", code.then_some("c-input--code"))}
            id={field.as_ref().map(|field| field.id.clone()).or_else(|| props.id.clone())}
            value={props.value.clone()}
            placeholder={props.placeholder.clone()}
            disabled={props.disabled}
            dir={if code { "ltr" } else { "auto" }}
            inputmode={(props.kind == InputKind::Number).then_some("numeric")}
            autocomplete="off"
            autocapitalize={code.then_some("off")}
            spellcheck={code.then_some("false")}
            aria-label={props.label.clone()}
            aria-describedby={field.as_ref().and_then(|field| field.described_by.clone())}
            aria-invalid={field.as_ref().is_some_and(|field| field.invalid).then_some("true")}
            aria-required={field.as_ref().is_some_and(|field| field.required).then_some("true")}
            data-testid={props.testid.clone()}
            {oninput}
            {onfocus}
            {onblur}
        />
    }
}
