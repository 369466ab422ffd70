//! Nothing here yet: one sentence, one action, never a dead end.

use yew::prelude::*;

use super::icon::{Glyph, Icon, IconSize};

/// Properties of [`EmptyState`].
#[derive(Clone, PartialEq, Properties)]
pub struct EmptyStateProps {
    /// What it is about.
    pub glyph: Glyph,
    /// What is not here yet.
    pub title: AttrValue,
    /// One sentence; empty for none.
    #[prop_or_default]
    pub text: AttrValue,
    /// The action.
    #[prop_or_default]
    pub children: Children,
}

/// An empty list.
#[component]
pub fn EmptyState(props: &EmptyStateProps) -> Html {
    html! {
        <div class="c-empty">
            <span class="c-empty__icon"><Icon glyph={props.glyph} size={IconSize::Large} /></span>
            <p class="c-empty__title">{ props.title.clone() }</p>
            if !props.text.is_empty() {
                <p class="c-empty__text">{ props.text.clone() }</p>
            }
            if !props.children.is_empty() {
                <div class="c-empty__action">{ props.children.clone() }</div>
            }
        </div>
    }
}
