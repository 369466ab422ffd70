//! The push in one line, pinned while typing on a phone.

use yew::prelude::*;

/// Properties of [`MiniPreview`].
#[derive(Clone, PartialEq, Properties)]
pub struct MiniPreviewProps {
    /// The notification's title.
    #[prop_or_default]
    pub title: AttrValue,
    /// Its body.
    #[prop_or_default]
    pub body: AttrValue,
    /// Its time, such as `now`.
    pub when: AttrValue,
    /// Name of the preview.
    pub label: AttrValue,
    /// Shown instead when nothing would be seen; empty for never.
    #[prop_or_default]
    pub silent: AttrValue,
}

/// One line of preview.
#[component]
pub fn MiniPreview(props: &MiniPreviewProps) -> Html {
    let silent = !props.silent.is_empty();
    html! {
        <div class="c-mini" role="group" aria-label={props.label.clone()}>
            <span class="c-app-icon" aria-hidden="true"></span>
            if silent {
                <span class="c-mini__text">{ props.silent.clone() }</span>
            } else {
                <span class="c-mini__text">
                    if !props.title.is_empty() {
                        <bdi class="c-mini__title">{ props.title.clone() }</bdi>
                        { " " }
                    }
                    <bdi>{ props.body.clone() }</bdi>
                </span>
                <span class="c-mini__when">{ props.when.clone() }</span>
            }
        </div>
    }
}
