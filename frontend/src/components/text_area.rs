//! Several lines of text, as high as their content.

use web_sys::{FocusEvent, HtmlTextAreaElement, InputEvent};
use yew::prelude::*;

use super::field::FieldContext;

/// Properties of [`TextArea`].
#[derive(Clone, PartialEq, Properties)]
pub struct TextAreaProps {
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
    /// An example; never instead of a label.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// How many lines it has at least.
    #[prop_or(2)]
    pub rows: u32,
    /// Its id, outside a [`super::Field`].
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Its name, outside a [`super::Field`].
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Whether it is source: fixed width, and no dictionary has a say.
    #[prop_or_default]
    pub code: bool,
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

/// Several lines of text, tied to the [`super::Field`] around it. A hidden twin of the text in the same grid cell gives it
/// its height, so that it grows in every browser without a script.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let field = use_context::<FieldContext>();
    let (on_input, on_focus, on_blur) = (
        props.on_input.clone(),
        props.on_focus.clone(),
        props.on_blur.clone(),
    );
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
            on_input.emit(area.value());
        }
    });
    let onfocus = Callback::from(move |_: FocusEvent| on_focus.emit(()));
    let onblur = Callback::from(move |_: FocusEvent| on_blur.emit(()));
    html! {
        <div class={classes!("c-area", props.code.then_some("c-area--code"))} data-text={props.value.clone()}>
            <textarea
                ref={props.node_ref.clone()}
                class={classes!("c-input", "c-area__text", props.code.then_some("c-input--code"))}
                id={field.as_ref().map(|field| field.id.clone()).or_else(|| props.id.clone())}
                value={props.value.clone()}
                placeholder={props.placeholder.clone()}
                rows={props.rows.to_string()}
                disabled={props.disabled}
                dir="auto"
                autocapitalize={props.code.then_some("off")}
                spellcheck={props.code.then_some("false")}
                aria-label={props.label.clone()}
                aria-describedby={field.as_ref().and_then(|field| field.described_by.clone())}
                aria-invalid={field.as_ref().is_some_and(|field| field.invalid).then_some("true")}
                aria-required={field.as_ref().is_some_and(|field| field.required).then_some("true")}
                data-testid={props.testid.clone()}
                {oninput}
                {onfocus}
                {onblur}
            />
        </div>
    }
}
