//! What just happened, said once and gone; anything that must be dealt with is a [`super::Banner`].

use yew::prelude::*;

use super::badge::Tone;
use super::button::{ButtonSize, IconButton};
use super::icon::{Glyph, Icon};

/// One thing that just happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// Tells it from others.
    pub id: u32,
    /// What it means.
    pub tone: Tone,
    /// What happened.
    pub text: AttrValue,
}

/// Properties of [`Toasts`].
#[derive(Clone, PartialEq, Properties)]
pub struct ToastsProps {
    /// What is shown, oldest first.
    pub toasts: Vec<Toast>,
    /// Name of the region.
    pub label: AttrValue,
    /// Name of the button that closes one.
    pub close: AttrValue,
    /// One was closed.
    #[prop_or_default]
    pub on_close: Callback<u32>,
}

/// The region of toasts. In the document from the start, so that screen readers hear what comes.
#[component]
pub fn Toasts(props: &ToastsProps) -> Html {
    html! {
        <div class="c-toasts" role="status" aria-label={props.label.clone()}>
            { for props.toasts.iter().map(|toast| {
                let (on_close, id) = (props.on_close.clone(), toast.id);
                html! {
                    <div class={classes!("c-toast", toast.tone.class())} key={id}>
                        <Icon glyph={toast.tone.glyph()} />
                        <p class="c-toast__text">{ toast.text.clone() }</p>
                        <IconButton glyph={Glyph::Close} name={props.close.clone()} size={ButtonSize::Small} on_press={move |()| on_close.emit(id)} />
                    </div>
                }
            }) }
        </div>
    }
}
