//! The mark: three bells of falling size, legible at 16 px.

use yew::prelude::*;

/// Properties of [`Mark`].
#[derive(Clone, PartialEq, Properties)]
pub struct MarkProps {
    /// Extra classes, for its size.
    #[prop_or_default]
    pub class: Classes,
}

/// The mark, as decoration: the name stands beside it or on its link.
#[component]
pub fn Mark(props: &MarkProps) -> Html {
    html! {
        <svg class={classes!("c-mark", props.class.clone())} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d="M.4 16C1.86 14.88 2.25 13.2 2.25 10.4C2.25 7.04 3.87 5.02 6 5.02S9.75 7.04 9.75 10.4C9.75 13.2 10.14 14.88 11.6 16zM4.21 17.12h3.58a1.79 1.79 0 0 1-3.58 0z" />
            <path d="M11.85 16C12.76 15.3 13 14.25 13 12.5C13 10.4 14.02 9.14 15.35 9.14S17.7 10.4 17.7 12.5C17.7 14.25 17.94 15.3 18.85 16zM14.23 16.7h2.24a1.12 1.12 0 0 1-2.24 0z" />
            <path d="M19 16C19.6 15.54 19.76 14.85 19.76 13.7C19.76 12.32 20.43 11.49 21.3 11.49S22.84 12.32 22.84 13.7C22.84 14.85 23 15.54 23.6 16zM20.56 16.46h1.47a.74.74 0 0 1-1.47 0z" />
        </svg>
    }
}
