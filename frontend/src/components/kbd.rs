//! Keys of the keyboard.

use yew::prelude::*;

/// Properties of [`Kbd`].
#[derive(Clone, PartialEq, Properties)]
pub struct KbdProps {
    /// The keys, such as `⌘K`.
    pub keys: AttrValue,
}

/// A keyboard shortcut.
#[component]
pub fn Kbd(props: &KbdProps) -> Html {
    html! { <kbd class="c-kbd">{ props.keys.clone() }</kbd> }
}
