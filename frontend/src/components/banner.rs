//! A sentence that stays until it is dealt with, with its remedy beside it.

use yew::prelude::*;

use super::badge::Tone;
use super::icon::Icon;

/// Properties of [`Banner`].
#[derive(Clone, PartialEq, Properties)]
pub struct BannerProps {
    /// What it means.
    #[prop_or_default]
    pub tone: Tone,
    /// What is the matter.
    pub title: AttrValue,
    /// More about it.
    #[prop_or_default]
    pub children: Children,
    /// The remedy: buttons or a link.
    #[prop_or_default]
    pub action: Html,
    /// Extra classes, for its place.
    #[prop_or_default]
    pub class: Classes,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A sentence with its remedy. Only one of danger interrupts a screen reader.
#[component]
pub fn Banner(props: &BannerProps) -> Html {
    let role = if props.tone == Tone::Danger {
        "alert"
    } else {
        "status"
    };
    html! {
        <div class={classes!("c-banner", props.tone.class(), props.class.clone())} {role} data-testid={props.testid.clone()}>
            <Icon glyph={props.tone.glyph()} />
            <div class="c-banner__words">
                <p class="c-banner__title">{ props.title.clone() }</p>
                if !props.children.is_empty() {
                    <div class="c-banner__text">{ props.children.clone() }</div>
                }
            </div>
            if props.action != Html::default() {
                <div class="c-banner__action">{ props.action.clone() }</div>
            }
        </div>
    }
}
