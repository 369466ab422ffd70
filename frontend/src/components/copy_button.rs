//! Copies a text, and says that it did.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::icon::{Glyph, Icon, IconSize};
use crate::infra::dom;
use crate::infra::timer::Timeout;

/// How long the check mark stays.
const SHOWN_MS: u32 = 1600;

/// Properties of [`CopyButton`].
#[derive(Clone, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// What is copied.
    pub text: AttrValue,
    /// Its name, such as `Copy apns-id`.
    pub name: AttrValue,
    /// What it says afterwards, such as `Copied`.
    pub done: AttrValue,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A small button that puts a text on the clipboard.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let copied = use_state_eq(|| false);
    let (text, copier) = (props.text.clone(), copied.setter());
    let onclick = Callback::from(move |_: MouseEvent| {
        let (text, copied) = (text.clone(), copier.clone());
        spawn_local(async move { copied.set(dom::copy(&text).await) });
    });
    use_effect_with((*copied, copied.setter()), |(shown, copied)| {
        let copied = copied.clone();
        let timer = shown.then(|| Timeout::new(SHOWN_MS, move || copied.set(false)));
        move || drop(timer)
    });
    let tip = if *copied { &props.done } else { &props.name };
    html! {
        <button
            type="button"
            class={classes!("c-button", "c-button--quiet", "c-button--icon", "c-button--small", copied.then_some("is-done"))}
            aria-label={props.name.clone()}
            data-tip={tip.clone()}
            data-testid={props.testid.clone()}
            {onclick}
        >
            <Icon glyph={if *copied { Glyph::Check } else { Glyph::Copy }} size={IconSize::Small} />
            <span class="u-hidden" role="status">{ if *copied { props.done.clone() } else { AttrValue::default() } }</span>
        </button>
    }
}
